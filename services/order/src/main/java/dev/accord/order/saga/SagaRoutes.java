package dev.accord.order.saga;

import dev.accord.order.request.Requests;
import dev.accord.runtime.http.Problem;
import dev.accord.runtime.http.Reply;
import dev.accord.runtime.openapi.ApiDocument;
import dev.accord.runtime.outbox.Outbox;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;

/** What callers may ask and want of an order under way; see the service's README. */
public final class SagaRoutes {
  private static final String ID = "orderId";

  private final Outbox outbox;
  private final Saga saga;
  private final Timeline timeline;

  /** Opens nothing. */
  public SagaRoutes(Outbox outbox, Saga saga, Timeline timeline) {
    this.outbox = outbox;
    this.saga = saga;
    this.timeline = timeline;
  }

  /** Fulfils the operations. */
  public void fulfil(ApiDocument api) {
    api.on("cancelOrder", this::cancel).on("tellOrder", this::tell);
  }

  private Future<Reply> cancel(RoutingContext context) {
    var order = Requests.id(context, ID);
    return outbox
        .inTransaction(Requests.cause(context), tx -> saga.cancel(tx, order))
        .map(
            answer ->
                switch (answer) {
                  case CANCELLED -> Reply.noContent();
                  case TOO_LATE ->
                      throw Problem.of(
                              409,
                              "order "
                                  + order
                                  + " is paid and may be on its way: it cannot be called off any"
                                  + " more")
                          .asException();
                  case UNKNOWN -> throw Problem.of(404, "there is no order " + order).asException();
                });
  }

  private Future<Reply> tell(RoutingContext context) {
    var order = Requests.id(context, ID);
    return timeline
        .of(order)
        .map(
            steps -> {
              if (steps.isEmpty()) {
                throw Problem.of(404, "there is no order " + order).asException();
              }
              return Reply.ok(Map.of(ID, order, "steps", steps));
            });
  }
}
