package dev.accord.order;

import com.fasterxml.jackson.databind.JsonNode;
import dev.accord.order.request.OrderQuery;
import dev.accord.order.request.Requests;
import dev.accord.runtime.http.JsonBody;
import dev.accord.runtime.http.Problem;
import dev.accord.runtime.http.Reply;
import dev.accord.runtime.openapi.ApiDocument;
import dev.accord.runtime.progress.EventPosition;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.UUID;

/** The service's REST interface; see its README. */
final class OrderRoutes {
  private final OrderConfig config;
  private final Customers customers;
  private final Erasure erasure;
  private final Products products;
  private final Placement placement;
  private final Orders orders;
  private final String source;

  OrderRoutes(
      OrderConfig config,
      Customers customers,
      Erasure erasure,
      Products products,
      Placement placement,
      Orders orders,
      String source) {
    this.config = config;
    this.customers = customers;
    this.erasure = erasure;
    this.products = products;
    this.placement = placement;
    this.orders = orders;
    this.source = source;
  }

  void fulfil(ApiDocument api) {
    api.on("registerCustomer", this::register)
        .on("eraseCustomer", this::erase)
        .on("listProducts", context -> products.all().map(Reply::ok))
        .on("placeOrder", this::place)
        .on("listOrders", this::list)
        .on("showOrder", this::show);
  }

  private Future<Reply> register(RoutingContext context) {
    var registration = Customers.Registration.from(JsonBody.read(context, JsonNode.class));
    return customers
        .register(registration, Requests.cause(context))
        .map(id -> Reply.of(201, Map.of("customerId", id)));
  }

  private Future<Reply> erase(RoutingContext context) {
    return erasure
        .erase(Requests.id(context, "customerId"), Requests.cause(context))
        .map(erased -> Reply.noContent());
  }

  private Future<Reply> place(RoutingContext context) {
    var key = Requests.idempotencyKey(context);
    var request = PlaceOrder.from(JsonBody.read(context, JsonNode.class), config);
    return placement
        .place(request, key, Requests.cause(context))
        .map(
            placed ->
                Reply.created("/orders/" + placed.orderId(), placed)
                    .with(EventPosition.HEADER, created(placed.orderId())));
  }

  /** Where views have to be to show the order: at its first event. */
  private String created(UUID order) {
    return new EventPosition("orders", source, order.toString(), 1).toString();
  }

  private Future<Reply> list(RoutingContext context) {
    return orders.page(OrderQuery.from(context.queryParams())).map(Reply::ok);
  }

  private Future<Reply> show(RoutingContext context) {
    var id = Requests.id(context, "orderId");
    return orders
        .find(id)
        .map(
            order ->
                order
                    .map(Reply::ok)
                    .orElseThrow(() -> Problem.of(404, "there is no order " + id).asException()));
  }
}
