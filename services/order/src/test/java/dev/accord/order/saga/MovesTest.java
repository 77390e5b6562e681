package dev.accord.order.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.accord.event.Event;
import dev.accord.order.saga.Happening.Trigger;
import dev.accord.shop.order.CancelCause;
import dev.accord.shop.order.OrderCancelled;
import dev.accord.shop.order.OrderStatus;
import dev.accord.shop.order.OrderStatusChanged;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MovesTest {
  private static final UUID ORDER = new UUID(1, 1);
  private static final UUID OTHER = new UUID(1, 2);

  private final Moves moves =
      new Moves(
          Map.of(ORDER, pending(ORDER), OTHER, pending(OTHER)),
          Duration.ofMinutes(1),
          Clock.systemUTC());

  @Test
  void aHappeningFindsItsOrderAsTheOneBeforeItLeftIt() {
    assertThat(told(ORDER, Trigger.INVENTORY_RESERVED)).containsExactly(OrderStatus.RESERVED);
    assertThat(told(OTHER, Trigger.INVENTORY_RESERVED)).containsExactly(OrderStatus.RESERVED);
    assertThat(told(ORDER, Trigger.PAYMENT_COMPLETED)).containsExactly(OrderStatus.PAID);
    assertThat(told(ORDER, Trigger.PAYMENT_COMPLETED)).isEmpty();
    assertThat(told(OTHER, Trigger.PAYMENT_FAILED)).as("until the stock is back").isEmpty();
    assertThat(take(OTHER, Trigger.INVENTORY_RELEASED).told())
        .filteredOn(OrderCancelled.class::isInstance)
        .singleElement()
        .extracting(event -> ((OrderCancelled) event).getCause())
        .isEqualTo(CancelCause.PAYMENT_FAILED);
  }

  @Test
  void whatCannotBeTrueIsRefused() {
    assertThatThrownBy(() -> take(ORDER, Trigger.SHIPMENT_CREATED))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("cannot be true of order " + ORDER + ", which is PENDING");
  }

  @Test
  void anOrderThatIsNotHereIsPassedOver() {
    assertThat(moves.take(Happening.own(new UUID(1, 3), Trigger.CANCEL, "wish"))).isEmpty();
  }

  private List<OrderStatus> told(UUID order, Trigger trigger) {
    return take(order, trigger).told().stream().map(MovesTest::status).toList();
  }

  private static OrderStatus status(Event notice) {
    return ((OrderStatusChanged) notice).getStatus();
  }

  private Moves.Done take(UUID order, Trigger trigger) {
    return moves.take(Happening.own(order, trigger, "as it happens")).orElseThrow();
  }

  private static SagaRow pending(UUID order) {
    return new SagaRow(
        order, new UUID(2, 2), Phase.PENDING, OrderStatus.PENDING, null, null, false);
  }
}
