package dev.accord.order;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.accord.event.Event;
import dev.accord.shop.inventory.InventoryRejected;
import dev.accord.shop.order.CancelCause;
import dev.accord.shop.order.OrderCancelled;
import dev.accord.shop.order.OrderCreated;
import dev.accord.shop.order.OrderItem;
import dev.accord.shop.order.OrderPaid;
import dev.accord.shop.order.OrderShipped;
import dev.accord.shop.order.OrderStatusChanged;
import dev.accord.shop.payment.PaymentCompleted;
import dev.accord.shop.payment.PaymentFailed;
import dev.accord.shop.payment.PaymentFailureCause;
import dev.accord.shop.payment.PaymentRefunded;
import dev.accord.shop.shipping.ShipmentCreated;
import dev.accord.shop.shipping.ShipmentFailed;
import dev.accord.shop.shipping.ShipmentFailureCause;
import dev.accord.testbed.TestTopics;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Orders with a real inventory, and a payment and a shipping service that this test plays. */
class SagaFlowTest {
  @RegisterExtension static final OpenShop OPEN = new OpenShop();

  private static final String DRIPPER = "00000000-0000-4000-8000-000000000002";
  private static final BigDecimal PRICE = new BigDecimal("24.50");
  private static final UUID PAYMENT = new UUID(1, 1);

  private Shop shop;
  private TestTopics topics;
  private int stockBefore;

  @BeforeEach
  void enter() {
    shop = OPEN.get();
    topics = shop.topics();
    stockBefore = stock();
  }

  @AfterEach
  void nothingIsLost() {
    assertThat(
            shop.sql(
                "select count(*) from inventory.stock where available <> (select sum(quantity)"
                    + " from inventory.stock_movement m where m.product_id = stock.product_id)"))
        .isEqualTo("0");
  }

  @Test
  void anOrderThatIsPaidAndShippedTellsItsStory() {
    var id = reservedOrder();
    var paid = topics.publish(paid(id));
    untilStatus(id, "PAID");
    topics.publish(shipped(id));
    untilStatus(id, "SHIPPED");

    assertThat(stock()).isEqualTo(stockBefore - 1);
    Shop.until("told", () -> events("orders", id).size() == 3);
    assertThat(events("orders", id))
        .hasExactlyElementsOfTypes(OrderCreated.class, OrderPaid.class, OrderShipped.class);
    assertThat(((OrderPaid) events("orders", id).get(1)).getPaymentId()).isEqualTo(PAYMENT);
    Shop.until("noticed", () -> events("order-notices", id).size() == 4);
    assertThat(events("order-notices", id))
        .extracting(notice -> ((OrderStatusChanged) notice).getStatus().name())
        .containsExactly("PENDING", "RESERVED", "PAID", "SHIPPED");
    var steps = timeline(id);
    assertThat(told(steps))
        .containsExactly(
            "OrderCreated PENDING",
            "InventoryReserved RESERVED",
            "PaymentCompleted PAID",
            "ShipmentCreated SHIPPED");
    assertThat(steps.get(2).get("eventId").asText()).isEqualTo(paid);
    assertThat(steps.get(2).get("told").toString())
        .isEqualTo("[\"OrderPaid\",\"OrderStatusChanged\"]");
    assertThat(steps.get(1).get("causedBy").asText())
        .isEqualTo(TestTopics.header(topics.records("orders", id).get(0), "ce_id"));
  }

  @Test
  void aDeclinedCardGivesTheStockBackAndThenCancels() {
    var id = reservedOrder();
    topics.publish(
        PaymentFailed.newBuilder()
            .setOrderId(UUID.fromString(id))
            .setPaymentId(PAYMENT)
            .setAmount(PRICE)
            .setCurrency("EUR")
            .setCause(PaymentFailureCause.DECLINED)
            .setReason("the card was declined")
            .setFailedAt(Instant.EPOCH)
            .build());
    untilStatus(id, "CANCELLED");

    assertThat(stock()).isEqualTo(stockBefore);
    assertThat(cancelled(id).getCause()).isEqualTo(CancelCause.PAYMENT_FAILED);
    assertThat(cancelled(id).getReason()).isEqualTo("the card was declined");
    // The two come by different topics, so either may be read first.
    assertThat(told(timeline(id)))
        .contains("InventoryReleased CANCELLED")
        .anyMatch(step -> step.startsWith("PaymentFailed "));
  }

