package dev.accord.analytics;

import dev.accord.runtime.http.JsonBody;
import dev.accord.runtime.http.Problem;
import dev.accord.runtime.http.Reply;
import dev.accord.runtime.openapi.ApiDocument;
import dev.accord.runtime.progress.EventPosition;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
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

  void fulfil(ApiDocument api) {
    api.on("ordersByDay", report(context -> reports.byDay()))
        .on("revenue", report(context -> reports.revenue()))
        .on("topProducts", report(context -> reports.topProducts(limit(context))))
        .on("topCustomers", report(context -> reports.topCustomers(limit(context))))
        .on("durations", report(context -> reports.durations()))
        .on("funnel", report(context -> reports.funnel()))
        .on("showOrder", report(this::order))
        .on("listRebuilds", context -> rebuild.all().map(Reply::ok))
        .on("beginRebuild", this::begin);
  }

  private Function<RoutingContext, Future<Reply>> report(Function<RoutingContext, Future<?>> read) {
    return context -> upTo(context).compose(there -> read.apply(context)).map(Reply::ok);
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
    var id = UUID.fromString(context.pathParam("orderId"));
    return reports
        .order(id)
        .map(
            found ->
                found.orElseThrow(
                    () -> Problem.of(404, "no event told of an order " + id).asException()));
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
    return context.queryParam("limit").stream()
        .findFirst()
        .map(Integer::parseInt)
        .orElse(LIMIT_DEFAULT);
  }
}
