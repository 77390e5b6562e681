package dev.accord.order;

import com.fasterxml.jackson.databind.JsonNode;
import dev.accord.runtime.http.JsonBody;
import dev.accord.runtime.http.Problem;
import dev.accord.runtime.http.Reply;
import dev.accord.runtime.outbox.Cause;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The service's REST interface; see its README. */
final class OrderRoutes {
  private static final int KEY_CHARACTERS_MAX = 255;

  private final OrderConfig config;
  private final Customers customers;
  private final Products products;
  private final Placement placement;
  private final Orders orders;

  OrderRoutes(
      OrderConfig config,
      Customers customers,
      Products products,
      Placement placement,
      Orders orders) {
    this.config = config;
    this.customers = customers;
    this.products = products;
    this.placement = placement;
    this.orders = orders;
  }

  void mount(Router router) {
    router.post("/customers").handler(Reply.by(this::register));
    router.get("/products").handler(Reply.by(context -> products.all().map(Reply::ok)));
    router.post("/orders").handler(Reply.by(this::place));
    router.get("/orders").handler(Reply.by(this::list));
    router.get("/orders/:id").handler(Reply.by(this::show));
  }

  private Future<Reply> register(RoutingContext context) {
    var registration = Customers.Registration.from(JsonBody.read(context, JsonNode.class));
    return customers
        .register(registration, cause(context))
        .map(id -> Reply.of(201, Map.of("customerId", id)));
  }

  private Future<Reply> place(RoutingContext context) {
    var key = idempotencyKey(context);
    var request = PlaceOrder.from(JsonBody.read(context, JsonNode.class), config);
    return placement
        .place(request, key, cause(context))
        .map(placed -> Reply.created("/orders/" + placed.orderId(), placed));
  }

  private Future<Reply> list(RoutingContext context) {
    return orders.page(OrderQuery.from(context.queryParams())).map(Reply::ok);
  }

  private Future<Reply> show(RoutingContext context) {
    var id = context.pathParam("id");
    return orders
        .find(orderId(id))
        .map(
            order ->
                order
                    .map(Reply::ok)
                    .orElseThrow(() -> Problem.of(404, "there is no order " + id).asException()));
  }

  private static UUID orderId(String text) {
    try {
      return Fields.uuidOf(text);
    } catch (IllegalArgumentException e) {
      throw Problem.of(400, "\"" + text + "\" is no order id")
          .with("orderId", "must be a UUID")
          .asException();
    }
  }

  private static @Nullable String idempotencyKey(RoutingContext context) {
    var key = context.request().getHeader("Idempotency-Key");
    if (key != null && (key.isBlank() || key.length() > KEY_CHARACTERS_MAX)) {
      throw Problem.of(400, "Idempotency-Key must have 1 to " + KEY_CHARACTERS_MAX + " characters")
          .asException();
    }
    return key;
  }

  private static Cause cause(RoutingContext context) {
    var traceparent = context.request().getHeader("traceparent");
    return traceparent == null ? Cause.UNKNOWN : Cause.request(traceparent);
  }
}
