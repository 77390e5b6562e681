package dev.accord.runtime.http;

import dev.accord.runtime.launch.Launcher;
import dev.accord.runtime.launch.Lifetime;
import dev.accord.runtime.launch.Settings;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;

/** The smallest service: one slow route, to be launched as a process of its own. */
final class SampleService extends VerticleBase implements Launcher.Reachable {
  private final HttpConfig http;
  private final Duration slowness;
  private final boolean neverReady;
  private final boolean neverStops;
  private final Lifetime lifetime = new Lifetime();
  private HttpEdge edge;

  @SuppressWarnings("NullAway.Init") // Set by start, which comes before everything else.
  SampleService(Settings settings) {
    http = HttpConfig.from(settings, 0);
    slowness =
        settings.duration("slowness", Duration.ofMillis(700), Duration.ZERO, Duration.ofMinutes(1));
    neverReady = settings.flag("never-ready", false);
    neverStops = settings.flag("never-stops", false);
    var unused = settings.secret("password", "s3cret");
  }

  /** The process's entry. */
  public static void main(String[] args) {
    Launcher.run("sample", SampleService::new, args);
  }

  @Override
  public Future<?> start() {
    if (neverReady) {
      // Not before: the launcher chooses the log's layout.
      var log = LoggerFactory.getLogger(SampleService.class);
      lifetime.keep("place", () -> log.info("sample gives its place up"));
      log.info("sample has a place, and waits");
      return Promise.promise().future();
    }
    var metrics = lifetime.keep("metrics", ServiceMetrics.of("sample"));
    edge = HttpEdge.create(vertx, http, metrics);
    edge.router().get("/slow").handler(Reply.by(context -> slowly()));
    return edge.listen()
        .map(ignored -> lifetime.keep("edge", edge, edge::close))
        .recover(lifetime::endAfter);
  }

  @Override
  public Future<?> stop() {
    return neverStops ? Promise.promise().future() : lifetime.end();
  }

  @Override
  public URI url() {
    return edge.url();
  }

  private Future<Reply> slowly() {
    return vertx.timer(slowness.toMillis(), TimeUnit.MILLISECONDS).map(ignored -> Reply.ok("done"));
  }
}
