package dev.accord.payment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.accord.embedded.PaymentProvider;
import dev.accord.inventory.InventoryService;
import dev.accord.order.OrderService;
import dev.accord.shipping.ShippingService;
import dev.accord.shop.payment.PaymentCompleted;
import dev.accord.shop.payment.PaymentFailed;
import dev.accord.shop.payment.PaymentRefunded;
import dev.accord.testbed.RunningService;
import dev.accord.testbed.Testbed;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole saga: order, inventory, payment and shipping service, and a payment provider. Their
 * clocks are hours apart, which may change nothing but the times that are told.
 */
class PaymentFlowTest {
  private static final String COFFEE = "00000000-0000-4000-8000-000000000001";
  private static final BigDecimal PRICE = new BigDecimal("19.90");

  @TempDir static Path folder;

  private static final Vertx VERTX = Vertx.vertx();
  private static Testbed bed;
  private static PaymentProvider provider;
  private static RunningService orders;
  private static RunningService payment;
  private static String customer;
  private static String refusedCustomer;

  @BeforeAll
  static void open() throws Exception {
    bed = Testbed.open();
    provider = PaymentProvider.start(VERTX, folder.resolve("ledger"), Clock.systemUTC());
    orders =
        bed.start(
            "order",
            settings -> new OrderService(settings, hoursOff(-1)),
            Map.of("order.internal-secret", "between us"));
    var inventory =
        bed.start("inventory", settings -> new InventoryService(settings, hoursOff(1)), Map.of());
    var shipping =
        bed.start("shipping", settings -> new ShippingService(settings, hoursOff(2)), Map.of());
    payment = startPayment(provider.port());
    List.of(orders, inventory, shipping, payment).forEach(RunningService::untilReady);
    Testbed.until("products", () -> RunningService.json(orders.get("/products")).size() == 6);
    customer = register("1 Example Street");
    refusedCustomer = register("2 Refused Street");
  }

  @AfterAll
  static void close() throws IOException {
    provider.close();
    VERTX.close().await();
    bed.close();
  }

  /** What is left with the provider is what the orders that ended well cost. */
  @AfterEach
  void moneyAndStockAreConserved() {
    var ledger = provider.ledger();
    var paid = new HashMap<String, BigDecimal>();
    var charges = new HashMap<String, String>();
    for (var entry : ledger.getJsonArray("charges")) {
      var charge = (JsonObject) entry;
      charges.put(charge.getString("id"), charge.getString("reference"));
      assertThat(paid.put(charge.getString("reference"), amount(charge)))
          .as("charged once: %s", charge)
          .isNull();
    }
    for (var entry : ledger.getJsonArray("refunds")) {
      var refund = (JsonObject) entry;
      paid.merge(
          charges.getOrDefault(refund.getString("charge"), ""),
          amount(refund),
          BigDecimal::subtract);
    }
    paid.forEach(
        (order, left) ->
            assertThat(left)
                .as("left of order %s", order)
                .isEqualByComparingTo(status(order).equals("SHIPPED") ? PRICE : BigDecimal.ZERO));
    assertThat(
            bed.sql(
                "select count(*) from inventory.stock s join (select product_id, sum(quantity) as"
                    + " left from inventory.stock_movement group by product_id) m using"
                    + " (product_id) where s.available <> m.left"))
        .isEqualTo("0");
  }

