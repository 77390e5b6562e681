package dev.accord.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.accord.shop.inventory.InventoryRejected;
import dev.accord.shop.order.CancelCause;
import dev.accord.shop.order.OrderCancelled;
import dev.accord.shop.order.OrderCreated;
import dev.accord.shop.order.OrderItem;
import dev.accord.testbed.TestTopics;
import dev.accord.testbed.Testbed;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many orders wait when the service starts, so that they share transactions: each twice, the second
 * time under another key, and one whose end came first.
 */
class ReservationsTest {
  private static final UUID TEA = UUID.fromString("00000000-0000-4000-8000-000000000001");
  private static final UUID LAST_ONES = UUID.fromString("00000000-0000-4000-8000-000000000002");
  private static final int PIECES = 5;
  private static final List<UUID> ORDERS =
      Stream.generate(UuidCreator::getTimeOrderedEpoch).limit(12).toList();
  private static final UUID ENDED = UuidCreator.getTimeOrderedEpoch();

  @TempDir static Path folder;

  private static Testbed bed;
  private static TestTopics topics;

  @BeforeAll
  static void open() throws Exception {
    bed = Testbed.open();
    topics = bed.topics();
    topics.publish(cancelled(ENDED));
    topics.publish(ordered(ENDED));
    for (var order : ORDERS) {
      topics.publish(ordered(order));
      topics.publishAs("another", order + " again", 1, ordered(order));
    }
    var settings = Map.of("inventory.catalogue", catalogue().toString());
    bed.start("inventory", InventoryService::new, settings).untilReady();
    topics.untilConsumed("inventory", "orders");
  }

  @AfterAll
  static void close() throws Exception {
    bed.close();
  }

  @Test
  void ordersThatWaitedShareTransactions() {
    var transactions = "select count(distinct xmin::text) from inventory.reservation";
    assertThat(Integer.parseInt(bed.sql(transactions))).isLessThan(ORDERS.size());
  }

  @Test
  void theLastPiecesGoToTheFirstOfATransactionAndTheOthersAreRejected() {
    assertThat(count("reservation where state = 'RESERVED'")).isEqualTo(PIECES);
    assertThat(count("reservation where state = 'REJECTED'"))
        .isEqualTo(ORDERS.size() - PIECES + 1L);
    assertThat(
            count(
                "reservation earlier join inventory.reservation later"
                    + " on earlier.xmin = later.xmin where earlier.order_id < later.order_id"
                    + " and earlier.state = 'REJECTED'"
                    + " and later.state = 'RESERVED' and earlier.order_id <> '"
                    + ENDED
                    + "'"))
        .isZero();
  }

  @Test
  void everyPieceIsOnTheShelfOrSetAside() {
    assertThat(
            count("stock where available <> 100 - " + PIECES + " and product_id = '" + TEA + "'"))
        .isZero();
    assertThat(count("stock where available <> 0 and product_id = '" + LAST_ONES + "'")).isZero();
    assertThat(count("reservation_item join inventory.reservation using (order_id)"))
        .isEqualTo(2L * PIECES);
    assertThat(
            count(
                "stock where available <> (select sum(quantity) from inventory.stock_movement m"
                    + " where m.product_id = stock.product_id)"))
        .isZero();
  }

  @Test
  void eachOrderIsAnsweredOnce() {
    Testbed.until("an answer each", () -> topics.events("inventory").size() >= ORDERS.size() + 1);
    var answers = topics.events("inventory");
    assertThat(answers)
        .hasSize(ORDERS.size() + 1)
        .allSatisfy((key, of) -> assertThat(of).hasSize(1));
    assertThat(
            ((InventoryRejected) answers.getOrDefault(ENDED.toString(), List.of()).get(0))
                .getReason())
        .contains("was cancelled");
  }

  private static long count(String what) {
    return Long.parseLong(bed.sql("select count(*) from inventory." + what));
  }

  private static Path catalogue() throws Exception {
    return Files.writeString(
        folder.resolve("catalogue.json"),
        String.format(
            Locale.ROOT,
            """
            [{"productId": "%s", "name": "Tea", "price": 3.50, "currency": "EUR", "stock": 100},
             {"productId": "%s", "name": "Pot", "price": 9.50, "currency": "EUR", "stock": %d}]
            """,
            TEA,
            LAST_ONES,
            PIECES));
  }

  private static OrderCreated ordered(UUID order) {
    return OrderCreated.newBuilder()
        .setOrderId(order)
        .setCustomerId(null)
        .setItems(List.of(item(TEA), item(LAST_ONES)))
        .setAmount(new BigDecimal("13.00"))
        .setCurrency("EUR")
        .build();
  }

  private static OrderItem item(UUID product) {
    return OrderItem.newBuilder()
        .setProductId(product)
        .setQuantity(1)
        .setUnitPrice(new BigDecimal("6.50"))
        .build();
  }

  private static OrderCancelled cancelled(UUID order) {
    return OrderCancelled.newBuilder()
        .setOrderId(order)
        .setCause(CancelCause.REQUESTED)
        .setReason("test")
        .setCancelledAt(Instant.EPOCH)
        .build();
  }
}
