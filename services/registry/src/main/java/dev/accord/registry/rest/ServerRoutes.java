package dev.accord.registry.rest;

import dev.accord.registry.change.Delete;
import dev.accord.registry.security.Right;
import dev.accord.registry.subject.RegistryState;
import dev.accord.registry.subject.Subject;
import dev.accord.registry.wire.Call;
import dev.accord.runtime.http.Reply;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** The root and {@code /contexts}. */
final class ServerRoutes {
  private final ServerIdentity identity;

  ServerRoutes(ServerIdentity identity) {
    this.identity = identity;
  }

  void mount(RouteTable routes) {
    for (var method : List.of(HttpMethod.GET, HttpMethod.POST)) {
      routes.alone(Right.READ, method, "/", call -> Future.succeededFuture(new JsonObject()));
    }
    routes.read("/contexts", ServerRoutes::contexts);
    routes.change(
        Right.ADMIN,
        HttpMethod.DELETE,
        "/",
        (call, state) -> new Delete.EmptyContext(call.contextName()),
        ignored -> Reply.noContent());
    routes.read("/v1/metadata/id", (call, state) -> clusters());
    routes.read("/v1/metadata/version", (call, state) -> version());
    routes.read(
        "/v1/metadata/deployment",
        (call, state) -> new JsonObject().put("attributes", new JsonArray()));
  }

  private JsonObject clusters() {
    var clusters =
        new JsonObject()
            .put("kafka-cluster", identity.kafkaCluster().get())
            .put("schema-registry-cluster", identity.group());
    var scope = new JsonObject().put("path", new JsonArray()).put("clusters", clusters);
    return new JsonObject().put("scope", scope);
  }

  private static JsonObject version() {
    var version = ServerRoutes.class.getPackage().getImplementationVersion();
    return new JsonObject()
        .put("version", version == null ? "accord" : "accord-" + version)
        .put("commitId", "");
  }

  private static Object contexts(Call call, RegistryState state) {
    var prefix = call.text("contextPrefix").map(Subject::context).orElse("");
    var names = state.contextNames().stream().filter(name -> name.startsWith(prefix)).toList();
    return call.page(names, Integer.MAX_VALUE);
  }
}