  @Test
  void anOrderThatIsPaidIsShipped() {
    var before = stock();
    var order = place(customer, "tok_ok");
    untilStatus(order, "SHIPPED");
    assertThat(stock()).isEqualTo(before - 1);
    assertThat(happenings(order))
        .containsExactly(
            "OrderCreated", "InventoryReserved", "PaymentCompleted", "ShipmentCreated");
    // The order service's clock is an hour behind: told as it is, and nothing was overdue for it.
    assertThat(OffsetDateTime.parse(order(order).get("createdAt").asText()))
        .isBefore(OffsetDateTime.now(Clock.systemUTC()).minusMinutes(30));
    var completed = (PaymentCompleted) bed.topics().events("payments", order).get(0);
    assertThat(completed.getAmount()).isEqualTo(PRICE);
    assertThat(completed.getProviderReference()).isPresent();
    var created = bed.topics().records("orders", order).get(0);
    var told = bed.topics().records("payments", order).get(0);
    assertThat(told.headers().lastHeader("accord_correlation").value())
        .isEqualTo(created.headers().lastHeader("accord_correlation").value());
    assertThat(
            new String(created.value(), StandardCharsets.ISO_8859_1)
                + orders.get("/orders/" + order).body())
        .doesNotContain("tok_ok");
  }

  @Test
  void aDeclinedOrUnknownCardCancelsTheOrderAndGivesTheStockBack() {
    var before = stock();
    for (var token : List.of("tok_declined", "tok_stolen")) {
      var order = place(customer, token);
      untilStatus(order, "CANCELLED");
      Testbed.until("the stock is back", () -> stock() == before);
      assertThat(bed.topics().events("payments", order))
          .hasExactlyElementsOfTypes(PaymentFailed.class);
      assertThat(order(order).get("cause").asText()).isEqualTo("PAYMENT_FAILED");
    }
  }

  @Test
  void anAnswerThatIsLostAfterTheChargeLeadsToNoSecondCharge() {
    var order = place(customer, "tok_timeout_after_charge");
    untilStatus(order, "SHIPPED");
    assertThat(chargesOf(order)).isEqualTo(1);
    assertThat(bed.topics().events("payments", order)).hasSize(1);
  }

  @Test
  void aRefusedAddressIsRefundedThenReleasedThenCancelled() {
    var before = stock();
    var order = place(refusedCustomer, "tok_refund_late");
    untilStatus(order, "CANCELLED");
    assertThat(stock()).isEqualTo(before);
    assertThat(bed.topics().events("payments", order))
        .hasExactlyElementsOfTypes(PaymentCompleted.class, PaymentRefunded.class);
    assertThat(happenings(order))
        .startsWith("OrderCreated")
        .contains("PaymentCompleted", "InventoryReleased");
  }

  @Test
  void ordersAreTakenWithoutThePaymentServiceAndCompleteWhenItIsBack() {
    bed.stop(payment);
    var placed = IntStream.range(0, 20).mapToObj(i -> place(customer, "tok_ok")).toList();
    placed.forEach(order -> untilStatus(order, "RESERVED"));
    var calledOff = placed.get(0);
    assertThat(orders.post("/orders/" + calledOff + "/cancel", "").statusCode()).isEqualTo(204);
    payment = startPayment(provider.port());
    placed.stream().skip(1).forEach(order -> untilStatus(order, "SHIPPED"));
    assertThat(status(calledOff)).isEqualTo("CANCELLED");
    bed.topics().untilConsumed("payment", "orders");
    bed.topics().untilConsumed("payment", "inventory");
    Testbed.until(
        "nothing is under way",
        () -> bed.sql("select count(*) from payment.payment where due_at is not null").equals("0"));
  }

  @Test
  void aProviderThatIsAwayIsWaitedForAndAnOrderCalledOffMeanwhileIsNotPaid() throws Exception {
    bed.stop(payment);
    // Nobody listens on the port of a provider that was closed.
    var away = PaymentProvider.start(VERTX, folder.resolve("away"), Clock.systemUTC());
    away.close();
    payment = startPayment(away.port());
    var order = place(customer, "tok_ok");
    var calledOff = place(customer, "tok_ok");
    for (var asked : List.of(order, calledOff)) {
      Testbed.until("asked twice", () -> attempts(asked) >= 2);
    }
    assertThat(status(order)).isEqualTo("RESERVED");
    assertThat(orders.post("/orders/" + calledOff + "/cancel", "").statusCode()).isEqualTo(204);
    bed.topics().untilConsumed("payment", "orders");

    bed.stop(payment);
    payment = startPayment(provider.port());
    untilStatus(order, "SHIPPED");
    Testbed.until("returned", () -> bed.topics().events("payments", calledOff).size() == 2);
    assertThat(bed.topics().events("payments", calledOff))
        .hasExactlyElementsOfTypes(PaymentCompleted.class, PaymentRefunded.class);
    assertThat(status(calledOff)).isEqualTo("CANCELLED");
  }

