package dev.accord.registry.rest;

import dev.accord.registry.language.SchemaTypes;
import dev.accord.registry.problem.ErrorCode;
import dev.accord.registry.subject.RegistryState;
import dev.accord.registry.subject.Setting;
import dev.accord.registry.subject.StoredSchema;
import dev.accord.registry.subject.Subject;
import dev.accord.registry.wire.AnswerCache.Freshness;
import dev.accord.registry.wire.Answers;
import dev.accord.registry.wire.Call;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;

/** {@code /schemas}: what an id stands for, and everything there is. */
final class SchemaRoutes {
  private static final String ID = "/schemas/ids/:id";
  private static final String GUID = "/schemas/guids/:guid";
  private static final int PAGE_MAX = 1000;
  private static final Comparator<StoredSchema> BY_SPELLING =
      Comparator.<StoredSchema, String>comparing(schema -> schema.subject().qualified())
          .thenComparingInt(StoredSchema::version);

  private final SchemaTypes types;
  private final SchemaTexts texts;

  SchemaRoutes(SchemaTypes types) {
    this.types = types;
    this.texts = new SchemaTexts(types);
  }

  void mount(RouteTable routes) {
    routes.text(ID, Freshness.CHECKED, this::byId);
    routes.text(
        ID + "/schema",
        Freshness.LASTING,
        (call, state) -> texts.bare(call, state, Lookup.representative(state, call)));
    routes.read(ID + "/subjects", SchemaRoutes::subjects);
    routes.read(ID + "/versions", SchemaRoutes::versions);
    routes.read("/schemas/types", (call, state) -> types.names());
    routes.text(GUID, Freshness.CHECKED, this::byGuid);
    routes.read(GUID + "/ids", SchemaRoutes::idsOfGuid);
    routes.read("/schemas", SchemaRoutes::all);
  }

  private Object byId(Call call, RegistryState state) {
    var schema = Lookup.representative(state, call);
    var json =
        new JsonObject()
            .put("subject", schema.subject().qualified())
            .put("version", schema.version())
            .put("guid", schema.content().guid().toString());
    Answers.addContent(json, schema.content());
    texts.addAskedFor(json, call, state, schema);
    if (call.flag("fetchMaxId")) {
      json.put("maxId", state.idMax(schema.subject().context()));
    }
    return Answers.addRecord(json, schema);
  }

  private static Object subjects(Call call, RegistryState state) {
    var names =
        Lookup.knownUses(state, call).stream()
            .filter(use -> call.flag("deleted") || !use.deleted())
            .map(StoredSchema::subject)
            .distinct()
            .toList();
    return call.page(Lookup.names(names), Integer.MAX_VALUE);
  }

  private static Object versions(Call call, RegistryState state) {
    var uses =
        Lookup.knownUses(state, call).stream()
            .filter(use -> call.flag("deleted") || !use.deleted())
            .toList();
    var answer = new JsonArray();
    for (var use : call.page(uses, Integer.MAX_VALUE)) {
      answer.add(
          new JsonObject().put("subject", use.subject().qualified()).put("version", use.version()));
    }
    return answer;
  }

  private Object byGuid(Call call, RegistryState state) {
    var guid = guid(call);
    for (var context : state.contextNames()) {
      var id = state.idOf(context, guid);
      if (id.isPresent()) {
        var schema = state.uses(context, id.get()).get(0);
        var json = new JsonObject().put("guid", guid.toString());
        Answers.addContent(json, schema.content());
        texts.addAskedFor(json, call, state, schema);
        return Answers.addRecord(json, schema);
      }
    }
    throw ErrorCode.SCHEMA_ID_NOT_FOUND.with(call.pathText("guid"));
  }

  private static Object idsOfGuid(Call call, RegistryState state) {
    var guid = guid(call);
    var answer = new JsonArray();
    for (var context : state.contextNames()) {
      state
          .idOf(context, guid)
          .ifPresent(id -> answer.add(new JsonObject().put("context", context).put("id", id)));
    }
    return answer;
  }

  /** With or without dashes. */
  private static UUID guid(Call call) {
    var spelled = call.pathText("guid");
    var digits = spelled.replace("-", "");
    if (!digits.matches("[0-9a-fA-F]{32}")) {
      throw ErrorCode.SCHEMA_ID_NOT_FOUND.with(spelled);
    }
    return new UUID(
        Long.parseUnsignedLong(digits.substring(0, 16), 16),
        Long.parseUnsignedLong(digits.substring(16), 16));
  }

  private static Object all(Call call, RegistryState state) {
    var prefix = call.text("subjectPrefix").orElse("");
    var ruleType = call.text("ruleType").filter(type -> !type.isEmpty());
    Predicate<StoredSchema> wanted =
        schema ->
            (call.flag("deleted") || !schema.deleted())
                && (ruleType.isEmpty() || hasRule(schema, ruleType.get()));
    var found = new ArrayList<StoredSchema>();
    for (var context : Lookup.contexts(state, call, prefix)) {
      for (var versions : state.subjects(context, Lookup.nameOfPrefix(prefix)).values()) {
        var ordered =
            call.flag("latestOnly") ? versions.descendingMap().values() : versions.values();
        ordered.stream()
            .filter(wanted)
            .limit(call.flag("latestOnly") ? 1 : Integer.MAX_VALUE)
            .forEach(found::add);
      }
    }
    // Contexts have an order of their own, names that are spelled out another.
    found.sort(BY_SPELLING);
    var answer = new JsonArray();
    call.page(found, PAGE_MAX).forEach(schema -> answer.add(shown(call, state, schema)));
    return answer;
  }

  private static JsonObject shown(Call call, RegistryState state, StoredSchema schema) {
    var json = Answers.version(schema);
    if (call.flag("aliases")) {
      var aliases = aliases(state, schema.subject());
      if (!aliases.isEmpty()) {
        json.put("aliases", new JsonArray(Lookup.names(aliases)));
      }
    }
    return json;
  }

  private static List<Subject> aliases(RegistryState state, Subject target) {
    return state.configuredWithin(target.context()).stream()
        .filter(
            scope ->
                state
                    .ownConfig(scope)
                    .flatMap(config -> config.text(Setting.ALIAS))
                    .filter(alias -> Subject.parse(alias, scope.context()).equals(target))
                    .isPresent())
        .toList();
  }

  private static boolean hasRule(StoredSchema schema, String type) {
    var rules = schema.content().ruleSet();
    return rules != null && rules.all().stream().anyMatch(rule -> type.equals(rule.type()));
  }
}
