package dev.accord.inventory;

import dev.accord.event.Event;
import dev.accord.inventory.Decision.Shelf;
import dev.accord.runtime.outbox.Tx;
import dev.accord.shop.order.OrderCreated;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Sets stock aside. An order is decided on once, whatever arrives again and from however many
 * instances: its reservation row is the first thing a decision writes.
 */
final class Reservations {
  /** Rows are locked in the order of their keys, so that two orders never wait for each other. */
  private static final String LOCK_STOCK =
      """
      select product_id, name, available from stock join product on product.id = product_id
      where product_id = any($1) order by product_id for update of stock
      """;

  private static final String TAKE =
      """
      with wanted as (select * from unnest($2::uuid[], $3::int[]) as w (product_id, quantity)),
      listed as (
        insert into reservation_item (order_id, product_id, quantity)
        select $1, product_id, quantity from wanted),
      moved as (
        insert into stock_movement (order_id, product_id, kind, quantity, moved_at)
        select $1, product_id, 'RESERVED', -quantity, $4 from wanted)
      update stock set available = available - quantity from wanted
      where stock.product_id = wanted.product_id
      """;

  private final Clock clock;

  Reservations(Clock clock) {
    this.clock = clock;
  }

  /** Reserves every item of a new order or none, and says which. */
  Future<Void> reserve(Tx tx, OrderCreated event) {
    var turn = StockTurn.take(tx);
    var found =
        tx.sql()
            .preparedQuery("select state from reservation where order_id = $1 for update")
            .execute(Tuple.of(event.getOrderId()));
    return turn.compose(ours -> found)
        .compose(
            known ->
                known.size() == 0
                    ? decide(tx, event)
                    : again(tx, event.getOrderId(), known.iterator().next().getString(0)));
  }

  private Future<Void> decide(Tx tx, OrderCreated event) {
    var wanted = new TreeMap<UUID, Integer>();
    event
        .getItems()
        .forEach(item -> wanted.merge(item.getProductId(), item.getQuantity(), Math::addExact));
    return lockStock(tx, wanted)
        .map(stock -> Decision.of(event.getOrderId(), wanted, stock))
        .compose(decision -> carryOut(tx, decision));
  }

  /** Nothing, unless the order's end came first: then its wish is refused, once. */
  private Future<Void> again(Tx tx, UUID order, String state) {
    if (!state.equals("CALLED_OFF")) {
      return Future.succeededFuture();
    }
    var refused =
        tx.sql()
            .preparedQuery("update reservation set state = 'REJECTED' where order_id = $1")
            .execute(Tuple.of(order));
    return Future.join(refused, tx.emit(Decision.tooLate(order, clock.instant()))).mapEmpty();
  }

  private static Future<Map<UUID, Shelf>> lockStock(Tx tx, SortedMap<UUID, Integer> wanted) {
    return tx.sql()
        .preparedQuery(LOCK_STOCK)
        .execute(Tuple.of(wanted.keySet().toArray(UUID[]::new)))
        .map(Reservations::shelves);
  }

  /** Sent together: the connection takes one after the other without waiting in between. */
  private Future<Void> carryOut(Tx tx, Decision decision) {
    var now = clock.instant();
    var decided =
        tx.sql()
            .preparedQuery(
                "insert into reservation (order_id, state, reason, decided_at)"
                    + " values ($1, $2, $3, $4)")
            .execute(
                Tuple.of(decision.orderId(), decision.reserves() ? "RESERVED" : "REJECTED")
                    .addValue(decision.reserves() ? null : decision.reason())
                    .addValue(now.atOffset(ZoneOffset.UTC)));
    var taken = decision.reserves() ? take(tx, decision, now) : Future.<Void>succeededFuture();
    Event event = decision.reserves() ? decision.reserved(now) : decision.rejected(now);
    return Future.join(decided, taken, tx.emit(event)).mapEmpty();
  }

  private static Future<Void> take(Tx tx, Decision decision, Instant now) {
    return tx.sql()
        .preparedQuery(TAKE)
        .execute(
            Tuple.of(decision.orderId())
                .addArrayOfUUID(decision.wanted().keySet().toArray(UUID[]::new))
                .addArrayOfInteger(decision.wanted().values().toArray(Integer[]::new))
                .addValue(now.atOffset(ZoneOffset.UTC)))
        .mapEmpty();
  }

  private static Map<UUID, Shelf> shelves(RowSet<Row> rows) {
    var shelves = new HashMap<UUID, Shelf>();
    rows.forEach(
        row -> shelves.put(row.getUUID(0), new Shelf(row.getString(1), row.getInteger(2))));
    return shelves;
  }
}
