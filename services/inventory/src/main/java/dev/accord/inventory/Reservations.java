package dev.accord.inventory;

import dev.accord.inventory.Decision.Shelf;
import dev.accord.runtime.inbox.EventHandler.Part;
import dev.accord.runtime.outbox.Tx;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Sets stock aside. An order is decided on once, whatever arrives again and from however many
 * instances: its reservation row is the first thing a decision writes.
 *
 * <p>Orders that come together are decided on one after the other in memory, each on what those
 * before it left; how many they are, the statements stay the same.
 */
final class Reservations {
  private static final String KNOWN =
      "select order_id, state from reservation where order_id = any($1) order by order_id"
          + " for update";

  /** Rows are locked in the order of their keys, so that two orders never wait for each other. */
  private static final String LOCK_STOCK =
      """
      select product_id, name, available from stock join product on product.id = product_id
      where product_id = any($1) order by product_id for update of stock
      """;

  private static final String REFUSE =
      "update reservation set state = 'REJECTED' where order_id = any($1)";

  /** Who has a reason was rejected. */
  private static final String DECIDE =
      """
      insert into reservation (order_id, state, reason, decided_at)
      select order_id, case when reason is null then 'RESERVED' else 'REJECTED' end, reason, $3
      from unnest($1::uuid[], $2::text[]) as decided (order_id, reason)
      """;

  /** A row of stock is changed once, by all that is taken of it: PostgreSQL takes one change. */
  private static final String TAKE =
      """
      with wanted as (
        select * from unnest($1::uuid[], $2::uuid[], $3::int[])
          as w (order_id, product_id, quantity)),
      listed as (
        insert into reservation_item (order_id, product_id, quantity)
        select order_id, product_id, quantity from wanted),
      moved as (
        insert into stock_movement (order_id, product_id, kind, quantity, moved_at)
        select order_id, product_id, 'RESERVED', -quantity, $4 from wanted),
      taken as (select product_id, sum(quantity) as quantity from wanted group by product_id)
      update stock set available = available - taken.quantity from taken
      where stock.product_id = taken.product_id
      """;

  private final Clock clock;

  Reservations(Clock clock) {
    this.clock = clock;
  }

  /**
   * Reserves every item of a new order or none, and says which; earlier parts come first. Sent
   * together: the connection takes one statement after the other without waiting in between.
   */
  Future<Void> reserve(Tx tx, List<Part<Wish>> parts) {
    // What comes again may come beside the first, if it came under another key.
    var asked = new LinkedHashMap<UUID, Part<Wish>>();
    parts.forEach(part -> asked.putIfAbsent(part.news().orderId(), part));
    var turn = StockTurn.take(tx);
    var known = known(tx, asked.keySet());
    var stock = lockStock(tx, asked.values());
    return Future.join(turn, known, stock)
        .compose(all -> answer(tx, asked.values(), known.result(), stock.result()));
  }

  private static Future<Map<UUID, String>> known(Tx tx, Set<UUID> orders) {
    return tx.sql()
        .preparedQuery(KNOWN)
        .execute(Tuple.of(orders.toArray(UUID[]::new)))
        .map(
            rows -> {
              var states = new HashMap<UUID, String>();
              rows.forEach(row -> states.put(row.getUUID(0), row.getString(1)));
              return states;
            });
  }

  private static Future<Map<UUID, Shelf>> lockStock(Tx tx, Collection<Part<Wish>> asked) {
    var products =
        asked.stream().flatMap(part -> part.news().wanted().keySet().stream()).distinct();
    return tx.sql()
        .preparedQuery(LOCK_STOCK)
        .execute(Tuple.of(products.toArray(UUID[]::new)))
        .map(
            rows -> {
              var shelves = new HashMap<UUID, Shelf>();
              rows.forEach(
                  row ->
                      shelves.put(row.getUUID(0), new Shelf(row.getString(1), row.getInteger(2))));
              return shelves;
            });
  }

  /** A known order gets no second answer, unless its end came first: then it is refused, once. */
  private Future<Void> answer(
      Tx tx, Collection<Part<Wish>> asked, Map<UUID, String> known, Map<UUID, Shelf> stock) {
    var unknown = new ArrayList<Part<Wish>>();
    var calledOff = new ArrayList<Part<Wish>>();
    for (var part : asked) {
      var state = known.get(part.news().orderId());
      if (state == null) {
        unknown.add(part);
      } else if (state.equals("CALLED_OFF")) {
        calledOff.add(part);
      }
    }
    var now = clock.instant();
    var refused = calledOff.isEmpty() ? Future.succeededFuture() : refuse(tx, calledOff, now);
    var decided = unknown.isEmpty() ? Future.succeededFuture() : decide(tx, unknown, stock, now);
    return Future.join(refused, decided).mapEmpty();
  }

  private static Future<?> refuse(Tx tx, List<Part<Wish>> calledOff, Instant now) {
    var orders = calledOff.stream().map(part -> part.news().orderId()).toArray(UUID[]::new);
    var effects = new ArrayList<Future<?>>();
    effects.add(tx.sql().preparedQuery(REFUSE).execute(Tuple.of(orders)));
    calledOff.forEach(part -> effects.add(part.emit(Decision.tooLate(part.news().orderId(), now))));
    return Future.join(effects);
  }

  private static Future<?> decide(
      Tx tx, List<Part<Wish>> unknown, Map<UUID, Shelf> stock, Instant now) {
    var decisions = Decision.inTurn(unknown.stream().map(Part::news).toList(), stock);
    var effects = new ArrayList<Future<?>>();
    effects.add(note(tx, decisions, now));
    var wishes = decisions.stream().filter(Decision::reserves).map(Decision::wish).toList();
    if (!wishes.isEmpty()) {
      effects.add(take(tx, wishes, now));
    }
    for (int i = 0; i < decisions.size(); i++) {
      effects.add(unknown.get(i).emit(decisions.get(i).event(now)));
    }
    return Future.join(effects);
  }

  private static Future<?> note(Tx tx, List<Decision> decisions, Instant now) {
    var reasons = decisions.stream().map(made -> made.reserves() ? null : made.reason());
    return tx.sql()
        .preparedQuery(DECIDE)
        .execute(
            Tuple.tuple()
                .addArrayOfUUID(
                    decisions.stream().map(made -> made.wish().orderId()).toArray(UUID[]::new))
                .addArrayOfString(reasons.toArray(String[]::new))
                .addValue(now.atOffset(ZoneOffset.UTC)));
  }

  private static Future<?> take(Tx tx, List<Wish> wishes, Instant now) {
    var orders = new ArrayList<UUID>();
    var products = new ArrayList<UUID>();
    var quantities = new ArrayList<Integer>();
    for (var wish : wishes) {
      wish.wanted()
          .forEach(
              (product, quantity) -> {
                orders.add(wish.orderId());
                products.add(product);
                quantities.add(quantity);
              });
    }
    return tx.sql()
        .preparedQuery(TAKE)
        .execute(
            Tuple.tuple()
                .addArrayOfUUID(orders.toArray(UUID[]::new))
                .addArrayOfUUID(products.toArray(UUID[]::new))
                .addArrayOfInteger(quantities.toArray(Integer[]::new))
                .addValue(now.atOffset(ZoneOffset.UTC)));
  }
}
