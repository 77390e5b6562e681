package dev.accord.order.saga;

import dev.accord.order.saga.Happening.Trigger;
import dev.accord.order.saga.Transition.Move;
import dev.accord.shop.order.CancelCause;

/**
 * The rule by which orders move. Events of one topic come in order; those of different topics may
 * overtake each other, so an event also proves what must have happened before it: a payment, that
 * the stock was set aside; a release after a payment, that shipping refused and the money went
 * back. What cannot have happened at all is {@link Transition#CONTRADICTION}.
 *
 * <p>Until the payment an order can be called off from here: whoever already did his part takes it
 * back when he reads the cancellation. Afterwards the parcel may be on its way, so only shipping
 * ends the order, and a deadline does no more than say who owes the answer.
 */
final class Transitions {
  private Transitions() {}

  static Transition of(Phase phase, Trigger trigger) {
    return switch (phase) {
      case PENDING -> ofPending(trigger);
      case RESERVED -> ofReserved(trigger);
      case PAID -> ofPaid(trigger);
      case SHIPPED -> ofShipped(trigger);
      case REFUNDING -> ofRefunding(trigger);
      case RELEASING -> ofReleasing(trigger);
      case CANCELLED -> ofCancelled(trigger);
    };
  }

  private static Transition ofPending(Trigger trigger) {
    return switch (trigger) {
      case INVENTORY_RESERVED -> new Move(Phase.RESERVED);
      case INVENTORY_REJECTED -> Move.undo(Phase.CANCELLED, CancelCause.OUT_OF_STOCK);
      case PAYMENT_COMPLETED -> new Move(Phase.PAID);
      case PAYMENT_FAILED -> Move.undo(Phase.RELEASING, CancelCause.PAYMENT_FAILED);
      case DEADLINE -> Move.undo(Phase.CANCELLED, CancelCause.TIMED_OUT);
      case CANCEL -> Move.undo(Phase.CANCELLED, CancelCause.REQUESTED);
      case INVENTORY_RELEASED, PAYMENT_REFUNDED, SHIPMENT_CREATED, SHIPMENT_FAILED ->
          Transition.CONTRADICTION;
    };
  }

  private static Transition ofReserved(Trigger trigger) {
    return switch (trigger) {
      case PAYMENT_COMPLETED -> new Move(Phase.PAID);
      case PAYMENT_FAILED -> Move.undo(Phase.RELEASING, CancelCause.PAYMENT_FAILED);
      case INVENTORY_RELEASED -> Move.undo(Phase.CANCELLED, CancelCause.PAYMENT_FAILED);
      case DEADLINE -> Move.undo(Phase.CANCELLED, CancelCause.TIMED_OUT);
      case CANCEL -> Move.undo(Phase.CANCELLED, CancelCause.REQUESTED);
      case INVENTORY_RESERVED -> Transition.NOTHING;
      case INVENTORY_REJECTED, PAYMENT_REFUNDED, SHIPMENT_CREATED, SHIPMENT_FAILED ->
          Transition.CONTRADICTION;
    };
  }

  private static Transition ofPaid(Trigger trigger) {
    return switch (trigger) {
      case SHIPMENT_CREATED -> new Move(Phase.SHIPPED);
      case SHIPMENT_FAILED -> Move.undo(Phase.REFUNDING, CancelCause.SHIPMENT_FAILED);
      case PAYMENT_REFUNDED -> Move.undo(Phase.RELEASING, CancelCause.SHIPMENT_FAILED);
      case INVENTORY_RELEASED -> Move.undo(Phase.CANCELLED, CancelCause.SHIPMENT_FAILED);
      case DEADLINE -> Transition.OVERDUE;
      case CANCEL -> Transition.TOO_LATE;
      case INVENTORY_RESERVED, PAYMENT_COMPLETED -> Transition.NOTHING;
      case INVENTORY_REJECTED, PAYMENT_FAILED -> Transition.CONTRADICTION;
    };
  }

  private static Transition ofShipped(Trigger trigger) {
    return switch (trigger) {
      case CANCEL -> Transition.TOO_LATE;
      case INVENTORY_RESERVED, PAYMENT_COMPLETED, SHIPMENT_CREATED, DEADLINE -> Transition.NOTHING;
      case INVENTORY_REJECTED,
          INVENTORY_RELEASED,
          PAYMENT_FAILED,
          PAYMENT_REFUNDED,
          SHIPMENT_FAILED ->
          Transition.CONTRADICTION;
    };
  }

  private static Transition ofRefunding(Trigger trigger) {
    return switch (trigger) {
      case PAYMENT_REFUNDED -> Move.onward(Phase.RELEASING);
      case INVENTORY_RELEASED -> Move.onward(Phase.CANCELLED);
      case DEADLINE -> Transition.OVERDUE;
      case INVENTORY_RESERVED, PAYMENT_COMPLETED, SHIPMENT_FAILED, CANCEL -> Transition.NOTHING;
      case INVENTORY_REJECTED, PAYMENT_FAILED, SHIPMENT_CREATED -> Transition.CONTRADICTION;
    };
  }

  private static Transition ofReleasing(Trigger trigger) {
    return switch (trigger) {
      case INVENTORY_RELEASED -> Move.onward(Phase.CANCELLED);
      case DEADLINE -> Transition.OVERDUE;
      case INVENTORY_RESERVED,
          PAYMENT_COMPLETED,
          PAYMENT_FAILED,
          PAYMENT_REFUNDED,
          SHIPMENT_FAILED,
          CANCEL ->
          Transition.NOTHING;
      case INVENTORY_REJECTED, SHIPMENT_CREATED -> Transition.CONTRADICTION;
    };
  }

  /** Services that had done their part take it back and say so: there is nothing left to do. */
  private static Transition ofCancelled(Trigger trigger) {
    return switch (trigger) {
      case SHIPMENT_CREATED -> Transition.CONTRADICTION;
      case INVENTORY_RESERVED,
          INVENTORY_REJECTED,
          INVENTORY_RELEASED,
          PAYMENT_COMPLETED,
          PAYMENT_FAILED,
          PAYMENT_REFUNDED,
          SHIPMENT_FAILED,
          DEADLINE,
          CANCEL ->
          Transition.NOTHING;
    };
  }
}
