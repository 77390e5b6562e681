package dev.accord.shipping;

import dev.accord.event.Event;
import dev.accord.runtime.outbox.Tx;
import dev.accord.shipping.Carrier.CustomerState;
import dev.accord.shipping.Carrier.Decision;
import dev.accord.shop.order.OrderCreated;
import dev.accord.shop.order.OrderPaid;
import dev.accord.shop.shipping.ShipmentCreated;
import dev.accord.shop.shipping.ShipmentFailed;
import dev.accord.shop.shipping.ShipmentFailureCause;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is to be shipped. Three topics tell of an order in any order: its row collects what came,
 * and whichever event makes it complete ships it. The row's state leaves {@code WAITING} once, so
 * an event that comes again has no second effect.
 *
 * <p>A customer's row is locked before an order's, by everyone: of a payment and a registration
 * that run at the same time, the later to commit sees the other.
 */
final class Deliveries {
  private static final String LOCK_CUSTOMER_OF =
      """
      select state, address from customer
      where id = (select customer_id from delivery where order_id = $1)
      for share
      """;

  /** A customer who is not known yet gets a row to wait at, before the order gets its. */
  private static final String ORDERED =
      """
      with met as (
        insert into customer (id) select $2::uuid where $2::uuid is not null
        on conflict do nothing returning id)
      insert into delivery as known (order_id, customer_id, ordered)
      select $1, $2::uuid, true from (select count(*) from met) as first
      on conflict (order_id) do update set customer_id = excluded.customer_id, ordered = true
      returning known.state = 'WAITING' and known.paid as complete, known.customer_id
      """;

  private static final String PAID =
      """
      insert into delivery as known (order_id, paid) values ($1, true)
      on conflict (order_id) do update set paid = true
      returning known.state = 'WAITING' and known.ordered as complete, known.customer_id
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

  private static final String DECIDE =
      "update delivery set state = $2, shipment_id = $3, reason = $4, decided_at = $5"
          + " where order_id = $1";

  private final Carrier carrier;
  private final Supplier<UUID> ids;
  private final Clock clock;

  Deliveries(Carrier carrier, Supplier<UUID> ids, Clock clock) {
    this.carrier = carrier;
    this.ids = ids;
    this.clock = clock;
  }

  /** Notes who ordered; what was paid already goes out. */
  Future<Void> ordered(Tx tx, OrderCreated event) {
    var order = event.getOrderId();
    return tx.sql()
        .preparedQuery(ORDERED)
        .execute(Tuple.of(order, event.getCustomerId().orElse(null)))
        .map(rows -> rows.iterator().next())
        .compose(
            noted ->
                noted.getBoolean(0)
                    ? decide(tx, noted.getUUID(1))
                        .compose(decision -> carryOut(tx, order, decision))
                    : Future.succeededFuture());
  }

  /**
   * Notes the payment; the parcel goes out as soon as it is known where to. Sent together: the
   * connection takes one after the other without waiting in between.
   */
  Future<Void> paid(Tx tx, OrderPaid event) {
    var order = event.getOrderId();
    var customer = tx.sql().preparedQuery(LOCK_CUSTOMER_OF).execute(Tuple.of(order));
    var paid = tx.sql().preparedQuery(PAID).execute(Tuple.of(order));
    return Future.join(customer, paid)
        .compose(
            both -> {
              var noted = paid.result().iterator().next();
              if (!noted.getBoolean(0)) {
                return Future.succeededFuture();
              }
              // Who ordered may have come in between the two statements.
              var decision =
                  customer.result().size() == 0
                      ? decide(tx, noted.getUUID(1))
                      : Future.succeededFuture(decide(customer.result()));
              return decision.compose(known -> carryOut(tx, order, known));
            });
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
            rows ->
                rows.size() == 0
                    ? Future.succeededFuture()
                    : decide(tx, rows.iterator().next().getUUID(0))
                        .compose(decision -> carryOut(tx, order, decision)));
  }

  private Future<Decision> decide(Tx tx, @Nullable UUID customer) {
    // Orders of before OrderCreated named customers have no address either.
    return customer == null
        ? Future.succeededFuture(carrier.decide(CustomerState.REGISTERED, null))
        : tx.sql()
            .preparedQuery("select state, address from customer where id = $1 for share")
            .execute(Tuple.of(customer))
            .map(this::decide);
  }

  private Decision decide(RowSet<Row> customers) {
    var row = customers.iterator().next();
    return carrier.decide(CustomerState.valueOf(row.getString(0)), row.getString(1));
  }

  private Future<Void> carryOut(Tx tx, UUID order, Decision decision) {
    var now = clock.instant();
    return switch (decision.kind()) {
      case WAIT -> Future.succeededFuture();
      case SHIP -> {
        var shipment = ids.get();
        yield write(
            tx,
            Tuple.of(order, "SHIPPED", shipment, null, now(now)),
            created(order, shipment, decision.detail(), now));
      }
      case REFUSE ->
          write(
              tx,
              Tuple.of(order, "REFUSED", null, decision.detail(), now(now)),
              failed(order, decision.detail(), now));
    };
  }

  /** Sent together: the connection takes one after the other without waiting in between. */
  private static Future<Void> write(Tx tx, Tuple row, Event event) {
    return Future.join(tx.sql().preparedQuery(DECIDE).execute(row), tx.emit(event)).mapEmpty();
  }

  private static ShipmentCreated created(UUID order, UUID shipment, String carrier, Instant now) {
    return ShipmentCreated.newBuilder()
        .setOrderId(order)
        .setShipmentId(shipment)
        .setCarrier(carrier)
        .setTrackingNumber(trackingNumber(shipment))
        .setShippedAt(now)
        .build();
  }

  private static ShipmentFailed failed(UUID order, String reason, Instant now) {
    return ShipmentFailed.newBuilder()
        .setOrderId(order)
        .setCause(ShipmentFailureCause.ADDRESS_REFUSED)
        .setReason(reason)
        .setFailedAt(now)
        .build();
  }

  /** The random end of the shipment's id. */
  private static String trackingNumber(UUID shipment) {
    return "ACC" + shipment.toString().substring(24).toUpperCase(Locale.ROOT);
  }

  private static OffsetDateTime now(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