  @Test
  void aRefusedParcelIsRefundedAndReleasedBeforeTheOrderIsCancelled() {
    var id = reservedOrder();
    topics.publish(paid(id));
    untilStatus(id, "PAID");
    topics.publish(refused(id));
    Shop.until("read", () -> timeline(id).size() == 4);
    assertThat(status(id)).isEqualTo("PAID");
    assertThat(stock()).isEqualTo(stockBefore - 1);

    topics.publish(
        PaymentRefunded.newBuilder()
            .setOrderId(UUID.fromString(id))
            .setPaymentId(PAYMENT)
            .setRefundId(new UUID(1, 2))
            .setAmount(PRICE)
            .setCurrency("EUR")
            .setReason("no carrier delivers there")
            .setRefundedAt(Instant.EPOCH)
            .build());
    untilStatus(id, "CANCELLED");
    assertThat(stock()).isEqualTo(stockBefore);
    assertThat(cancelled(id).getCause()).isEqualTo(CancelCause.SHIPMENT_FAILED);
    assertThat(Shop.json(shop.get("/orders/" + id)).get("cause").asText())
        .isEqualTo("SHIPMENT_FAILED");
  }

  @Test
  void anOrderCanBeCalledOffUntilItIsPaid() {
    var id = reservedOrder();
    assertThat(shop.post("/orders/" + id + "/cancel", "").statusCode()).isEqualTo(204);
    assertThat(status(id)).isEqualTo("CANCELLED");
    assertThat(shop.post("/orders/" + id + "/cancel", "").statusCode()).isEqualTo(204);
    Shop.until("stock is back", () -> stock() == stockBefore);
    assertThat(cancelled(id).getCause()).isEqualTo(CancelCause.REQUESTED);

    topics.publish(paid(id));
    Shop.until("read", () -> told(timeline(id)).contains("PaymentCompleted CANCELLED"));
    assertThat(events("orders", id)).hasSize(2);

    var other = reservedOrder();
    topics.publish(paid(other));
    untilStatus(other, "PAID");
    assertThat(shop.post("/orders/" + other + "/cancel", "").statusCode()).isEqualTo(409);
    assertThat(shop.post("/orders/" + PAYMENT + "/cancel", "").statusCode()).isEqualTo(404);
    assertThat(shop.get("/orders/" + PAYMENT + "/timeline").statusCode()).isEqualTo(404);
    stockBefore--;
  }

  @Test
  void anOrderThatNobodyAnswersIsCancelledAndAPaidOneOnlySaysWhoOwes() {
    var unpaid = reservedOrder();
    passDeadlineOf(unpaid);
    untilStatus(unpaid, "CANCELLED");
    assertThat(cancelled(unpaid).getCause()).isEqualTo(CancelCause.TIMED_OUT);
    assertThat(cancelled(unpaid).getReason()).isEqualTo("payment did not answer in time");
    Shop.until("stock is back", () -> stock() == stockBefore);

    var unshipped = reservedOrder();
    topics.publish(paid(unshipped));
    untilStatus(unshipped, "PAID");
    passDeadlineOf(unshipped);
    Shop.until("noted", () -> told(timeline(unshipped)).contains("DeadlinePassed PAID"));
    assertThat(timeline(unshipped).get(3).get("detail").asText())
        .isEqualTo("shipping did not answer in time");
    topics.publish(shipped(unshipped));
    untilStatus(unshipped, "SHIPPED");
  }

  @Test
  void anErasedCustomerIsForgottenInOrdersTimelinesAndTopic() {
    var registered =
        shop.post("/customers", "{\"name\":\"Reader\",\"email\":\"reader@example.com\"}");
    var customer = Shop.json(registered).get("customerId").asText();
    var id = reservedOrder(customer);
    assertThat(shop.delete("/customers/" + customer).statusCode()).isEqualTo(409);
    assertThat(shop.post("/orders/" + id + "/cancel", "").statusCode()).isEqualTo(204);
    Shop.until("stock is back", () -> stock() == stockBefore);

    assertThat(shop.delete("/customers/" + customer).statusCode()).isEqualTo(204);
    assertThat(shop.delete("/customers/" + customer).statusCode()).isEqualTo(204);
    assertThat(shop.delete("/customers/" + PAYMENT).statusCode()).isEqualTo(404);
    Shop.until("erased", () -> topics.records("customers", customer).size() == 2);
    assertThat(topics.records("customers", customer).get(1).value()).isNull();
    assertThat(shop.sql("select c::text from \"order\".customer c where id = '" + customer + "'"))
        .doesNotContain("Reader", "reader@example.com");
    assertThat(shop.sql("select o::text from \"order\".orders o where id = '" + id + "'"))
        .doesNotContain("tok_ok", "called off by request");
    topics.publish(paid(id));
    Shop.until("read", () -> told(timeline(id)).contains("PaymentCompleted CANCELLED"));
    assertThat(timeline(id)).noneMatch(step -> step.has("detail"));
    assertThat(shop.post("/orders", order(customer)).statusCode()).isEqualTo(422);
  }

