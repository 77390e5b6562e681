package dev.accord.inventory;

import dev.accord.runtime.outbox.Tx;
import dev.accord.shop.inventory.InventoryReleased;
import dev.accord.shop.inventory.ReleasedItem;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Gives back what was set aside, once an order, whichever event asks for it first and however often
 * one does.
 */
final class Releases {
  /** In the order in which {@link Reservations} locks them. */
  private static final String LOCK_STOCK =
      """
      select product_id, quantity from reservation_item join stock using (product_id)
      where order_id = $1 order by product_id for update of stock
      """;

  private static final String GIVE_BACK =
      """
      with freed as (select product_id, quantity from reservation_item where order_id = $1),
      released as (
        update reservation set state = 'RELEASED', reason = $2 where order_id = $1),
      moved as (
        insert into stock_movement (order_id, product_id, kind, quantity, moved_at)
        select $1, product_id, 'RELEASED', quantity, $3 from freed)
      update stock set available = available + freed.quantity from freed
      where stock.product_id = freed.product_id
      """;

  private final Clock clock;

  Releases(Clock clock) {
    this.clock = clock;
  }

  /** An order ended: a wish for stock that comes after its end is remembered to be refused. */
  Future<Void> callOff(Tx tx, UUID order, String reason) {
    return StockTurn.take(tx).compose(ours -> end(tx, order, reason));
  }

  private Future<Void> end(Tx tx, UUID order, String reason) {
    return tx.sql()
        .preparedQuery(
            "insert into reservation (order_id, state, reason, decided_at)"
                + " values ($1, 'CALLED_OFF', $2, $3) on conflict (order_id) do nothing")
        .execute(Tuple.of(order, reason, clock.instant().atOffset(ZoneOffset.UTC)))
        .compose(
            remembered ->
                remembered.rowCount() == 1 ? Future.succeededFuture() : free(tx, order, reason));
  }

  /** Gives back what is set aside for an order; nothing if nothing is. */
  Future<Void> release(Tx tx, UUID order, String reason) {
    return StockTurn.take(tx).compose(ours -> free(tx, order, reason));
  }

  private Future<Void> free(Tx tx, UUID order, String reason) {
    return tx.sql()
        .preparedQuery(
            "select 1 from reservation where order_id = $1 and state = 'RESERVED' for update")
        .execute(Tuple.of(order))
        .compose(held -> held.size() == 0 ? Future.succeededFuture() : giveBack(tx, order, reason));
  }

  private Future<Void> giveBack(Tx tx, UUID order, String reason) {
    var now = clock.instant();
    return tx.sql()
        .preparedQuery(LOCK_STOCK)
        .execute(Tuple.of(order))
        .compose(
            items ->
                Future.join(
                    tx.sql()
                        .preparedQuery(GIVE_BACK)
                        .execute(Tuple.of(order, reason, now.atOffset(ZoneOffset.UTC))),
                    tx.emit(released(order, items, reason, now))))
        .mapEmpty();
  }

  private static InventoryReleased released(
      UUID order, RowSet<Row> items, String reason, Instant now) {
    List<ReleasedItem> released = new ArrayList<>();
    items.forEach(
        row ->
            released.add(
                ReleasedItem.newBuilder()
                    .setProductId(row.getUUID(0))
                    .setQuantity(row.getInteger(1))
                    .build()));
    return InventoryReleased.newBuilder()
        .setOrderId(order)
        .setItems(released)
        .setReason(reason)
        .setReleasedAt(now)
        .build();
  }
}
