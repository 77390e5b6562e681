package dev.accord.order.saga;

/** What may move an order. */
enum Trigger {
  INVENTORY_RESERVED("InventoryReserved"),
  INVENTORY_REJECTED("InventoryRejected"),
  INVENTORY_RELEASED("InventoryReleased"),
  PAYMENT_COMPLETED("PaymentCompleted"),
  PAYMENT_FAILED("PaymentFailed"),
  PAYMENT_REFUNDED("PaymentRefunded"),
  SHIPMENT_CREATED("ShipmentCreated"),
  SHIPMENT_FAILED("ShipmentFailed"),
  /** The answer that was awaited did not come in time. */
  DEADLINE("DeadlinePassed"),
  /** The customer or the shop calls the order off. */
  CANCEL("CancelRequested");

  private final String label;

  Trigger(String label) {
    this.label = label;
  }

  /** As the timeline says it: for an event its name. */
  String label() {
    return label;
  }
}
