package dev.accord.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.f4b6a3.uuid.UuidCreator;
import dev.accord.order.OrderService;
import dev.accord.runtime.progress.EventPosition;
import dev.accord.shop.customer.CustomerRegistered;
import dev.accord.shop.inventory.InventoryReserved;
import dev.accord.shop.order.CancelCause;
import dev.accord.shop.order.OrderCancelled;
import dev.accord.shop.order.OrderCreated;
import dev.accord.shop.order.OrderItem;
import dev.accord.shop.order.OrderPaid;
import dev.accord.shop.order.OrderShipped;
import dev.accord.shop.product.ProductUpdated;
import dev.accord.testbed.RunningService;
import dev.accord.testbed.TestTopics;
import dev.accord.testbed.Testbed;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AnalyticsTest {
  private static final BigDecimal PRICE = new BigDecimal("19.90");
  private static final UUID PRODUCT = new UUID(0, 1);

  private static Testbed bed;
  private static TestTopics topics;
  private static RunningService analytics;
  private static RunningService orders;

  private final UUID customer = UuidCreator.getTimeOrderedEpoch();

  @BeforeAll
  static void open() throws Exception {
    bed = Testbed.open();
    topics = bed.topics();
    orders = bed.start("order", OrderService::new, Map.of());
    analytics = bed.start("analytics", AnalyticsService::new, Map.of("analytics.settle", "100ms"));
    topics.publish(product());
    orders.untilReady();
    analytics.untilReady();
    Testbed.until("products", () -> RunningService.json(orders.get("/products")).size() == 1);
  }

  @AfterAll
  static void close() throws Exception {
    bed.close();
  }

  @Test
  void theFiguresAreWhatTheEventsSay() {
    var paid = order("CHF", 2);
    var shipped = order("CHF", 3);
    var cancelled = order("CHF", 5);
    tell(paid, "paid");
    tell(shipped, "reserved", "paid", "shipped");
    tell(cancelled, "paid", "cancelled");
    untilStatus(paid, "PAID");
    untilStatus(shipped, "SHIPPED");
    untilStatus(cancelled, "CANCELLED");

    assertThat(analytics.get("/analytics/revenue").body())
        .contains("{\"currency\":\"CHF\",\"orders\":2,\"amount\":99.50}");
    assertThat(analytics.get("/analytics/top-products").body())
        .contains("\"name\":\"Coffee\",\"quantity\":5,\"amount\":99.50,\"currency\":\"CHF\"");
    assertThat(row("funnel", "step", "CANCELLED: PAYMENT_FAILED").get("orders").asInt())
        .isPositive();
    assertThat(row("durations", "status", "SHIPPED").get("orders").asInt()).isPositive();
    assertThat(row("orders-by-day", "status", "SHIPPED").get("day").asText())
        .matches("\\d{4}-\\d\\d-\\d\\d");
  }

  @Test
  void topicsMayBeReadInAnyOrderAndEventsMayComeAgain() {
    var id = UuidCreator.getTimeOrderedEpoch();
    tell(id, "shipped", "paid", "reserved");
    topics.publish(created(id, "JPY", 1));
    tell(id, "paid");
    untilStatus(id, "SHIPPED");
    Testbed.until("created", () -> shown(id).has("createdAt"));
    topics.untilConsumed("analytics-views-" + live(), "orders");
    assertThat(row("revenue", "currency", "JPY").get("orders").asInt()).isEqualTo(1);
  }

  @Test
  void whoWroteReadsHisOwnWrite() {
    for (int i = 0; i < 10; i++) {
      var customerId =
          RunningService.json(
                  orders.post(
                      "/customers", "{\"name\":\"Reader\",\"email\":\"reader@example.com\"}"))
              .get("customerId");
      var placed =
          orders.post(
              "/orders",
              "{\"customerId\":"
                  + customerId
                  + ",\"items\":[{\"productId\":\""
                  + PRODUCT
                  + "\",\"quantity\":1}],\"paymentToken\":\"tok_ok\"}");
      assertThat(placed.statusCode()).as(placed.body()).isEqualTo(201);
      var id = RunningService.json(placed).get("orderId").asText();
      var position = placed.headers().firstValue(EventPosition.HEADER).orElseThrow();
      Testbed.until(
          "shown, or an honest 503",
          () -> {
            var answer = analytics.get("/analytics/orders/" + id + "?at=" + position);
            assertThat(answer.statusCode()).as(answer.body()).isIn(200, 503);
            return answer.statusCode() == 200;
          });
      assertThat(shown(UUID.fromString(id)).get("customerId")).isEqualTo(customerId);
    }
  }

  @Test
  void aWriteThatIsNotThereYetIsNeverPassedOverSilently() {
    var answer = analytics.get("/analytics/revenue?at=orders/order/" + new UUID(9, 9) + "/1");
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    assertThat(answer.body()).contains("the views do not show orders/order/");
    assertThat(analytics.get("/analytics/revenue?at=nonsense").statusCode()).isEqualTo(400);
    assertThat(analytics.get("/analytics/top-products?limit=0").statusCode()).isEqualTo(400);
    assertThat(analytics.get("/analytics/orders/" + new UUID(9, 9)).statusCode()).isEqualTo(404);
  }

  @Test
  void rebuiltViewsSayTheSameAndTakeOverWhileEventsComeIn() {
    var before = order("NOK", 1);
    tell(before, "paid");
    untilStatus(before, "PAID");
    int old = live();
    assertThat(analytics.post("/analytics/rebuild", "").statusCode()).isEqualTo(202);
    for (int i = 0; i < 10; i++) {
      tell(order("NOK", 1), "paid");
      assertThat(analytics.get("/analytics/revenue").statusCode()).isEqualTo(200);
    }
    Testbed.until("a new generation", () -> live() != old);
    assertThat(newest().get("note").asText()).isEqualTo("taken with 0 orders that differ");
    Testbed.until(
        "every order", () -> row("revenue", "currency", "NOK").get("orders").asInt() == 11);
  }

  @Test
  void viewsThatSayAnythingElseAreRefusedUntilSomebodyWantsThem() {
    var id = order("SEK", 1);
    tell(id, "paid");
    untilStatus(id, "PAID");
    topics.untilConsumed("analytics-views-" + live(), "orders");
    int old = live();
    var unused =
        bed.sql(
            "update analytics.order_view set amount = 1 where order_id = '"
                + id
                + "' and generation = "
                + old
                + " returning 1");
    assertThat(analytics.post("/analytics/rebuild", "").statusCode()).isEqualTo(202);
    Testbed.until("refused", () -> newest().get("state").asText().equals("REFUSED"));
    assertThat(newest().get("note").asText()).startsWith("1 orders differ").contains(id.toString());
    assertThat(live()).isEqualTo(old);

    var accept = analytics.post("/analytics/rebuild", "{\"acceptDifferences\":true}");
    assertThat(accept.statusCode()).isEqualTo(202);
    Testbed.until("a new generation", () -> live() != old);
    assertThat(row("revenue", "currency", "SEK").get("amount").asText()).isEqualTo("19.9");
    assertThat(bed.sql("select count(*) from analytics.generation where state = 'REFUSED'"))
        .isEqualTo("0");
  }

  @Test
  void anErasedCustomerHasNoName() {
    topics.publish(registered());
    var id = order("DKK", 1);
    tell(id, "paid");
    untilStatus(id, "PAID");
    Testbed.until("named", () -> row("top-customers", "currency", "DKK").has("name"));
    topics.erase("customers", customer.toString());
    Testbed.until("unnamed", () -> !row("top-customers", "currency", "DKK").has("name"));
    assertThat(bed.sql("select count(*) from analytics.customer where id = '" + customer + "'"))
        .isEqualTo("0");
  }

  private UUID order(String currency, int quantity) {
    var id = UuidCreator.getTimeOrderedEpoch();
    topics.publish(created(id, currency, quantity));
    return id;
  }

  private void tell(UUID order, String... steps) {
    var now = Instant.EPOCH.plus(Duration.ofDays(20_000));
    for (var step : steps) {
      switch (step) {
        case "reserved" ->
            topics.publish(
                InventoryReserved.newBuilder()
                    .setOrderId(order)
                    .setItems(List.of())
                    .setReservedAt(now)
                    .build());
        case "paid" ->
            topics.publish(
                OrderPaid.newBuilder()
                    .setOrderId(order)
                    .setPaymentId(PRODUCT)
                    .setAmount(PRICE)
                    .setCurrency("EUR")
                    .setPaidAt(now)
                    .build());
        case "shipped" ->
            topics.publish(
                OrderShipped.newBuilder()
                    .setOrderId(order)
                    .setShipmentId(PRODUCT)
                    .setTrackingNumber("ACC1")
                    .setShippedAt(now)
                    .build());
        case "cancelled" ->
            topics.publish(
                OrderCancelled.newBuilder()
                    .setOrderId(order)
                    .setCause(CancelCause.PAYMENT_FAILED)
                    .setReason("declined")
                    .setCancelledAt(now)
                    .build());
        default -> throw new AssertionError(step);
      }
    }
  }

  private static JsonNode shown(UUID order) {
    return RunningService.json(analytics.get("/analytics/orders/" + order));
  }

  private static void untilStatus(UUID order, String status) {
    Testbed.until(
        order + " is " + status,
        () -> shown(order).path("status").asText().equals(status) && shown(order).has("amount"));
  }

  /** The first row of a report with that value. */
  private static JsonNode row(String report, String member, String value) {
    var rows =
        RunningService.json(
            analytics.get(
                "/analytics/" + report + (report.startsWith("top-") ? "?limit=1000" : "")));
    return StreamSupport.stream(rows.spliterator(), false)
        .filter(row -> row.path(member).asText().equals(value))
        .findFirst()
        .orElseThrow(() -> new AssertionError(value + " is not among " + rows));
  }

  private static JsonNode newest() {
    return RunningService.json(analytics.get("/analytics/rebuild")).get(0);
  }

  private static int live() {
    return Integer.parseInt(bed.sql("select id from analytics.generation where state = 'LIVE'"));
  }

  private OrderCreated created(UUID id, String currency, int quantity) {
    return OrderCreated.newBuilder()
        .setOrderId(id)
        .setCustomerId(customer)
        .setItems(
            List.of(
                OrderItem.newBuilder()
                    .setProductId(PRODUCT)
                    .setQuantity(quantity)
                    .setUnitPrice(PRICE)
                    .build()))
        .setAmount(PRICE.multiply(BigDecimal.valueOf(quantity)))
        .setCurrency(currency)
        .build();
  }

  private CustomerRegistered registered() {
    return CustomerRegistered.newBuilder()
        .setCustomerId(customer)
        .setName("Reader")
        .setEmail("reader@example.com")
        .setRegisteredAt(Instant.EPOCH)
        .build();
  }

  private static ProductUpdated product() {
    return ProductUpdated.newBuilder()
        .setProductId(PRODUCT)
        .setName("Coffee")
        .setPrice(PRICE)
        .setCurrency("EUR")
        .setUpdatedAt(Instant.EPOCH)
        .build();
  }
}
