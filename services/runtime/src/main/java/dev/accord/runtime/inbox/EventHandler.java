package dev.accord.runtime.inbox;

import dev.accord.event.Event;
import dev.accord.runtime.outbox.Tx;
import io.vertx.core.Future;

/** What a service does about one type of event. */
@FunctionalInterface
public interface EventHandler<E extends Event> {
  /**
   * Brings the event's effect about with {@code tx} alone: it may be called again for the same
   * event, but only one call is ever committed. A failed future, or an exception, rolls back. The
   * transaction may be shared with events of other keys, which are handled before and after, so
   * rows of theirs that were changed may not be committed yet.
   */
  Future<Void> handle(Tx tx, E event, Delivery delivery);

  /** What a service does when a key was erased from a compacted topic. */
  @FunctionalInterface
  interface OfTombstone {
    /** As {@link EventHandler#handle}, for a record without a value. */
    Future<Void> handle(Tx tx, String key, Delivery delivery);
  }
}
