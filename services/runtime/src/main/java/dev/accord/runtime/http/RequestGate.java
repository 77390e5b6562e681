package dev.accord.runtime.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What every request passes first: it gets an id and a clock, and is refused above the limit. */
final class RequestGate {
  private static final Logger LOG = LoggerFactory.getLogger(RequestGate.class);
  private static final CharSequence ID_HEADER = HttpHeaders.createOptimized("X-Request-Id");
  private static final String ID = "accord.request-id";
  private static final String ROUTE = "accord.route";
  private static final Pattern GIVEN_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(5), Duration.ofMillis(10), Duration.ofMillis(25), Duration.ofMillis(50),
    Duration.ofMillis(100), Duration.ofMillis(250), Duration.ofMillis(500), Duration.ofSeconds(1),
    Duration.ofMillis(2_500), Duration.ofSeconds(5), Duration.ofSeconds(10)
  };

  /** What requests are told apart by. */
  private record Labels(String method, String route, int status) {}

  private final MeterRegistry meters;
  private final int inFlightMax;
  private final Supplier<UUID> ids;
  private final Map<Labels, Timer> timers = new HashMap<>();
  private int inFlight;

  RequestGate(MeterRegistry meters, int inFlightMax, Supplier<UUID> ids) {
    this.meters = meters;
    this.inFlightMax = inFlightMax;
    this.ids = ids;
    var unused = meters.gauge("http.server.requests.in.flight", this, gate -> gate.inFlight);
  }

  static String id(RoutingContext context) {
    String id = context.get(ID);
    return id == null ? "" : id;
  }

  static String id(HttpServerRequest request, Supplier<UUID> ids) {
    var given = request.getHeader(ID_HEADER);
    return given != null && GIVEN_ID.matcher(given).matches() ? given : ids.get().toString();
  }

  /** Remembers which route a request has reached: a failing one is led past all of them again. */
  static void noteRoute(RoutingContext context) {
    context.put(ROUTE, context.currentRoute().getPath());
  }

  /**
   * The caller's id is kept if it is harmless, so that one id follows a request through a system.
   */
  void begin(RoutingContext context) {
    var id = id(context.request(), ids);
    context.put(ID, id);
    context.response().putHeader(ID_HEADER, id);
    var sample = Timer.start(meters);
    context.addEndHandler(ended -> end(context, sample));
    context.next();
  }

  void limit(RoutingContext context) {
    if (inFlight >= inFlightMax) {
      context.fail(
          Problem.unavailable(
                  "busy with " + inFlight + " requests, the most it takes at once", RETRY_AFTER)
              .asException());
      return;
    }
    inFlight++;
    context.addEndHandler(ended -> inFlight--);
    context.next();
  }

  private void end(RoutingContext context, Timer.Sample sample) {
    var request = context.request();
    var status = context.response().getStatusCode();
    var labels = new Labels(method(request.method()), route(context), status);
    long nanos = sample.stop(timers.computeIfAbsent(labels, this::timer));
    if (LOG.isDebugEnabled()) {
      LOG.debug(
          "{} {} {} in {} us, request {}",
          request.method(),
          request.path(),
          status,
          nanos / 1_000,
          id(context));
    }
  }

  private Timer timer(Labels labels) {
    return Timer.builder("http.server.requests")
        .description("Time from a request's head to the end of its response")
        .tag("method", labels.method())
        .tag("route", labels.route())
        .tag("status", Integer.toString(labels.status()))
        .serviceLevelObjectives(BUCKETS)
        .register(meters);
  }

  /** A label's values must stay few: what no route names is not one. */
  private static String route(RoutingContext context) {
    String path = context.get(ROUTE);
    return path == null ? "none" : path;
  }

  private static String method(HttpMethod method) {
    return HttpMethod.values().contains(method) ? method.name() : "other";
  }
}
