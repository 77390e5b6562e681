package dev.accord.path;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accord.shop.order.OrderCreated;
import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One governed order event, from the request to its readers. */
class OrderPathTest {
  @TempDir static Path folder;

  private static RunningStack stack;
  private static Shop shop;
  private static String customerId;
  private static String plenty;

  @BeforeAll
  static void up() throws Exception {
    stack = RunningStack.up(folder);
    shop = stack.shop();
    customerId = shop.registerCustomer();
    plenty = shop.product(Shop.PLENTY);
  }

  @AfterAll
  static void down() throws Exception {
    stack.close();
  }

  @Test
  void anOrderIsReservedPaidAndShipped() throws Exception {
    var placed = shop.placeOrder(customerId, plenty, 2, "").get();

    assertThat(placed.getString("status")).isEqualTo("PENDING");
    var orderId = placed.getString("orderId");
    assertThat(shop.settledOrder(orderId).getString("status")).isEqualTo("SHIPPED");
    assertThat(shop.happenings(orderId))
        .containsExactly(
            "OrderCreated", "InventoryReserved", "PaymentCompleted", "ShipmentCreated");
    assertThat(Ledger.of(stack).left(orderId))
        .isEqualByComparingTo(placed.getValue("amount").toString());
  }

  @Test
  void anOrderWhoseCardIsDeclinedIsCancelledAndNothingIsTaken() throws Exception {
    var orderId = place(customerId, "tok_declined");

    assertThat(shop.settledOrder(orderId).getString("cause")).isEqualTo("PAYMENT_FAILED");
    assertThat(Ledger.of(stack).charges(orderId)).isZero();
    assertThat(shop.happenings(orderId)).contains("InventoryReleased");
  }

  @Test
  void anOrderWhoseAddressIsRefusedIsRefundedAndCancelled() throws Exception {
    var orderId = place(shop.registerCustomer("2 Refused Street"), "tok_ok");

    assertThat(shop.settledOrder(orderId).getString("cause")).isEqualTo("SHIPMENT_FAILED");
    assertThat(Ledger.of(stack).charges(orderId)).isEqualTo(1);
    assertThat(Ledger.of(stack).left(orderId)).isZero();
    assertThat(shop.happenings(orderId)).contains("PaymentCompleted", "InventoryReleased");
  }

  @Test
  void anOrderWhoseChargeIsNotAnsweredIsChargedOnce() throws Exception {
    var orderId = place(customerId, "tok_timeout_after_charge");

    assertThat(shop.settledOrder(orderId).getString("status")).isEqualTo("SHIPPED");
    assertThat(Ledger.of(stack).charges(orderId)).isEqualTo(1);
  }

  private static String place(String by, String token) throws Exception {
    return shop.placeOrder(by, plenty, 1, "", token).get().getString("orderId");
  }

  @Test
  void anOrderAboveTheStockIsCancelledWithItsReason() throws Exception {
    var placed = shop.placeOrder(customerId, shop.product(Shop.SCARCE), 50, "").get();

    var order = shop.settledOrder(placed.getString("orderId"));
    assertThat(order.getString("status")).isEqualTo("CANCELLED");
    assertThat(order.getString("reason")).contains(Shop.SCARCE).contains("50");
  }

  @Test
  void aPlainProgramReadsTheTypedEvent() throws Exception {
    var orderId = shop.placeOrder(customerId, plenty, 3, "").get().getString("orderId");
    var found = eventOf(orderId);

    var event = typed(found);
    assertThat(event.getOrderId()).isEqualTo(UUID.fromString(orderId));
    assertThat(event.getCustomerId()).contains(UUID.fromString(customerId));
    assertThat(event.getItems())
        .singleElement()
        .satisfies(i -> assertThat(i.getQuantity()).isEqualTo(3));
    assertThat(event.getAmount())
        .isEqualTo(event.getItems().get(0).getUnitPrice().multiply(BigDecimal.valueOf(3)));
    assertThat(event.key()).isEqualTo(found.key());
    assertThat(header(found, "ce_type")).isEqualTo(OrderCreated.class.getName());
    assertThat(UUID.fromString(header(found, "ce_id")).version()).isEqualTo(7);
    assertThat(header(found, "ce_source")).contains("order");
    assertThat(header(found, "ce_subject")).isEqualTo(orderId);
    assertThat(header(found, "ce_time")).isNotEmpty();
    assertThat(header(found, "accord_seq")).isEqualTo("1");
  }

  @Test
  void theBytesOfTheOutboxAreTheBytesOnTheTopic() throws Exception {
    var orderId = shop.placeOrder(customerId, plenty, 1, "").get().getString("orderId");
    var found = eventOf(orderId);

    try (var database = stack.database();
        var query = database.prepareStatement("select value from \"order\".outbox where id = ?")) {
      query.setObject(1, UUID.fromString(header(found, "ce_id")));
      var rows = query.executeQuery();
      assertThat(rows.next()).isTrue();
      assertThat(rows.getBytes(1)).isEqualTo(found.value());
    }
  }

  private static ConsumerRecord<String, byte[]> eventOf(String orderId) throws Exception {
    var topic = new OrderTopic(stack);
    while (true) {
      for (var found : topic.records()) {
        if (found.key().equals(orderId)) {
          return found;
        }
      }
    }
  }

  private static OrderCreated typed(ConsumerRecord<String, byte[]> found) throws Exception {
    try (var values = new KafkaAvroDeserializer()) {
      values.configure(
          Map.of("schema.registry.url", stack.url("registry"), "specific.avro.reader", "true"),
          false);
      return (OrderCreated) values.deserialize(found.topic(), found.value());
    }
  }

  private static String header(ConsumerRecord<String, byte[]> found, String name) {
    return new String(found.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }
}
