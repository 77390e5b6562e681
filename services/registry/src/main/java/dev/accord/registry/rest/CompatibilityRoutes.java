package dev.accord.registry.rest;

import dev.accord.registry.change.CheckCompatibility;
import dev.accord.registry.language.SchemaTypes;
import dev.accord.registry.subject.RegistryState;
import dev.accord.registry.wire.Call;
import dev.accord.registry.wire.SchemaRequests;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** {@code /compatibility}: would this schema be accepted? */
final class CompatibilityRoutes {
  private static final String ALL = "/compatibility/subjects/:subject/versions";

  private final SchemaTypes types;

  CompatibilityRoutes(SchemaTypes types) {
    this.types = types;
  }

  void mount(RouteTable routes) {
    routes.think(
        HttpMethod.POST,
        ALL,
        (call, state) ->
            answer(call, check(call, state, "testCompatibilityForSubject").withRequired(state)));
    routes.think(
        HttpMethod.POST,
        ALL + "/:version",
        (call, state) ->
            answer(
                call,
                check(call, state, "testCompatibilityBySubjectName")
                    .withOne(state, call.version())));
  }

  /** Who sends no body is told so with the name that the interface has for the operation. */
  private CheckCompatibility check(Call call, RegistryState state, String operation) {
    var request = SchemaRequests.read(call.body(operation + ".request"), call.flag("normalize"));
    return new CheckCompatibility(call.subject(state), request, types, call.flag("verbose"));
  }

  private static JsonObject answer(Call call, List<String> messages) {
    var json = new JsonObject().put("is_compatible", messages.isEmpty());
    return call.flag("verbose") ? json.put("messages", new JsonArray(messages)) : json;
  }
}
