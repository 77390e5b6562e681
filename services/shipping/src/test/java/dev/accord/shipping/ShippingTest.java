package dev.accord.shipping;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.accord.event.Event;
import dev.accord.shop.customer.CustomerRegistered;
import dev.accord.shop.order.CancelCause;
import dev.accord.shop.order.OrderCancelled;
import dev.accord.shop.order.OrderCreated;
import dev.accord.shop.order.OrderPaid;
import dev.accord.shop.payment.PaymentRefunded;
import dev.accord.shop.shipping.ShipmentCreated;
import dev.accord.shop.shipping.ShipmentFailed;
import dev.accord.shop.shipping.ShipmentFailureCause;
import dev.accord.testbed.TestTopics;
import dev.accord.testbed.Testbed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ShippingTest {
  private static Testbed bed;
  private static TestTopics topics;

  private final UUID customer = UuidCreator.getTimeOrderedEpoch();
  private final UUID order = UuidCreator.getTimeOrderedEpoch();

  @BeforeAll
  static void open() throws Exception {
    bed = Testbed.open();
    topics = bed.topics();
    bed.start("shipping", ShippingService::new, Map.of()).untilReady();
  }

  @AfterAll
  static void close() throws Exception {
    bed.close();
  }

  @Test
  void aPaidOrderIsShippedToTheCustomersAddress() {
    tell(registered("1 Example Street"), ordered(customer), paid());
    var shipment = (ShipmentCreated) outcome();
    assertThat(shipment.getCarrier()).isEqualTo("Accord Parcel");
    assertThat(shipment.getTrackingNumber()).matches("ACC[0-9A-F]{12}");
    assertThat(shipment.getShipmentId())
        .hasToString(
            bed.sql("select shipment_id from shipping.delivery where order_id = '" + order + "'"));
  }

  @Test
  void itsEventsMayComeInAnyOrder() {
    tell(paid());
    untilState("WAITING");
    tell(ordered(customer));
    topics.untilConsumed("shipping", "orders");
    assertThat(topics.events("shipments", order.toString())).isEmpty();
    tell(registered("1 Example Street"));
    assertThat(outcome()).isInstanceOf(ShipmentCreated.class);
  }

  @Test
  void oneRegistrationShipsEverythingThatWaitedForIt() {
    var orders = List.of(order, UuidCreator.getTimeOrderedEpoch());
    orders.forEach(id -> tell(ShopEvents.ordered(id, customer), ShopEvents.paid(id)));
    topics.untilConsumed("shipping", "payments");
    topics.untilConsumed("shipping", "orders");
    tell(registered(null));
    for (var id : orders) {
      assertThat(((ShipmentCreated) outcome(id)).getCarrier()).isEqualTo(Carrier.COUNTER);
    }
  }

  @Test
  void anOrderWithoutACustomerIsCollected() {
    tell(ordered(null), paid());
    assertThat(((ShipmentCreated) outcome()).getCarrier()).isEqualTo(Carrier.COUNTER);
  }

  @Test
  void aRefusedAddressEndsInShipmentFailed() {
    tell(registered("2 Refused Street"), ordered(customer), paid());
    var failed = (ShipmentFailed) outcome();
    assertThat(failed.getCause()).isEqualTo(ShipmentFailureCause.ADDRESS_REFUSED);
    assertThat(failed.getReason()).isEqualTo("the carrier refuses the customer's address");
  }

  @Test
  void whatIsCancelledOrRefundedIsNotShippedHoweverLateItIsPaid() {
    tell(registered(null), cancelled());
    untilState("CANCELLED");
    tell(ordered(customer), paid());
    var refunded = UuidCreator.getTimeOrderedEpoch();
    tell(ShopEvents.paid(refunded), refund(refunded));
    topics.untilConsumed("shipping", "payments");
    tell(ShopEvents.ordered(refunded, customer));
    topics.untilConsumed("shipping", "orders");
    assertThat(topics.events("shipments", order.toString())).isEmpty();
    assertThat(topics.events("shipments", refunded.toString())).isEmpty();
  }

  @Test
  void everyEventTwiceShipsOnce() {
    var all = List.<Event>of(registered("1 Example Street"), ordered(customer), paid());
    all.forEach(topics::publish);
    assertThat(outcome()).isInstanceOf(ShipmentCreated.class);
    all.forEach(topics::publish);
    List.of("customers", "orders", "payments")
        .forEach(topic -> topics.untilConsumed("shipping", topic));
    assertThat(topics.events("shipments", order.toString())).hasSize(1);
  }

  @Test
  void newsOfOrdersAndCustomersInAnyMixtureLeavesNobodyWaiting() {
    long seed = Long.getLong("accord.seed", System.nanoTime());
    var news = new ArrayList<Event>();
    var orders = new ArrayList<UUID>();
    for (int i = 0; i < 30; i++) {
      var id = UuidCreator.getTimeOrderedEpoch();
      var by = UuidCreator.getTimeOrderedEpoch();
      orders.add(id);
      news.addAll(
          List.of(
              ShopEvents.registered(by, null), ShopEvents.ordered(id, by), ShopEvents.paid(id)));
    }
    Collections.shuffle(news, new Random(seed));
    news.forEach(topics::publish);
    Testbed.until(
        "all are shipped; seed=" + seed + " (-Daccord.seed=" + seed + " to replay)",
        () ->
            bed.sql(
                    "select count(*) from shipping.delivery where state = 'SHIPPED' and order_id ="
                        + " any('{"
                        + orders.stream().map(UUID::toString).collect(Collectors.joining(","))
                        + "}')")
                .equals("30"));
  }

  @Test
  void anErasedCustomersAddressIsGoneAndWhatWaitedIsRefused() {
    tell(registered("3 Forgotten Street"));
    topics.untilConsumed("shipping", "customers");
    topics.erase("customers", customer.toString());
    topics.untilConsumed("shipping", "customers");
    assertThat(bed.sql("select count(*) from shipping.customer where address like '3 Forgotten%'"))
        .isEqualTo("0");
    tell(ordered(customer), paid());
    assertThat(((ShipmentFailed) outcome()).getReason()).contains("erased");
  }

  private static void tell(Event... events) {
    for (var event : events) {
      topics.publish(event);
    }
  }

  private Object outcome() {
    return outcome(order);
  }

  private static Object outcome(UUID order) {
    Testbed.until(
        "the outcome of " + order, () -> !topics.events("shipments", order.toString()).isEmpty());
    return topics.events("shipments", order.toString()).get(0);
  }

  private void untilState(String state) {
    Testbed.until(
        state,
        () ->
            bed.sql("select state from shipping.delivery where order_id = '" + order + "'")
                .equals(state));
  }

  private CustomerRegistered registered(@Nullable String address) {
    return ShopEvents.registered(customer, address);
  }

  private OrderCreated ordered(@Nullable UUID by) {
    return ShopEvents.ordered(order, by);
  }

  private OrderPaid paid() {
    return ShopEvents.paid(order);
  }

  private static PaymentRefunded refund(UUID id) {
    return PaymentRefunded.newBuilder()
        .setOrderId(id)
        .setPaymentId(new UUID(1, 1))
        .setRefundId(new UUID(1, 2))
        .setAmount(ShopEvents.AMOUNT)
        .setCurrency("EUR")
        .setReason("test")
        .setRefundedAt(Instant.EPOCH)
        .build();
  }

  private OrderCancelled cancelled() {
    return OrderCancelled.newBuilder()
        .setOrderId(order)
        .setCause(CancelCause.REQUESTED)
        .setReason("test")
        .setCancelledAt(Instant.EPOCH)
        .build();
  }
}
