package dev.accord.stack.service;

import dev.accord.runtime.launch.Settings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Services in one Vert.x, each of which can be stopped and started again. For several threads. */
public final class Deployments {
  private static final long STOP_SECONDS_MAX = 30;

  private final Vertx vertx;
  private final Map<KnownService, Map<String, String>> settings = new EnumMap<>(KnownService.class);
  private final Map<KnownService, Future<String>> running = new EnumMap<>(KnownService.class);

  /** None yet. */
  public Deployments(Vertx vertx) {
    this.vertx = vertx;
  }

  /** Starts a service; completes when it serves. */
  public synchronized Future<String> start(KnownService service, Map<String, String> given) {
    var read = Settings.of(given);
    var verticle = service.verticle(read);
    read.check();
    settings.put(service, Map.copyOf(given));
    var deployment = vertx.deployVerticle(verticle);
    running.put(service, deployment);
    return deployment;
  }

  /** Starts a stopped service as it was started before. */
  public synchronized Future<String> startAgain(KnownService service) {
    return start(service, settings.getOrDefault(service, Map.of()));
  }

  /**
   * Returns when the service has stopped in order. One that is still starting ends with Vert.x; one
   * that does not run is left alone.
   */
  public synchronized void stop(KnownService service) throws TimeoutException {
    var deployment = running.remove(service);
    if (deployment != null && deployment.succeeded()) {
      vertx.undeploy(deployment.result()).await(STOP_SECONDS_MAX, TimeUnit.SECONDS);
    }
  }

  /** Those started and not stopped. */
  public synchronized Set<KnownService> running() {
    return Set.copyOf(running.keySet());
  }
}
