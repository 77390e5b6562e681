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
    Trigger trigger,
    @Nullable String eventId,
    @Nullable String causedBy,
    @Nullable String detail,
    Function<UUID, Optional<Event>> fact) {

  /** What another service tells. */
  static Happening told(Trigger trigger, Delivery delivery, @Nullable String detail) {
    return new Happening(
        trigger,
        delivery.eventId(),
        delivery.header(EventHeaders.CAUSATION).orElse(null),
        detail,
        customer -> Optional.empty());
  }

  /** What began here. */
  static Happening own(Trigger trigger, String detail) {
    return new Happening(trigger, null, null, detail, customer -> Optional.empty());
  }

  /** The same, with what this service tells in its turn. */
  Happening telling(Function<UUID, Event> event) {
    return new Happening(
        trigger, eventId, causedBy, detail, customer -> Optional.of(event.apply(customer)));
  }
}
