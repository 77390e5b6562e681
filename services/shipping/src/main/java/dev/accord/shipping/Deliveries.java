package dev.accord.shipping;

import dev.accord.runtime.inbox.EventHandler.Part;
import dev.accord.runtime.outbox.Tx;
import dev.accord.shipping.Carrier.CustomerState;
import dev.accord.shipping.Carrier.Decision;
import dev.accord.shop.order.OrderCreated;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is to be shipped. Three topics tell of an order in any order: its row collects what came,
 * and whichever event makes it complete ships it. The row's state leaves {@code WAITING} once, so
 * an event that comes again has no second effect.
 *
 * <p>A customer's row is locked before an order's, by everyone: of a payment and a registration
 * that run at the same time, the later to commit sees the other. Orders that come together lock
 * either kind in the order of ids; how many they are, the statements stay the same.
 */
final class Deliveries {
  private static final String LOCK_CUSTOMERS_OF =
      """
      select id, state, address from customer
      where id in (select customer_id from delivery where order_id = any($1))
      order by id for share
      """;

  private static final String LOCK_CUSTOMERS =
      "select id, state, address from customer where id = any($1) order by id for share";

  /** A customer who is not known yet gets a row to wait at, before the order gets its. */
  private static final String ORDERED =
      """
      with told as (
        select * from unnest($1::uuid[], $2::uuid[]) as t (order_id, customer_id)),
      met as (
        insert into customer (id)
        select distinct customer_id from told where customer_id is not null order by customer_id
        on conflict do nothing returning id)
      insert into delivery as known (order_id, customer_id, ordered)
      select order_id, customer_id, true from told, (select count(*) from met) as first
      order by order_id
      on conflict (order_id) do update set customer_id = excluded.customer_id, ordered = true
      returning known.order_id, known.customer_id, known.state = 'WAITING' and known.paid
      """;

  private static final String PAID =
      """
      insert into delivery as known (order_id, paid)
      select order_id, true from unnest($1::uuid[]) as told (order_id) order by order_id
      on conflict (order_id) do update set paid = true
      returning known.order_id, known.customer_id, known.state = 'WAITING' and known.ordered
      """;

  private static final String CANCEL =
      """
      insert into delivery as known (order_id, state, decided_at) values ($1, 'CANCELLED', $2)
      on conflict (order_id) do update set state = 'CANCELLED', decided_at = excluded.decided_at
      where known.state = 'WAITING'
      """;

  private static final String COMPLETE =
      "select customer_id from delivery"
          + " where order_id = $1 and state = 'WAITING' and ordered and paid for update";

  private static final String COMPLETE_OF_CUSTOMER =
      "select order_id from delivery where customer_id = $1 and state = 'WAITING'"
          + " order by order_id";

  /** What has a shipment was shipped. */
  private static final String DECIDE =
      """
      update delivery set
        state = case when decided.shipment_id is null then 'REFUSED' else 'SHIPPED' end,
        shipment_id = decided.shipment_id, reason = decided.reason, decided_at = $4
      from unnest($1::uuid[], $2::uuid[], $3::text[]) as decided (order_id, shipment_id, reason)
      where delivery.order_id = decided.order_id
      """;

  private final Carrier carrier;
  private final Supplier<UUID> ids;
  private final Clock clock;

  /**
   * An order that waits for nothing but where to.
   *
   * @param tx of the event that made it complete
   * @param customer null if nobody is named
   */
  private record Complete(Tx tx, UUID order, @Nullable UUID customer) {}

  Deliveries(Carrier carrier, Supplier<UUID> ids, Clock clock) {
    this.carrier = carrier;
    this.ids = ids;
    this.clock = clock;
  }

  /** Notes who ordered; what was paid already goes out. */
  Future<Void> ordered(Tx tx, List<Part<OrderCreated>> parts) {
    var orders = byOrder(parts, OrderCreated::getOrderId);
    var customers = orders.values().stream().map(part -> part.news().getCustomerId().orElse(null));
    return tx.sql()
        .preparedQuery(ORDERED)
        .execute(Tuple.of(ids(orders)).addArrayOfUUID(customers.toArray(UUID[]::new)))
        .compose(noted -> ship(tx, complete(noted, orders), Map.of()));
  }

  /**
   * Notes payments; a parcel goes out as soon as it is known where to. Sent together: the
   * connection takes one after the other without waiting in between.
   *
   * @param parts which orders were paid
   */
  Future<Void> paid(Tx tx, List<Part<UUID>> parts) {
    var orders = byOrder(parts, order -> order);
    var customers = tx.sql().preparedQuery(LOCK_CUSTOMERS_OF).execute(Tuple.of(ids(orders)));
    var paid = tx.sql().preparedQuery(PAID).execute(Tuple.of(ids(orders)));
    return Future.join(customers, paid)
        .compose(both -> ship(tx, complete(paid.result(), orders), decisions(customers.result())));
  }

