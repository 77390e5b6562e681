package dev.accord.registry.wire;

import dev.accord.registry.security.Gatekeeper;
import dev.accord.runtime.http.HttpEdge;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line of JSON for each request, on the logger {@code access} at INFO, when its answer has
 * ended. Holds no header and no body, so no credentials.
 */
public final class AccessLog {
  private static final Logger LOG = LoggerFactory.getLogger("access");

  private final Clock clock;

  /** The clock tells when a request came. */
  public AccessLog(Clock clock) {
    this.clock = clock;
  }

  /** Remembers to write a line, and hands the request on. */
  public void watch(RoutingContext context) {
    var time = clock.instant();
    var begun = System.nanoTime();
    context.addEndHandler(
        ended -> {
          var micros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - begun);
          var request = context.request();
          LOG.info(
              new JsonObject()
                  .put("time", time.toString())
                  .put("method", request.method().name())
                  .put("uri", request.uri())
                  .put("status", context.response().getStatusCode())
                  .put("bytes", context.response().bytesWritten())
                  .put("micros", micros)
                  .put("answered", ended.succeeded())
                  .put("remote", request.remoteAddress().hostAddress())
                  .put("caller", Gatekeeper.name(context))
                  .put("requestId", HttpEdge.requestId(context))
                  .encode());
        });
    context.next();
  }
}
