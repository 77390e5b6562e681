package dev.accord.registry.rest;

import dev.accord.registry.change.Delete;
import dev.accord.registry.change.Tag;
import dev.accord.registry.language.SchemaTypes;
import dev.accord.registry.problem.ErrorCode;
import dev.accord.registry.security.Right;
import dev.accord.registry.subject.RegistryState;
import dev.accord.registry.subject.StoredSchema;
import dev.accord.registry.wire.AnswerCache.Freshness;
import dev.accord.registry.wire.Answers;
import dev.accord.registry.wire.Call;
import dev.accord.registry.wire.SchemaRequests;
import io.vertx.core.http.HttpMethod;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@code /subjects/S/versions/V} and {@code /subjects/S/metadata}: one version. */
final class VersionRoutes {
  private static final String SUBJECT = "/subjects/:subject";
  private static final String VERSION = SUBJECT + "/versions/:version";

  private final SchemaTypes types;
  private final SchemaTexts texts;

  VersionRoutes(SchemaTypes types) {
    this.types = types;
    this.texts = new SchemaTexts(types);
  }

  void mount(RouteTable routes) {
    routes.text(
        VERSION, Freshness.CHECKED, (call, state) -> shown(call, state, asked(call, state)));
    routes.text(
        VERSION + "/schema",
        Freshness.CHECKED,
        (call, state) -> texts.bare(call, state, asked(call, state)));
    routes.read(VERSION + "/referencedby", VersionRoutes::referencedBy);
    routes.text(
        SUBJECT + "/metadata",
        Freshness.CHECKED,
        (call, state) -> shown(call, state, withMetadata(call, state)));
    routes.change(
        Right.WRITE,
        HttpMethod.POST,
        VERSION + "/tags",
        (call, state) ->
            new Tag(
                call.subject(state),
                call.version(),
                SchemaRequests.readTags(call.body("modifyTags.request")),
                types),
        registered -> Answers.registered(registered.schema(), registered.isNew()));
    routes.change(
        Right.WRITE,
        HttpMethod.DELETE,
        VERSION,
        (call, state) ->
            new Delete.OneVersion(call.subject(state), call.version(), call.flag("permanent")),
        version -> version);
  }

  private static StoredSchema asked(Call call, RegistryState state) {
    return Lookup.versionAnywhere(state, call, call.version(), call.flag("deleted"));
  }

  private Object shown(Call call, RegistryState state, StoredSchema schema) {
    var json = Answers.versionWithoutRecord(schema);
    texts.addAskedFor(json, call, state, schema);
    return Answers.addRecord(json, schema);
  }

  private static Object referencedBy(Call call, RegistryState state) {
    var target = Lookup.version(state, call.subject(state), call.version(), true);
    var ids =
        state.referrers(target.at()).stream()
            .filter(schema -> call.flag("deleted") || !schema.deleted())
            .map(StoredSchema::id)
            .distinct()
            .sorted()
            .toList();
    return call.page(List.copyOf(ids), Integer.MAX_VALUE);
  }

  private static StoredSchema withMetadata(Call call, RegistryState state) {
    var subject = call.subject(state);
    var wanted = pairs(call);
    var deleted = call.flag("deleted");
    var candidates =
        state.versions(subject).descendingMap().values().stream()
            .filter(schema -> deleted || !schema.deleted())
            .toList();
    if (candidates.isEmpty()) {
      throw ErrorCode.SUBJECT_NOT_FOUND.with(subject);
    }
    return candidates.stream()
        .filter(schema -> has(schema, wanted))
        .findFirst()
        .orElseThrow(ErrorCode.SCHEMA_NOT_FOUND::with);
  }

  private static boolean has(StoredSchema schema, Map<String, String> wanted) {
    var properties = schema.content().metadataOrEmpty().properties();
    return !properties.isEmpty() && properties.entrySet().containsAll(wanted.entrySet());
  }

  /** Keys and values belong together by their position. */
  private static Map<String, String> pairs(Call call) {
    var keys = call.texts("key");
    var values = call.texts("value");
    var pairs = new HashMap<String, String>();
    for (int i = 0; i < Math.min(keys.size(), values.size()); i++) {
      pairs.put(keys.get(i), values.get(i));
    }
    return pairs;
  }
}
