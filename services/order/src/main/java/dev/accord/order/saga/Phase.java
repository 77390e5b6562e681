package dev.accord.order.saga;

/** Where an order is: its status, and the two stages of an order that is being undone. */
enum Phase {
  /** Placed; the stock is asked for. */
  PENDING("inventory", "InventoryReserved or InventoryRejected"),
  /** The stock is set aside; the money is asked for. */
  RESERVED("payment", "PaymentCompleted or PaymentFailed"),
  /** The money is taken; a carrier is asked for. From here on only shipping ends the order. */
  PAID("shipping", "ShipmentCreated or ShipmentFailed"),
  /** A carrier has it. */
  SHIPPED("nobody", "nothing"),
  /** No carrier takes it; the money goes back. */
  REFUNDING("payment", "PaymentRefunded"),
  /** The order will not be; the stock goes back. */
  RELEASING("inventory", "InventoryReleased"),
  /** Ended without shipping. */
  CANCELLED("nobody", "nothing");

  private final String owes;
  private final String awaits;

  Phase(String owes, String awaits) {
    this.owes = owes;
    this.awaits = awaits;
  }

  /** The event that is to come next. */
  String awaits() {
    return awaits;
  }

  /** The service that owes the next answer. */
  String owes() {
    return owes;
  }

  /** Whether nothing is awaited any more. */
  boolean isFinal() {
    return this == SHIPPED || this == CANCELLED;
  }

  /** Whether customers see it as a status; the stages of an undoing keep the status before. */
  boolean isStatus() {
    return this != REFUNDING && this != RELEASING;
  }
}
