package dev.accord.drills.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accord.drills.order.Broken.Promise;
import dev.accord.drills.order.OrderHistory.Answer;
import dev.accord.drills.order.OrderHistory.Committed;
import dev.accord.drills.order.OrderHistory.Letter;
import dev.accord.drills.order.OrderHistory.Movement;
import dev.accord.drills.order.OrderHistory.Published;
import dev.accord.drills.order.OrderHistory.StoredOrder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OrderCheckerTest {
  private static final String CREATED = "dev.accord.shop.order.OrderCreated";
  private static final String RESERVED = "dev.accord.shop.inventory.InventoryReserved";

  @Test
  void aHistoryWithDuplicatesPoisonAndALostAnswerIsGood() {
    assertThat(OrderChecker.check(good())).isEmpty();
    assertThat(OrderChecker.duplicates(good())).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(Promise.class)
  void eachBrokenPromiseIsFound(Promise promise) {
    var history = good();
    breakOne(promise, history);
    assertThat(OrderChecker.check(history)).extracting(Broken::promise).contains(promise);
  }

  @Test
  void aDualWriteThatLosesTheEventIsALostOrder() {
    var history = good();
    history.published.removeIf(record -> record.id().equals("e1"));
    history.committed.removeIf(event -> event.id().equals("e1"));
    assertThat(OrderChecker.check(history))
        .extracting(Broken::promise)
        .contains(Promise.NO_ORDER_IS_LOST);
  }

  @Test
  void anEventSentBeforeARollbackIsAGhost() {
    var history = good();
    history.committed.removeIf(event -> event.id().equals("e1"));
    assertThat(OrderChecker.check(history)).extracting(Broken::promise).contains(Promise.NO_GHOST);
  }

  @Test
  void aSecondDecisionOfTheSameEventIsASecondEffect() {
    var history = good();
    history.published.add(
        new Published("inventory", 0, 9, "o1", "inventory", "e9", 2, RESERVED, "d9"));
    history.committed.add(new Committed("inventory", "inventory", "o1", "e9", 2, "d9"));
    assertThat(OrderChecker.check(history))
        .extracting(Broken::promise)
        .containsExactly(Promise.ONE_EFFECT_AN_EVENT);
  }

  private static void breakOne(Promise promise, OrderHistory history) {
    switch (promise) {
      case NO_ORDER_IS_LOST -> history.answers.add(new Answer("k9", "o9"));
      case NO_GHOST ->
          history.published.add(
              new Published("orders", 0, 9, "o1", "order", "e9", 2, "OrderPaid", "d9"));
      case ONE_ORDER_A_KEY -> history.orders.add(new StoredOrder("o9", "k1", "RESERVED"));
      case EVENTS_OF_A_KEY_IN_ORDER -> {
        history.published.add(
            new Published("orders", 0, 9, "o1", "order", "e9", 3, "OrderPaid", "d9"));
        history.committed.add(new Committed("order", "orders", "o1", "e9", 3, "d9"));
      }
      case DUPLICATES_ARE_EQUAL ->
          history.published.add(
              new Published("orders", 0, 9, "o1", "order", "e1", 1, CREATED, "other"));
      case ONE_EFFECT_AN_EVENT -> history.movements.add(new Movement("p", "o1", -2));
      case STOCK_IS_CONSERVED -> history.stock.put("p", 99);
      case EVERY_ORDER_IS_DECIDED ->
          history.orders.set(0, new StoredOrder("o1", "k1", "CANCELLED"));
      case COMMITS_FOLLOW_EFFECTS -> {
        var unused = history.reservations.remove("o1");
      }
      case ONLY_POISON_IS_PARKED -> history.letters.add(new Letter("order", "inventory-0@0", "e3"));
      case OUTBOXES_ARE_DRAINED -> history.unpublished.put("order", 1L);
      case NO_BLOAT -> history.deadRows.put("order", 1L);
    }
  }

  /** Two orders; the first one's event was published twice, the second one's answer was lost. */
  private static OrderHistory good() {
    var history = new OrderHistory();
    history.answers.addAll(List.of(new Answer("k1", "o1"), new Answer("k2", "o2")));
    history.unanswered.add("k2");
    history.orders.addAll(
        List.of(new StoredOrder("o1", "k1", "RESERVED"), new StoredOrder("o2", "k2", "RESERVED")));
    history.committed.addAll(
        List.of(
            new Committed("order", "orders", "o1", "e1", 1, "d1"),
            new Committed("order", "orders", "o2", "e2", 1, "d2"),
            new Committed("inventory", "inventory", "o1", "e3", 1, "d3"),
            new Committed("inventory", "inventory", "o2", "e4", 1, "d4")));
    history.published.addAll(
        List.of(
            new Published("orders", 0, 0, "o1", "order", "e1", 1, CREATED, "d1"),
            new Published("orders", 0, 1, "o1", "order", "e1", 1, CREATED, "d1"),
            new Published("orders", 0, 2, "o2", "order", "e2", 1, CREATED, "d2"),
            new Published("orders", 0, 3, "x", "", "", 0, "", "garbage"),
            new Published("inventory", 0, 0, "o1", "inventory", "e3", 1, RESERVED, "d3"),
            new Published("inventory", 0, 1, "o2", "inventory", "e4", 1, RESERVED, "d4")));
    history.movements.addAll(
        List.of(
            new Movement("p", "", 10), new Movement("p", "o1", -2), new Movement("p", "o2", -1)));
    history.stock.put("p", 7);
    history.reservations.put("o1", "RESERVED");
    history.reservations.put("o2", "RESERVED");
    history.poison.add("orders-0@3");
    history.letters.add(new Letter("inventory", "orders-0@3", "orders-0@3"));
    history.committedOffsets.put(0, 4L);
    history.unpublished.put("order", 0L);
    history.deadRows.put("order", 0L);
    return history;
  }
}
