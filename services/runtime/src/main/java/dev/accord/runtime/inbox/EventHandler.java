package dev.accord.runtime.inbox;

import dev.accord.event.Event;
import dev.accord.runtime.outbox.Tx;
import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;

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

  /** What a service does about all that came together. */
  @FunctionalInterface
  interface OfMany<T> {
    /**
     * As {@link EventHandler#handle}, for several events at once: a statement can then write for
     * all of them. At most one of them is of the same topic, source and key. Where the call fails
     * it is made again with fewer, down to one.
     *
     * @param parts at least one, in the order of their keys
     */
    Future<Void> handle(Tx tx, List<Part<T>> parts);
  }

  /**
   * One event of those that are handled together.
   *
   * @param news what it says
   */
  record Part<T>(T news, Delivery delivery, Tx tx) {
    /** Emits an event that this one led to; see {@link Tx#emit}. */
    public Future<UUID> emit(Event event) {
      return tx.emit(event);
    }
  }
}
