package dev.accord.inventory;

import dev.accord.runtime.outbox.Tx;
import io.vertx.core.Future;

/**
 * One transaction at a time moves stock. Events that share a transaction lock products in no common
 * order, what is taken after what is given back, so those of two instances would wait for each
 * other.
 */
final class StockTurn {
  private static final String TAKE = "select pg_advisory_xact_lock('stock'::regclass::oid::int8)";

  private StockTurn() {}

  /** Waits until no other transaction moves stock; ours is the turn until its end. */
  static Future<?> take(Tx tx) {
    return tx.sql().preparedQuery(TAKE).execute();
  }
}
