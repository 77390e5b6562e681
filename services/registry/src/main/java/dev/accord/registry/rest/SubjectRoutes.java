package dev.accord.registry.rest;

import dev.accord.registry.change.Delete;
import dev.accord.registry.change.LookUp;
import dev.accord.registry.change.Register;
import dev.accord.registry.language.SchemaTypes;
import dev.accord.registry.node.Registry;
import dev.accord.registry.problem.ErrorCode;
import dev.accord.registry.problem.RegistryProblem;
import dev.accord.registry.security.Right;
import dev.accord.registry.subject.RegistryState;
import dev.accord.registry.subject.StoredSchema;
import dev.accord.registry.subject.Subject;
import dev.accord.registry.wire.Answers;
import dev.accord.registry.wire.Call;
import dev.accord.registry.wire.SchemaRequests;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.Predicate;

/** {@code /subjects}: lists, versions, registration, look-up and deletion. */
final class SubjectRoutes {
  private static final String SUBJECT = "/subjects/:subject";
  private static final String VERSIONS = SUBJECT + "/versions";

  private final Registry registry;
  private final SchemaTypes types;
  private final SchemaTexts texts;

  SubjectRoutes(Registry registry, SchemaTypes types) {
    this.registry = registry;
    this.types = types;
    this.texts = new SchemaTexts(types);
  }

  void mount(RouteTable routes) {
    routes.route(Right.WRITE, HttpMethod.POST, VERSIONS, call -> register(routes, call));
    routes.think(HttpMethod.POST, SUBJECT, this::lookUp);
    routes.read("/subjects", SubjectRoutes::subjects);
    routes.read(VERSIONS, SubjectRoutes::versions);
    routes.change(
        Right.WRITE,
        HttpMethod.DELETE,
        SUBJECT,
        (call, state) -> new Delete.WholeSubject(call.subject(state), call.flag("permanent")),
        versions -> versions);
  }

  /** A schema that the subject has already needs no leader. */
  private Future<Object> register(RouteTable routes, Call call) {
    var state = registry.state();
    var request = SchemaRequests.read(call.body("register.request"), call.flag("normalize"));
    var register = new Register(call.subject(state), request, types);
    return registry
        .think(
            () -> {
              var existing = register.existing(state);
              if (existing.isEmpty()) {
                register.understand(state);
              }
              return existing;
            })
        // What this node refuses, the leader may know better.
        .otherwise(Optional.empty())
        .compose(
            existing ->
                existing.isPresent()
                    ? registered(call, existing.get(), false).map(json -> json)
                    : routes.write(call, () -> registerHere(routes, call, register)));
  }

  private Future<Object> registerHere(RouteTable routes, Call call, Register register) {
    return registry
        .change(register)
        .compose(
            committed ->
                registered(call, committed.answer().schema(), committed.answer().isNew())
                    .map(json -> routes.written(call, committed, ignored -> json)));
  }

  /** The answer, with the text in the format that is asked for. */
  private Future<JsonObject> registered(Call call, StoredSchema schema, boolean isNew) {
    var json = Answers.registered(schema, isNew);
    var state = registry.state();
    return SchemaTexts.needsParsing(call)
        ? registry.think(() -> json.put("schema", texts.text(call, state, schema)))
        : Future.succeededFuture(json);
  }

  private Object lookUp(Call call, RegistryState state) {
    var request =
        SchemaRequests.read(call.body("lookUpSchemaUnderSubject.request"), call.flag("normalize"));
    var subject = call.subject(state);
    var deleted = call.flag("deleted");
    var lookUp = new LookUp(types, request, deleted);
    var found =
        lookUp
            .under(state, subject)
            .or(
                () ->
                    call.namesContext(call.spelledSubject())
                        ? Optional.empty()
                        : Lookup.elsewhere(
                            state, subject, other -> sameUnder(state, lookUp, other)));
    if (found.isEmpty()) {
      var known =
          state.versions(subject).values().stream()
              .anyMatch(schema -> deleted || !schema.deleted());
      throw known ? ErrorCode.SCHEMA_NOT_FOUND.with() : ErrorCode.SUBJECT_NOT_FOUND.with(subject);
    }
    return Answers.version(found.get()).put("schema", texts.text(call, state, found.get()));
  }

  /** What the schema refers to need not be there where nobody said to look. */
  private static Optional<StoredSchema> sameUnder(
      RegistryState state, LookUp lookUp, Subject elsewhere) {
    try {
      return lookUp.under(state, elsewhere);
    } catch (RegistryProblem e) {
      if (e.code() == ErrorCode.INVALID_SCHEMA) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static Object subjects(Call call, RegistryState state) {
    var filter = visible(call);
    // Whoever names no context means all, other than for schemas.
    var prefix = call.text("subjectPrefix").orElse(call.namesContext(null) ? "" : ":*:");
    var found = new ArrayList<Subject>();
    for (var context : Lookup.contexts(state, call, prefix)) {
      state
          .subjects(context, Lookup.nameOfPrefix(prefix))
          .forEach(
              (name, versions) -> {
                if (versions.values().stream().anyMatch(filter)) {
                  found.add(new Subject(context, name));
                }
              });
    }
    return call.page(Lookup.names(found), Integer.MAX_VALUE);
  }

  private static Object versions(Call call, RegistryState state) {
    var subject = call.subject(state);
    var filter = visible(call);
    var negative = call.flag("deletedAsNegative");
    var versions =
        state.versions(subject).values().stream()
            .filter(filter)
            .map(schema -> negative && schema.deleted() ? -schema.version() : schema.version())
            .toList();
    // A subject of which nothing is deleted is there all the same.
    if (versions.isEmpty() && !(call.flag("deletedOnly") && state.latest(subject).isPresent())) {
      throw ErrorCode.SUBJECT_NOT_FOUND.with(subject);
    }
    return call.page(versions, Integer.MAX_VALUE);
  }

  private static Predicate<StoredSchema> visible(Call call) {
    if (call.flag("deletedOnly")) {
      return StoredSchema::deleted;
    }
    var deleted = call.flag("deleted") || call.flag("deletedAsNegative");
    return schema -> deleted || !schema.deleted();
  }
}
