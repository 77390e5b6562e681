package dev.accord.analytics;

import dev.accord.runtime.inbox.Delivery;
import dev.accord.runtime.inbox.Inbox;
import dev.accord.runtime.inbox.InboxConfig;
import dev.accord.runtime.outbox.Tx;
import dev.accord.shop.inventory.InventoryReserved;
import dev.accord.shop.order.OrderCancelled;
import dev.accord.shop.order.OrderCreated;
import dev.accord.shop.order.OrderItem;
import dev.accord.shop.order.OrderPaid;
import dev.accord.shop.order.OrderShipped;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import io.vertx.sqlclient.data.Numeric;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.UUID;

/**
 * How events become rows of one generation. Folding is a function of the set of events: their order
 * across topics, and how often they come, make no difference. No two generations ever write one
 * row.
 */
final class OrderView {
  private static final String CREATED =
      """
      insert into order_view (generation, order_id, customer_id, amount, currency, created_at,
        product_ids, quantities, unit_prices)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
      on conflict (generation, order_id) do update set customer_id = excluded.customer_id,
        amount = excluded.amount, currency = excluded.currency,
        created_at = coalesce(order_view.created_at, excluded.created_at),
        product_ids = excluded.product_ids, quantities = excluded.quantities,
        unit_prices = excluded.unit_prices, touched_at = now()
      """;

  private static final String CANCELLED =
      """
      insert into order_view (generation, order_id, cancelled_at, cancel_cause)
      values ($1, $2, $3, $4)
      on conflict (generation, order_id) do update set cancelled_at = excluded.cancelled_at,
        cancel_cause = excluded.cancel_cause, touched_at = now()
      """;

  private final int generation;

  private OrderView(int generation) {
    this.generation = generation;
  }

  static OrderView of(int generation) {
    return new OrderView(generation);
  }

  /** The subscriptions that fold every event into this generation. */
  Inbox.Subscriptions fold(InboxConfig config) {
    return Inbox.subscribe(config)
        .on(OrderCreated.class, this::created)
        .on(
            InventoryReserved.class,
            (tx, event, delivery) ->
                reached(tx, "reserved_at", event.getOrderId(), event.getReservedAt()))
        .on(
            OrderPaid.class,
            (tx, event, delivery) -> reached(tx, "paid_at", event.getOrderId(), event.getPaidAt()))
        .on(
            OrderShipped.class,
            (tx, event, delivery) ->
                reached(tx, "shipped_at", event.getOrderId(), event.getShippedAt()))
        .on(OrderCancelled.class, (tx, event, delivery) -> cancelled(tx, event));
  }

  private Future<Void> created(Tx tx, OrderCreated event, Delivery delivery) {
    var items = event.getItems();
    return tx.sql()
        .preparedQuery(CREATED)
        .execute(
            Tuple.of(generation, event.getOrderId())
                .addValue(event.getCustomerId().orElse(null))
                .addValue(Numeric.create(event.getAmount()))
                .addValue(event.getCurrency())
                .addValue(utc(delivery.time()))
                .addArrayOfUUID(items.stream().map(OrderItem::getProductId).toArray(UUID[]::new))
                .addArrayOfInteger(
                    items.stream().map(OrderItem::getQuantity).toArray(Integer[]::new))
                .addValue(
                    items.stream()
                        .map(item -> Numeric.create(item.getUnitPrice()))
                        .toArray(Numeric[]::new)))
        .mapEmpty();
  }

  private Future<Void> cancelled(Tx tx, OrderCancelled event) {
    return tx.sql()
        .preparedQuery(CANCELLED)
        .execute(
            Tuple.of(
                generation,
                event.getOrderId(),
                utc(event.getCancelledAt()),
                event.getCause().name()))
        .mapEmpty();
  }

  /**
   * Notes when a step was taken.
   *
   * @param column a name of ours, never anybody's word
   */
  private Future<Void> reached(Tx tx, String column, UUID order, Instant when) {
    return tx.sql()
        .preparedQuery(
            String.format(
                Locale.ROOT,
                "insert into order_view (generation, order_id, %1$s) values ($1, $2, $3)"
                    + " on conflict (generation, order_id)"
                    + " do update set %1$s = excluded.%1$s, touched_at = now()",
                column))
        .execute(Tuple.of(generation, order, utc(when)))
        .mapEmpty();
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