  @Test
  void fourConsumersShareThePartitions() {
    assertThat(payment.get("/health/ready").statusCode()).isEqualTo(200);
    Testbed.until("four members", () -> bed.topics().membersOf("payment") == 4);
  }

  @Test
  void howAnOrderIsPaidIsToldToThePaymentServiceAlone() {
    var path = "/internal/orders/" + place(customer, "tok_ok") + "/payment-method";
    assertThat(orders.get(path).statusCode()).isEqualTo(401);
    assertThat(orders.get(path, "Authorization", "Bearer guess").statusCode()).isEqualTo(401);
    var told = orders.get(path, "Authorization", "Bearer between us");
    assertThat(told.body()).contains("tok_ok");
    assertThat(told.headers().firstValue("Cache-Control")).contains("no-store");
    untilStatus(path.split("/", -1)[3], "SHIPPED");
  }

  private static Clock hoursOff(int hours) {
    return Clock.offset(Clock.systemUTC(), Duration.ofHours(hours));
  }

  private static RunningService startPayment(int providerPort) {
    return bed.start(
        "payment",
        settings -> new PaymentService(settings, hoursOff(-3)),
        Map.of(
            "payment.order-url", orders.url().toString(),
            "payment.order-secret", "between us",
            "payment.provider-url", "http://127.0.0.1:" + providerPort,
            "payment.call-max", "2s",
            "payment.retry-min", "10ms",
            "payment.retry-max", "200ms"));
  }

  private static String register(String address) {
    var answer =
        orders.post(
            "/customers",
            "{\"name\":\"Reader\",\"email\":\"reader@example.com\",\"address\":\""
                + address
                + "\"}");
    return RunningService.json(answer).get("customerId").asText();
  }

  private static String place(String by, String token) {
    var body =
        "{\"customerId\":\""
            + by
            + "\",\"paymentToken\":\""
            + token
            + "\",\"items\":[{\"productId\":\""
            + COFFEE
            + "\",\"quantity\":1}]}";
    return RunningService.json(orders.post("/orders", body)).get("orderId").asText();
  }

  private static JsonNode order(String id) {
    return RunningService.json(orders.get("/orders/" + id));
  }

  private static String status(String id) {
    return order(id).get("status").asText();
  }

  private static void untilStatus(String id, String status) {
    Testbed.until(id + " is " + status, () -> status(id).equals(status));
  }

  private static List<String> happenings(String order) {
    var happenings = new ArrayList<String>();
    RunningService.json(orders.get("/orders/" + order + "/timeline"))
        .get("steps")
        .forEach(step -> happenings.add(step.get("happening").asText()));
    return happenings;
  }

  private static int stock() {
    return Integer.parseInt(
        bed.sql("select available from inventory.stock where product_id = '" + COFFEE + "'"));
  }

  private static int attempts(String order) {
    var attempts = bed.sql("select attempts from payment.payment where order_id = '" + order + "'");
    return attempts.isEmpty() ? 0 : Integer.parseInt(attempts);
  }

  private static long chargesOf(String order) {
    return provider.ledger().getJsonArray("charges").stream()
        .filter(entry -> ((JsonObject) entry).getString("reference").equals(order))
        .count();
  }

  private static BigDecimal amount(JsonObject entry) {
    return new BigDecimal(entry.getString("amount"));
  }
}
