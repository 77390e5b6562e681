package dev.accord.path;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two hundred orders, and kill -9 of broker, registry and services while they come in. What was
 * answered 201 is there afterwards and took effect once; what got no answer is sent again under its
 * key and is there once.
 */
class KilledStackTest {
  private static final int ORDERS = 200;
  private static final int SENT_AROUND_THE_KILL = 150;
  private static final int ACCEPTED_BEFORE_THE_KILL = 100;
  private static final int IN_FLIGHT_MAX = 16;

  @TempDir Path folder;

  @Test
  void everyAcceptedOrderTakesEffectOnce() throws Exception {
    var acceptedBefore = new ConcurrentHashMap<String, String>();
    try (var stack = RunningStack.up(folder)) {
      var shop = stack.shop();
      var customerId = shop.registerCustomer();
      var productId = shop.product(Shop.PLENTY);
      var stockBefore = unreserved(stack, productId);

      placeUntilKilled(stack, shop, customerId, productId, acceptedBefore);
      stack.up();

      var accepted = placeAllAgain(shop, customerId, productId);
      assertThat(accepted).containsAllEntriesOf(acceptedBefore);
      for (var orderId : accepted.values()) {
        assertThat(shop.settledOrder(orderId).getString("status")).isEqualTo("SHIPPED");
      }
      assertThat(eventsByOrder(stack)).containsOnlyKeys(accepted.values());
      assertThat(reservationsByOrder(stack))
          .containsOnlyKeys(accepted.values())
          .allSatisfy((orderId, count) -> assertThat(count).isEqualTo(1L));
      var ledger = Ledger.of(stack);
      assertThat(accepted.values())
          .allSatisfy(orderId -> assertThat(ledger.charges(orderId)).isEqualTo(1));
      assertThat(ledger.orders()).containsExactlyInAnyOrderElementsOf(accepted.values());
      assertThat(unreserved(stack, productId)).isEqualTo(stockBefore - ORDERS);
    }
  }

  /** One piece each, a few at once, so that the kill meets orders in every stage. */
  private static void placeUntilKilled(
      RunningStack stack,
      Shop shop,
      String customerId,
      String productId,
      Map<String, String> accepted)
      throws Exception {
    var enough = new CountDownLatch(ACCEPTED_BEFORE_THE_KILL);
    var inFlight = new Semaphore(IN_FLIGHT_MAX);
    var customer =
        new Thread(
            () ->
                keys()
                    .limit(SENT_AROUND_THE_KILL)
                    .forEach(
                        key -> {
                          inFlight.acquireUninterruptibly();
                          var unused =
                              shop.placeOrder(customerId, productId, 1, key)
                                  .whenComplete(
                                      (order, failure) -> {
                                        inFlight.release();
                                        if (order != null) {
                                          accepted.put(key, order.getString("orderId"));
                                          enough.countDown();
                                        }
                                      });
                        }));
    customer.start();
    enough.await();
    stack.kill();
    customer.join();
    inFlight.acquire(IN_FLIGHT_MAX);
  }

  private static Map<String, String> placeAllAgain(Shop shop, String customerId, String productId)
      throws Exception {
    var accepted = new HashMap<String, String>();
    for (var key : keys().toList()) {
      var order = shop.placeOrder(customerId, productId, 1, key).get();
      accepted.put(key, order.getString("orderId"));
    }
    return accepted;
  }

  private static Stream<String> keys() {
    return IntStream.range(0, ORDERS).mapToObj(number -> "order-" + number);
  }

  private static Map<String, Long> eventsByOrder(RunningStack stack) throws Exception {
    return new OrderTopic(stack)
        .ordersCreated().stream()
            .collect(groupingBy(event -> event.getOrderId().toString(), counting()));
  }

  private static Map<String, Long> reservationsByOrder(RunningStack stack) throws Exception {
    var counts = new HashMap<String, Long>();
    try (var database = stack.database();
        var query =
            database.prepareStatement(
                "select order_id::text, count(*) from inventory.reservation"
                    + " where state = 'RESERVED' group by order_id");
        var rows = query.executeQuery()) {
      while (rows.next()) {
        counts.put(rows.getString(1), rows.getLong(2));
      }
    }
    return counts;
  }

  private static long unreserved(RunningStack stack, String productId) throws Exception {
    try (var database = stack.database();
        var query =
            database.prepareStatement(
                "select available from inventory.stock where product_id = ?::uuid")) {
      query.setString(1, productId);
      var rows = query.executeQuery();
      assertThat(rows.next()).isTrue();
      return rows.getLong(1);
    }
  }
}
