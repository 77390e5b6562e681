package dev.accord.shipping;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.accord.event.Event;
import dev.accord.shop.shipping.ShipmentCreated;
import dev.accord.shop.shipping.ShipmentFailed;
import dev.accord.testbed.TestTopics;
import dev.accord.testbed.Testbed;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Many orders wait when the service starts, so that they share transactions: each event twice, the
 * second time under another key, and every other order is paid first. Three customers ordered them.
 */
class DeliveriesTest {
  private static final List<UUID> ORDERS = ids(12);
  private static final List<UUID> CUSTOMERS = ids(3);
  private static final UUID REFUSED = CUSTOMERS.get(0);
  private static final UUID LATE = UuidCreator.getTimeOrderedEpoch();
  private static final UUID LATE_ORDER = UuidCreator.getTimeOrderedEpoch();

  private static Testbed bed;
  private static TestTopics topics;

  @BeforeAll
  static void open() throws Exception {
    bed = Testbed.open();
    topics = bed.topics();
    for (var customer : CUSTOMERS) {
      var street = customer.equals(REFUSED) ? "2 Refused Street" : "1 Example Street";
      topics.publish(ShopEvents.registered(customer, street));
    }
    for (int i = 0; i < ORDERS.size(); i++) {
      var order = ORDERS.get(i);
      var ordered = ShopEvents.ordered(order, customerOf(i));
      var paid = ShopEvents.paid(order);
      publishTwice(order, i % 2 == 0 ? List.of(ordered, paid) : List.of(paid, ordered));
    }
    publishTwice(
        LATE_ORDER, List.of(ShopEvents.ordered(LATE_ORDER, LATE), ShopEvents.paid(LATE_ORDER)));
    bed.start("shipping", ShippingService::new, Map.of()).untilReady();
    List.of("customers", "orders").forEach(topic -> topics.untilConsumed("shipping", topic));
  }

  @AfterAll
  static void close() throws Exception {
    bed.close();
  }

  @Test
  void ordersThatWaitedShareTransactions() {
    var transactions = "select count(distinct xmin::text) from shipping.delivery";
    assertThat(Integer.parseInt(bed.sql(transactions))).isLessThan(ORDERS.size());
  }

  @Test
  void eachIsDecidedOnOnceByItsOwnCustomersAddress() {
    Testbed.until("an outcome each", () -> topics.events("shipments").size() >= ORDERS.size());
    var outcomes = topics.events("shipments");
    for (int i = 0; i < ORDERS.size(); i++) {
      var ofOrder = outcomes.getOrDefault(ORDERS.get(i).toString(), List.of());
      assertThat(ofOrder).hasSize(1);
      var outcome = ofOrder.get(0);
      if (customerOf(i).equals(REFUSED)) {
        assertThat(((ShipmentFailed) outcome).getOrderId()).isEqualTo(ORDERS.get(i));
        assertThat(delivery(ORDERS.get(i), "state")).isEqualTo("REFUSED");
      } else {
        assertThat(((ShipmentCreated) outcome).getShipmentId())
            .hasToString(delivery(ORDERS.get(i), "shipment_id"));
        assertThat(delivery(ORDERS.get(i), "state")).isEqualTo("SHIPPED");
      }
    }
  }

  @Test
  void whoseCustomerIsNotKnownWaitsAmongThem() {
    assertThat(delivery(LATE_ORDER, "state")).isEqualTo("WAITING");
    topics.publish(ShopEvents.registered(LATE, null));
    Testbed.until("its outcome", () -> !outcomesOfLate().isEmpty());
    assertThat(outcomesOfLate())
        .singleElement()
        .extracting(outcome -> ((ShipmentCreated) outcome).getCarrier())
        .isEqualTo(Carrier.COUNTER);
  }

  private static UUID customerOf(int i) {
    return CUSTOMERS.get(i % CUSTOMERS.size());
  }

  private static List<Object> outcomesOfLate() {
    return topics.events("shipments", LATE_ORDER.toString());
  }

  private static String delivery(UUID order, String column) {
    return bed.sql("select " + column + " from shipping.delivery where order_id = '" + order + "'");
  }

  private static void publishTwice(UUID order, List<Event> events) {
    events.forEach(topics::publish);
    for (int i = 0; i < events.size(); i++) {
      topics.publishAs("another", order + " again", i + 1, events.get(i));
    }
  }

  private static List<UUID> ids(int count) {
    return Stream.generate(UuidCreator::getTimeOrderedEpoch).limit(count).toList();
  }
}
