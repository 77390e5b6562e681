package dev.accord.analytics;

import dev.accord.runtime.http.JsonBody;
import dev.accord.runtime.http.Problem;
import dev.accord.runtime.http.Reply;
import dev.accord.runtime.progress.EventPosition;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** The service's REST interface; see its README. */
final class ReportRoutes {
  private static final Duration WAIT_MAX = Duration.ofSeconds(2);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
  private static final long LOOK_MILLIS = 20;
  private static final int LIMIT_DEFAULT = 10;
  private static final int LIMIT_MAX = 1_000;

  private final Vertx vertx;
  private final Reports reports;
  private final Rebuild rebuild;

  /** The body of {@code POST /analytics/rebuild}. */
  record Wish(boolean acceptDifferences) {}

  ReportRoutes(Vertx vertx, Reports reports, Rebuild rebuild) {
    this.vertx = vertx;
    this.reports = reports;
    this.rebuild = rebuild;
  }

  void mount(Router router) {
    report(router, "orders-by-day", context -> reports.byDay());
    report(router, "revenue", context -> reports.revenue());
    report(router, "top-products", context -> reports.topProducts(limit(context)));
    report(router, "top-customers", context -> reports.topCustomers(limit(context)));
    report(router, "durations", context -> reports.durations());
    report(router, "funnel", context -> reports.funnel());
    report(router, "orders/:id", this::order);
    router.get("/analytics/rebuild").handler(Reply.by(context -> rebuild.all().map(Reply::ok)));
    router.post("/analytics/rebuild").handler(Reply.by(this::begin));
  }

  private void report(Router router, String path, Function<RoutingContext, Future<?>> read) {
    router
        .get("/analytics/" + path)
        .handler(
            Reply.by(
                context -> upTo(context).compose(there -> read.apply(context)).map(Reply::ok)));
  }

  private Future<Reply> begin(RoutingContext context) {
    var body = context.body().buffer();
    var accept =
        body != null && body.length() > 0 && JsonBody.read(context, Wish.class).acceptDifferences();
    return rebuild
        .begin(accept)
        .map(
            id ->
                Reply.of(202, Map.of("generation", id, "state", "BUILDING"))
                    .with("Location", "/analytics/rebuild"));
  }

  private Future<?> order(RoutingContext context) {
    var text = context.pathParam("id");
    try {
      return reports
          .order(UUID.fromString(text))
          .map(
              found ->
                  found.orElseThrow(
                      () -> Problem.of(404, "no event told of an order " + text).asException()));
    } catch (IllegalArgumentException e) {
      throw Problem.of(400, "\"" + text + "\" is no order id").asException();
    }
  }

  /** Waits until the views contain the event that {@code at} names, if it is there. */
  private Future<Void> upTo(RoutingContext context) {
    var at = context.queryParam("at").stream().findFirst();
    if (at.isEmpty()) {
      return Future.succeededFuture();
    }
    try {
      return await(EventPosition.parse(at.get()), System.nanoTime() + WAIT_MAX.toNanos());
    } catch (IllegalArgumentException e) {
      throw Problem.of(400, "at: " + e.getMessage()).asException();
    }
  }

  private Future<Void> await(EventPosition position, long deadline) {
    return rebuild
        .shows(position)
        .compose(
            there -> {
              if (there) {
                return Future.succeededFuture();
              }
              if (System.nanoTime() - deadline > 0) {
                var detail = "the views do not show " + position + " yet";
                return Future.failedFuture(Problem.unavailable(detail, RETRY_AFTER).asException());
              }
              return vertx
                  .timer(LOOK_MILLIS, TimeUnit.MILLISECONDS)
                  .compose(ignored -> await(position, deadline));
            });
  }

  private static int limit(RoutingContext context) {
    var text = context.queryParam("limit").stream().findFirst();
    try {
      int limit = text.map(Integer::parseInt).orElse(LIMIT_DEFAULT);
      if (limit >= 1 && limit <= LIMIT_MAX) {
        return limit;
      }
    } catch (NumberFormatException e) {
      // Answered below, as any number out of range.
    }
    throw Problem.of(400, "limit must be 1 to " + LIMIT_MAX).asException();
  }
}
