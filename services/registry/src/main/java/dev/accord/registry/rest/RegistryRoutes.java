package dev.accord.registry.rest;

import dev.accord.registry.language.SchemaTypes;
import dev.accord.registry.node.Registry;
import dev.accord.registry.security.Gatekeeper;
import dev.accord.registry.wire.AnswerCache;
import dev.accord.registry.wire.MediaTypes;
import dev.accord.registry.wire.Offsets;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClient;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;

/** All routes of the interface. */
public final class RegistryRoutes {
  private static final Duration WAIT_MAX = Duration.ofSeconds(5);

  private final Registry registry;
  private final SchemaTypes types;
  private final Forwarder forwarder;
  private final ServerIdentity identity;
  private final AnswerCache cache;

  /**
   * Routes that answer from a node.
   *
   * @param client to reach the leader with
   */
  public RegistryRoutes(
      Registry registry,
      SchemaTypes types,
      ServerIdentity identity,
      AnswerCache cache,
      HttpClient client) {
    this.registry = registry;
    this.types = types;
    this.identity = identity;
    this.cache = cache;
    this.forwarder = new Forwarder(client, registry);
  }

  /** Adds them to a router that reads bodies already; the gatekeeper sees a request first. */
  public void mount(Router router, Gatekeeper gatekeeper) {
    var unusedGate = router.route().handler(gatekeeper::admit);
    var unused = router.route().handler(MediaTypes::negotiate);
    var unusedToo = router.route().handler(this::awaitOffset);
    var routes = new RouteTable(router, registry, forwarder, cache);
    // What is asked most stands first: routes are tried in order.
    new SchemaRoutes(types).mount(routes);
    new VersionRoutes(types).mount(routes);
    new SubjectRoutes(registry, types).mount(routes);
    new CompatibilityRoutes(types).mount(routes);
    new SettingsRoutes().mount(routes);
    new ServerRoutes(identity).mount(routes);
    routes.mountOptions();
  }

  private void awaitOffset(RoutingContext context) {
    var asked = Offsets.read(context.request().getHeader(Offsets.AT_LEAST));
    var known =
        asked.isEmpty()
            ? Future.<Void>succeededFuture()
            : registry.awaitRecord(asked.getAsLong(), WAIT_MAX);
    known.onComplete(
        reached -> {
          context.response().putHeader(Offsets.HEADER, Long.toString(registry.applied() - 1));
          context.next();
        },
        context::fail);
  }
}