  @Test
  void whatCannotBeTrueIsParkedAndChangesNothing() {
    var id = reservedOrder();
    topics.publish(shipped(id));
    Shop.until(
        "parked",
        () ->
            shop.sql("select count(*) from \"order\".inbox_parked where key = '" + id + "'")
                .equals("1"));
    assertThat(status(id)).isEqualTo("RESERVED");
    assertThat(told(timeline(id))).hasSize(2);
  }

  @Test
  void aCancelThatOvertakesTheReserveMakesItRefused() {
    var id = UUID.fromString("00000000-0000-4000-8000-0000000000ff");
    topics.publish(
        OrderCancelled.newBuilder()
            .setOrderId(id)
            .setCause(CancelCause.REQUESTED)
            .setReason("called off by request")
            .setCancelledAt(Instant.EPOCH)
            .build());
    var item =
        OrderItem.newBuilder()
            .setProductId(UUID.fromString(DRIPPER))
            .setQuantity(1)
            .setUnitPrice(PRICE)
            .build();
    topics.publish(
        OrderCreated.newBuilder().setOrderId(id).setItems(List.of(item)).setAmount(PRICE).build());
    Shop.until("answered", () -> !events("inventory", id.toString()).isEmpty());
    var answer = (InventoryRejected) events("inventory", id.toString()).get(0);
    assertThat(answer.getReason()).contains("cancelled before its stock was set aside");
    assertThat(stock()).isEqualTo(stockBefore);
  }

  private String reservedOrder() {
    return reservedOrder(Customers.SAMPLE.toString());
  }

  private String reservedOrder(String customer) {
    var id = Shop.json(shop.post("/orders", order(customer))).get("orderId").asText();
    untilStatus(id, "RESERVED");
    return id;
  }

  private static String order(String customer) {
    return "{\"customerId\":\""
        + customer
        + "\",\"paymentToken\":\"tok_ok\",\"items\":[{\"productId\":\""
        + DRIPPER
        + "\",\"quantity\":1}]}";
  }

  private static Event paid(String order) {
    return PaymentCompleted.newBuilder()
        .setOrderId(UUID.fromString(order))
        .setPaymentId(PAYMENT)
        .setAmount(PRICE)
        .setCurrency("EUR")
        .setPaidAt(Instant.EPOCH)
        .build();
  }

  private static Event shipped(String order) {
    return ShipmentCreated.newBuilder()
        .setOrderId(UUID.fromString(order))
        .setShipmentId(new UUID(1, 3))
        .setCarrier("Post")
        .setTrackingNumber("P-1")
        .setShippedAt(Instant.EPOCH)
        .build();
  }

  private static Event refused(String order) {
    return ShipmentFailed.newBuilder()
        .setOrderId(UUID.fromString(order))
        .setCause(ShipmentFailureCause.ADDRESS_REFUSED)
        .setReason("no carrier delivers there")
        .setFailedAt(Instant.EPOCH)
        .build();
  }

  private void passDeadlineOf(String order) {
    var unused =
        shop.sql(
            "update \"order\".orders set due_at = now() - interval '1 second' where id = '"
                + order
                + "' returning id");
  }

  private OrderCancelled cancelled(String order) {
    Shop.until(
        "told", () -> events("orders", order).stream().anyMatch(OrderCancelled.class::isInstance));
    return events("orders", order).stream()
        .filter(OrderCancelled.class::isInstance)
        .map(OrderCancelled.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private List<Object> events(String topic, String key) {
    return topics.events(topic, key);
  }

  private List<JsonNode> timeline(String order) {
    var steps = new ArrayList<JsonNode>();
    Shop.json(shop.get("/orders/" + order + "/timeline")).get("steps").forEach(steps::add);
    return steps;
  }

  private static List<String> told(List<JsonNode> steps) {
    return steps.stream()
        .map(step -> step.get("happening").asText() + " " + step.get("status").asText())
        .toList();
  }

  private String status(String order) {
    return Shop.json(shop.get("/orders/" + order)).get("status").asText();
  }

  private void untilStatus(String order, String status) {
    Shop.until(status, () -> status(order).equals(status));
  }

  private int stock() {
    return Integer.parseInt(
        shop.sql("select available from inventory.stock where product_id = '" + DRIPPER + "'"));
  }
}
