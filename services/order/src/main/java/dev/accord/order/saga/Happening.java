package dev.accord.order.saga;

import dev.accord.event.Event;
import dev.accord.runtime.event.EventHeaders;
import dev.accord.runtime.inbox.Delivery;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to an order.
 *
 * @param eventId the event that says so; absent for what began in this service
 * @param causedBy the event that led to that event
 * @param detail for people
 * @param fact what this service tells when the order goes forward because of it, by customer
 */
record Happening(
    UUID order,
    Trigger trigger,
    @Nullable String eventId,
    @Nullable String causedBy,
    @Nullable String detail,
    Function<UUID, Optional<Event>> fact) {

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

  /** What another service tells. */
  static Happening told(UUID order, Trigger trigger, Delivery delivery, @Nullable String detail) {
    return new Happening(
        order,
        trigger,
        delivery.eventId(),
        delivery.header(EventHeaders.CAUSATION).orElse(null),
        detail,
        customer -> Optional.empty());
  }

  /** What began here. */
  static Happening own(UUID order, Trigger trigger, String detail) {
    return new Happening(order, trigger, null, null, detail, customer -> Optional.empty());
  }

  /** The same, with what this service tells in its turn. */
  Happening telling(Function<UUID, Event> event) {
    return new Happening(
        order, trigger, eventId, causedBy, detail, customer -> Optional.of(event.apply(customer)));
  }
}
