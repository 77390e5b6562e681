package dev.accord.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accord.payment.Payment.Money;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PaymentTest {
  private static final Payment NOTHING = Payment.expected(new UUID(0, 1), new UUID(0, 2));
  private static final Money PRICE = new Money(new BigDecimal("5.00"), "EUR");
  private static final Payment CHARGING = NOTHING.priced(PRICE).reservedNow();

  private static final Map<String, UnaryOperator<Payment>> NEWS =
      Map.of(
          "priced", payment -> payment.priced(PRICE),
          "reserved", Payment::reservedNow,
          "called off", payment -> payment.calledOff("why"),
          "asked", PaymentTest::asked,
          "charged", payment -> payment.charged("charge-1"),
          "refused", Payment::refused,
          "refunded", Payment::refunded);

  @Test
  void theProviderIsAskedOncePriceAndStockAreKnownInEitherOrder() {
    assertThat(NOTHING.priced(PRICE).stage()).isEqualTo(Stage.EXPECTED);
    assertThat(NOTHING.reservedNow().stage()).isEqualTo(Stage.EXPECTED);
    assertThat(CHARGING.stage()).isEqualTo(Stage.CHARGING);
    assertThat(NOTHING.reservedNow().priced(PRICE)).isEqualTo(CHARGING);
  }

  @Test
  void whatWasNeverAskedForIsNotAskedForAfterTheOrdersEnd() {
    assertThat(CHARGING.calledOff("why").stage()).isEqualTo(Stage.CALLED_OFF);
    var early = NOTHING.calledOff("why");
    assertThat(early.priced(PRICE).reservedNow()).isEqualTo(early);
  }

  @Test
  void whatMayHaveBeenTakenIsAskedForToTheEndAndReturned() {
    var unwanted = asked(CHARGING).calledOff("why");
    assertThat(unwanted.stage()).isEqualTo(Stage.CHARGING);
    var charged = unwanted.charged("charge-1");
    assertThat(charged.stage()).isEqualTo(Stage.REFUNDING);
    assertThat(charged.undoReason()).isEqualTo("why");
    assertThat(charged.refunded().stage()).isEqualTo(Stage.REFUNDED);
    assertThat(unwanted.refused().stage()).isEqualTo(Stage.FAILED);
  }

  @Test
  void aCompletedPaymentIsReturnedOnce() {
    var completed = asked(CHARGING).charged("charge-1");
    assertThat(completed.stage()).isEqualTo(Stage.COMPLETED);
    var returned = completed.calledOff("no carrier");
    assertThat(returned.stage()).isEqualTo(Stage.REFUNDING);
    assertThat(returned.calledOff("again")).isEqualTo(returned);
    assertThat(returned.refunded().calledOff("again")).isEqualTo(returned.refunded());
  }

  @Test
  void fromWhereverNewsComesNoPaymentIsTakenTwiceOrLostFromSight() {
    var steps = walk();
    assertThat(steps.stream().map(step -> step.before().stage()).collect(Collectors.toSet()))
        .containsExactlyInAnyOrder(Stage.values());
    for (var step : steps) {
      var again = NEWS.getOrDefault(step.news(), UnaryOperator.identity()).apply(step.after());
      if (!step.news().equals("asked")) {
        assertThat(again).as("%s twice", step).isEqualTo(step.after());
      }
      if (List.of(Stage.FAILED, Stage.CALLED_OFF, Stage.REFUNDED).contains(step.before().stage())) {
        assertThat(step.after()).as("%s is an end", step).isEqualTo(step.before());
      }
      if (step.after().stage() == Stage.CALLED_OFF) {
        assertThat(step.after().chargeReference()).as("%s", step).isNull();
      }
      if (step.after().stage().asksProvider()) {
        assertThat(step.after().amount()).as("%s", step).isNotNull();
      }
    }
  }

  private record Step(Payment before, String news, Payment after) {}

  /** Every payment that can be, with every piece of news. */
  private static Set<Step> walk() {
    var steps = new HashSet<Step>();
    var seen = new HashSet<Payment>(Set.of(NOTHING));
    var open = new ArrayDeque<Payment>(seen);
    while (!open.isEmpty()) {
      var before = open.poll();
      NEWS.forEach(
          (name, news) -> {
            var after = news.apply(before);
            steps.add(new Step(before, name, after));
            if (seen.add(after)) {
              open.add(after);
            }
          });
    }
    return steps;
  }

  /** As a claim does before each call; one is enough to tell some from none. */
  private static Payment asked(Payment before) {
    return new Payment(
        before.order(),
        before.paymentId(),
        before.stage(),
        before.amount(),
        before.reserved(),
        before.undoReason(),
        before.chargeReference(),
        before.stage().asksProvider() ? 1 : before.attempts());
  }
}