  /** An order that has not left yet never will. */
  Future<Void> cancel(Tx tx, UUID order) {
    return tx.sql().preparedQuery(CANCEL).execute(Tuple.of(order, now(clock.instant()))).mapEmpty();
  }

  /** Ships what has waited for news of the customer, which the caller's transaction has written. */
  Future<Void> completeAllOf(Tx tx, UUID customer) {
    return tx.sql()
        .preparedQuery(COMPLETE_OF_CUSTOMER)
        .execute(Tuple.of(customer))
        .compose(
            rows -> {
              var done = Future.<Void>succeededFuture();
              for (var row : rows) {
                done = done.compose(ignored -> complete(tx, row.getUUID(0)));
              }
              return done;
            });
  }

  private Future<Void> complete(Tx tx, UUID order) {
    return tx.sql()
        .preparedQuery(COMPLETE)
        .execute(Tuple.of(order))
        .compose(
            rows -> {
              var orders = new ArrayList<Complete>();
              rows.forEach(row -> orders.add(new Complete(tx, order, row.getUUID(0))));
              return ship(tx, orders, Map.of());
            });
  }

  /** One statement changes a row once, so of an order that comes again beside itself one part. */
  private static <T> Map<UUID, Part<T>> byOrder(List<Part<T>> parts, Function<T, UUID> order) {
    var orders = new LinkedHashMap<UUID, Part<T>>();
    parts.forEach(part -> orders.putIfAbsent(order.apply(part.news()), part));
    return orders;
  }

  private static UUID[] ids(Map<UUID, ?> orders) {
    return orders.keySet().toArray(UUID[]::new);
  }

  private static <T> List<Complete> complete(RowSet<Row> noted, Map<UUID, Part<T>> orders) {
    var customers = new HashMap<UUID, @Nullable UUID>();
    for (var row : noted) {
      if (row.getBoolean(2)) {
        customers.put(row.getUUID(0), row.getUUID(1));
      }
    }
    return orders.entrySet().stream()
        .filter(order -> customers.containsKey(order.getKey()))
        .map(
            order ->
                new Complete(order.getValue().tx(), order.getKey(), customers.get(order.getKey())))
        .toList();
  }

  /**
   * Ships what may go.
   *
   * @param known by customer, of those whose rows are locked
   */
  private Future<Void> ship(Tx tx, List<Complete> orders, Map<UUID, Decision> known) {
    // Who ordered may have come in after the customers were locked.
    var others =
        orders.stream()
            .map(Complete::customer)
            .filter(customer -> customer != null && !known.containsKey(customer))
            .distinct()
            .toArray(UUID[]::new);
    if (others.length == 0) {
      return carryOut(tx, orders, known);
    }
    return tx.sql()
        .preparedQuery(LOCK_CUSTOMERS)
        .execute(Tuple.of(others))
        .compose(
            rows -> {
              var all = new HashMap<>(known);
              all.putAll(decisions(rows));
              return carryOut(tx, orders, all);
            });
  }

  private Map<UUID, Decision> decisions(RowSet<Row> customers) {
    var decisions = new HashMap<UUID, Decision>();
    for (var row : customers) {
      var state = CustomerState.valueOf(row.getString(1));
      decisions.put(row.getUUID(0), carrier.decide(state, row.getString(2)));
    }
    return decisions;
  }

  private Future<Void> carryOut(Tx tx, List<Complete> orders, Map<UUID, Decision> known) {
    var now = clock.instant();
    var outcomes = new ArrayList<Outcome>();
    var effects = new ArrayList<Future<?>>();
    for (var order : orders) {
      Outcome.of(order.order(), decide(order.customer(), known), ids)
          .ifPresent(
              outcome -> {
                outcomes.add(outcome);
                effects.add(order.tx().emit(outcome.event(now)));
              });
    }
    if (!outcomes.isEmpty()) {
      effects.add(write(tx, outcomes, now));
    }
    return Future.join(effects).mapEmpty();
  }

  private Decision decide(@Nullable UUID customer, Map<UUID, Decision> known) {
    // Orders of before OrderCreated named customers have no address either.
    return customer == null
        ? carrier.decide(CustomerState.REGISTERED, null)
        : Objects.requireNonNull(known.get(customer));
  }

  private static Future<?> write(Tx tx, List<Outcome> outcomes, Instant now) {
    var orders = outcomes.stream().map(Outcome::order);
    var shipments = outcomes.stream().map(Outcome::shipment);
    var reasons = outcomes.stream().map(Outcome::reason);
    return tx.sql()
        .preparedQuery(DECIDE)
        .execute(
            Tuple.tuple()
                .addArrayOfUUID(orders.toArray(UUID[]::new))
                .addArrayOfUUID(shipments.toArray(UUID[]::new))
                .addArrayOfString(reasons.toArray(String[]::new))
                .addValue(now(now)));
  }

  private static OffsetDateTime now(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
