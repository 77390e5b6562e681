package dev.accord.order.saga;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accord.order.saga.Happening.Trigger;
import dev.accord.order.saga.Transition.Move;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TransitionsTest {
  /**
   * Every phase by every trigger, in the order of {@link Trigger}; "=" nothing, "!" contradiction.
   */
  private static final Map<Phase, String> TABLE = new EnumMap<>(Phase.class);

  static {
    TABLE.put(
        Phase.PENDING,
        "RESERVED CANCELLED:OUT_OF_STOCK ! PAID RELEASING:PAYMENT_FAILED ! ! !"
            + " CANCELLED:TIMED_OUT CANCELLED:REQUESTED");
    TABLE.put(
        Phase.RESERVED,
        "= ! CANCELLED:PAYMENT_FAILED PAID RELEASING:PAYMENT_FAILED ! ! !"
            + " CANCELLED:TIMED_OUT CANCELLED:REQUESTED");
    TABLE.put(
        Phase.PAID,
        "= ! CANCELLED:SHIPMENT_FAILED = ! RELEASING:SHIPMENT_FAILED SHIPPED"
            + " REFUNDING:SHIPMENT_FAILED overdue late");
    TABLE.put(Phase.SHIPPED, "= ! ! = ! ! = ! = late");
    TABLE.put(Phase.REFUNDING, "= ! CANCELLED = ! RELEASING ! = overdue =");
    TABLE.put(Phase.RELEASING, "= ! CANCELLED = = = ! = overdue =");
    TABLE.put(Phase.CANCELLED, "= = = = = = ! = = =");
  }

  @ParameterizedTest
  @EnumSource(Phase.class)
  void everyTriggerHasItsEffect(Phase phase) {
    var effects =
        Arrays.stream(Trigger.values())
            .map(trigger -> said(Transitions.of(phase, trigger)))
            .toArray(String[]::new);
    assertThat(String.join(" ", effects)).isEqualTo(TABLE.get(phase));
  }

  @Test
  void anEndIsAnEnd() {
    for (var phase : Phase.values()) {
      for (var trigger : Trigger.values()) {
        if (phase.isFinal()) {
          assertThat(Transitions.of(phase, trigger)).isNotInstanceOf(Move.class);
        }
      }
    }
  }

  @Test
  void anOrderThatBeginsToBeUndoneSaysWhy() {
    for (var phase : Phase.values()) {
      for (var trigger : Trigger.values()) {
        if (Transitions.of(phase, trigger) instanceof Move move) {
          var wasUndone = phase == Phase.REFUNDING || phase == Phase.RELEASING;
          var isUndone = !move.to().isStatus() || move.to() == Phase.CANCELLED;
          assertThat(move.cause() != null).isEqualTo(isUndone && !wasUndone);
        }
      }
    }
  }

  private static String said(Transition transition) {
    if (transition instanceof Move move) {
      return move.to() + (move.cause() == null ? "" : ":" + move.cause());
    }
    return switch ((Transition.Still) transition) {
      case NOTHING -> "=";
      case OVERDUE -> "overdue";
      case TOO_LATE -> "late";
      case CONTRADICTION -> "!";
    };
  }
}
