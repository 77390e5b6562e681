package dev.accord.runtime.inbox;

import dev.accord.runtime.outbox.Tx;
import io.vertx.core.Future;

/** What a service does when a key was erased from a compacted topic. */
@FunctionalInterface
public interface TombstoneHandler {
  /** As {@link EventHandler#handle}, for a record without a value. */
  Future<Void> handle(Tx tx, String key, Delivery delivery);
}
