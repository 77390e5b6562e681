package dev.accord.registry.rest;

import dev.accord.registry.change.Delete;
import dev.accord.registry.subject.RegistryState;
import dev.accord.registry.subject.Subject;
import dev.accord.registry.wire.Call;
import dev.accord.runtime.http.Reply;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;

/** The root and {@code /contexts}. */
final class ServerRoutes {
  void mount(RouteTable routes) {
    routes.alone(HttpMethod.GET, "/", call -> Future.succeededFuture(new JsonObject()));
    routes.alone(HttpMethod.POST, "/", call -> Future.succeededFuture(new JsonObject()));
    routes.read("/contexts", ServerRoutes::contexts);
    routes.change(
        HttpMethod.DELETE,
        "/",
        (call, state) -> new Delete.EmptyContext(call.contextName()),
        ignored -> Reply.noContent());
  }

  private static Object contexts(Call call, RegistryState state) {
    var prefix = call.text("contextPrefix").map(Subject::context).orElse("");
    var names = state.contextNames().stream().filter(name -> name.startsWith(prefix)).toList();
    return call.page(names, Integer.MAX_VALUE);
  }
}
