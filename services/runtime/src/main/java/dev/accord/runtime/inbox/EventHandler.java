package dev.accord.runtime.inbox;

import dev.accord.event.Event;
import dev.accord.runtime.outbox.Tx;
import io.vertx.core.Future;

/** What a service does about one type of event. */
@FunctionalInterface
public interface EventHandler<E extends Event> {
  /**
   * Brings the event's effect about with {@code tx} alone: it may be called again for the same
   * event, but only one call is ever committed. A failed future, or an exception, rolls back.
   */
  Future<Void> handle(Tx tx, E event, Delivery delivery);
}
