package dev.accord.drills.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accord.drills.verdict.OrderHistory.Answer;
import dev.accord.drills.verdict.OrderHistory.Charge;
import dev.accord.drills.verdict.OrderHistory.Handled;
import dev.accord.drills.verdict.OrderHistory.Letter;
import dev.accord.drills.verdict.OrderHistory.LogLine;
import dev.accord.drills.verdict.OrderHistory.Movement;
import dev.accord.drills.verdict.OrderHistory.Refund;
import dev.accord.drills.verdict.OrderHistory.Restarts;
import dev.accord.drills.verdict.OrderHistory.Service;
import dev.accord.drills.verdict.OrderHistory.Step;
import dev.accord.drills.verdict.OrderHistory.StoredOrder;
import dev.accord.drills.verdict.Verdict.Broken;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OrderCheckerTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final SampleHistory sample = new SampleHistory();
  private final OrderHistory history = sample.history;

  @Test
  void aHistoryWithEveryWayAnOrderCanGoADuplicatePoisonAndALostAnswerIsGood() {
    var verdict = OrderChecker.check(history);
    assertThat(verdict.broken()).isEmpty();
    assertThat(verdict.checked()).containsOnlyKeys(Promise.values());
    assertThat(OrderChecker.duplicates(history)).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(Promise.class)
  void eachBrokenPromiseIsFound(Promise promise) {
    breakOne(promise);
    assertThat(broken()).contains(promise);
  }

  @Test
  void anEventThatIsCommittedAndNeverPublishedIsLost() {
    history.published.removeIf(record -> record.headers().type().endsWith("OrderPaid"));
    assertThat(broken()).contains(Promise.NO_ORDER_IS_LOST);
  }

  @Test
  void aSecondDecisionOfTheSameOrderIsASecondEffect() {
    sample.tell("shipped", "payment", "payments", "PaymentCompleted", "InventoryReserved");
    assertThat(broken()).contains(Promise.ONE_EFFECT_AN_EVENT);
  }

  @Test
  void anOrderThatIsChargedTwiceCostsTooMuch() {
    history.charges.add(new Charge("c9", "shipped", new BigDecimal("2.00")));
    assertThat(broken()).contains(Promise.ONE_EFFECT_AN_EVENT, Promise.MONEY_IS_CONSERVED);
  }

  @Test
  void aRefusedParcelWhoseMoneyStaysAwayIsMissed() {
    history.refunds.clear();
    assertThat(broken()).containsOnly(Promise.MONEY_IS_CONSERVED);
  }

  @Test
  void stockThatIsGivenBackBeforeTheMoneyIsUndoneInTheWrongOrder() {
    sample.replace("refused", "InventoryReleased", "ShipmentFailed");
    assertThat(broken()).containsOnly(Promise.SAGAS_KEEP_TO_THE_MODEL);
  }

  @Test
  void aStatusThatGoesBackIsNoTimeline() {
    history.steps.add(new Step("shipped", "PaymentCompleted", "PAID"));
    assertThat(broken()).containsOnly(Promise.SAGAS_KEEP_TO_THE_MODEL);
  }

  @Test
  void anOrderThatTheViewDoesNotHaveIsMissed() {
    history.view.removeIf(row -> row.orderId().equals("refused"));
    assertThat(broken()).containsOnly(Promise.VIEW_IS_THE_FOLD);
  }

  @Test
  void whatIsAccountedForAndWasNeverPublishedIsMadeUp() {
    history.handled.add(new Handled("payment", "orders", "key:order/shipped", 4, 4));
    assertThat(broken()).containsOnly(Promise.NOTHING_IS_UNACCOUNTED);
  }

  @Test
  void poisonThatIsNowhereWasDropped() {
    history.letters.clear();
    history.handled.removeIf(range -> range.scope().startsWith("partition:"));
    assertThat(broken()).contains(Promise.ONLY_POISON_IS_PARKED, Promise.NO_SILENT_SKIP);
  }

  @Test
  void aRefusedPostIsForgivenToWhoeverWasStruckAndToNobodyElse() {
    history.service.add(new Service("order killed", true, 3, Duration.ofSeconds(4), MINUTE));
    assertThat(broken()).isEmpty();
    history.service.add(new Service("payment killed", false, 3, Duration.ofSeconds(4), MINUTE));
    assertThat(broken()).containsOnly(Promise.ORDERS_ARE_TAKEN);
  }

  @Test
  void anEventThatComesAgainAfterAnOrderlyStopIsLeftOver() {
    restarted(0, 1, 0);
    assertThat(broken()).containsOnly(Promise.A_STOP_LEAVES_NOTHING);
  }

  @Test
  void anEventThatIsDeliveredAgainAfterAnOrderlyStopIsLeftOver() {
    restarted(0, 0, 1);
    assertThat(broken()).containsOnly(Promise.A_STOP_LEAVES_NOTHING);
  }

  private void restarted(int exitCode, long copies, long redelivered) {
    history.restarts.add(new Restarts("restart", Map.of("order", exitCode), copies, redelivered));
  }

  private Iterable<Promise> broken() {
    return OrderChecker.check(history).broken().stream().map(Broken::promise).toList();
  }

  private void breakOne(Promise promise) {
    switch (promise) {
      case NO_ORDER_IS_LOST -> history.answers.add(new Answer("k9", "o9"));
      case NO_GHOST -> history.committed.removeIf(event -> event.key().equals("shipped"));
      case ONE_ORDER_A_KEY -> changeOrder("refused", order -> with("k-shipped", order));
      case EVENTS_OF_A_KEY_IN_ORDER -> sample.skipOne("shipped");
      case DUPLICATES_ARE_EQUAL -> sample.publishAgain("shipped", "OrderCreated", "other");
      case DUPLICATES_ARE_BOUNDED -> history.duplicatesMax = 0;
      case ONE_EFFECT_AN_EVENT -> history.movements.add(new Movement("p", "shipped", -2));
      case STOCK_IS_CONSERVED -> history.stock.put("p", 99);
      case MONEY_IS_CONSERVED -> history.refunds.add(new Refund("c9", BigDecimal.ONE));
      case EVERY_SAGA_ENDS -> history.reservations.remove("shipped");
      case SAGAS_KEEP_TO_THE_MODEL -> sample.replace("shipped", "OrderPaid", "OrderCreated");
      case COMMITS_FOLLOW_EFFECTS, NOTHING_IS_UNACCOUNTED ->
          history.handled.removeIf(
              range -> range.group().equals("payment") && range.scope().endsWith("/shipped"));
      case VIEW_IS_THE_FOLD -> history.view.set(0, SampleHistory.unpaid(history.view.get(0)));
      case ONLY_POISON_IS_PARKED -> history.letters.add(new Letter("order", "inventory-0@0"));
      case NOTHING_WAITS -> history.waiting.put("unpublished events of order", 1L);
      case NO_BLOAT -> history.changedRows.put("order", 1L);
      case ORDERS_ARE_TAKEN ->
          history.service.add(
              new Service("PostgreSQL killed", true, 0, MINUTE.plusMillis(1), MINUTE));
      case A_STOP_LEAVES_NOTHING -> restarted(143, 0, 0);
      case NO_SILENT_SKIP ->
          history.log.add(new LogLine("shipping", "WARN", "Skipping record 7 of orders"));
    }
  }

  private void changeOrder(String id, UnaryOperator<StoredOrder> change) {
    history.orders.replaceAll(order -> order.id().equals(id) ? change.apply(order) : order);
  }

  private static StoredOrder with(String key, StoredOrder order) {
    return new StoredOrder(order.id(), key, order.phase(), order.cause(), order.amount());
  }

  @Test
  void whatNobodyPromisedIsNotLookedAt() {
    assertThat(OrderChecker.check(new OrderHistory()).checked())
        .isEqualTo(
            Map.of(
                Promise.DUPLICATES_ARE_BOUNDED, 1L,
                Promise.STOCK_IS_CONSERVED, 1L,
                Promise.MONEY_IS_CONSERVED, 2L));
  }
}
