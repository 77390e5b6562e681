package dev.accord.analytics;

import static java.util.stream.Collectors.joining;

import dev.accord.runtime.inbox.EventHandler;
import dev.accord.runtime.inbox.EventHandler.Part;
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
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How events become rows of one generation. Folding is a function of the set of events: their order
 * across topics, and how often they come, make no difference. No two generations ever write one
 * row.
 */
final class OrderView {
  /** Arrays of an order's own come as text: arrays of arrays would need one length. */
  private static final String CREATED =
      """
      insert into order_view (generation, order_id, customer_id, amount, currency, created_at,
        product_ids, quantities, unit_prices)
      select $1, order_id, customer_id, amount, currency, created_at,
        product_ids::uuid[], quantities::int[], unit_prices::numeric[]
      from unnest($2::uuid[], $3::uuid[], $4::numeric[], $5::text[], $6::timestamptz[],
        $7::text[], $8::text[], $9::text[])
        as o (order_id, customer_id, amount, currency, created_at,
          product_ids, quantities, unit_prices)
      on conflict (generation, order_id) do update set customer_id = excluded.customer_id,
        amount = excluded.amount, currency = excluded.currency,
        created_at = coalesce(order_view.created_at, excluded.created_at),
        product_ids = excluded.product_ids, quantities = excluded.quantities,
        unit_prices = excluded.unit_prices, touched_at = now()
      """;

  private static final String CANCELLED =
      """
      insert into order_view (generation, order_id, cancelled_at, cancel_cause)
      select $1, * from unnest($2::uuid[], $3::timestamptz[], $4::text[])
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
    var subscriptions = Inbox.subscribe(config);
    subscriptions.together(this::created).on(OrderCreated.class, (event, delivery) -> event);
    subscriptions
        .together(reached("reserved_at"))
        .on(
            InventoryReserved.class,
            (event, delivery) -> new Reached(event.getOrderId(), event.getReservedAt()));
    subscriptions
        .together(reached("paid_at"))
        .on(
            OrderPaid.class,
            (event, delivery) -> new Reached(event.getOrderId(), event.getPaidAt()));
    subscriptions
        .together(reached("shipped_at"))
        .on(
            OrderShipped.class,
            (event, delivery) -> new Reached(event.getOrderId(), event.getShippedAt()));
    subscriptions.together(this::cancelled).on(OrderCancelled.class, (event, delivery) -> event);
    return subscriptions;
  }

  private Future<Void> created(Tx tx, List<Part<OrderCreated>> parts) {
    var events = parts.stream().map(Part::news).toList();
    return tx.sql()
        .preparedQuery(CREATED)
        .execute(
            Tuple.of(generation)
                .addArrayOfUUID(uuids(events, OrderCreated::getOrderId))
                .addArrayOfUUID(uuids(events, event -> event.getCustomerId().orElse(null)))
                .addValue(
                    events.stream()
                        .map(event -> Numeric.create(event.getAmount()))
                        .toArray(Numeric[]::new))
                .addArrayOfString(
                    events.stream().map(OrderCreated::getCurrency).toArray(String[]::new))
                .addArrayOfOffsetDateTime(times(parts, part -> part.delivery().time()))
                .addArrayOfString(arrays(events, OrderItem::getProductId))
                .addArrayOfString(arrays(events, OrderItem::getQuantity))
                .addArrayOfString(arrays(events, item -> item.getUnitPrice().toPlainString())))
        .mapEmpty();
  }

  private Future<Void> cancelled(Tx tx, List<Part<OrderCancelled>> parts) {
    var events = parts.stream().map(Part::news).toList();
    return tx.sql()
        .preparedQuery(CANCELLED)
        .execute(
            Tuple.of(generation)
                .addArrayOfUUID(uuids(events, OrderCancelled::getOrderId))
                .addArrayOfOffsetDateTime(times(events, OrderCancelled::getCancelledAt))
                .addArrayOfString(
                    events.stream().map(event -> event.getCause().name()).toArray(String[]::new)))
        .mapEmpty();
  }

  /** That an order took a step, and when. */
  private record Reached(UUID order, Instant when) {}

  /**
   * Notes when a step was taken.
   *
   * @param column a name of ours, never anybody's word
   */
  private EventHandler.OfMany<Reached> reached(String column) {
    var sql =
        String.format(
            Locale.ROOT,
            """
            insert into order_view (generation, order_id, %1$s)
            select $1, * from unnest($2::uuid[], $3::timestamptz[])
            on conflict (generation, order_id)
              do update set %1$s = excluded.%1$s, touched_at = now()
            """,
            column);
    return (tx, parts) -> {
      var steps = parts.stream().map(Part::news).toList();
      return tx.sql()
          .preparedQuery(sql)
          .execute(
              Tuple.of(generation)
                  .addArrayOfUUID(uuids(steps, Reached::order))
                  .addArrayOfOffsetDateTime(times(steps, Reached::when)))
          .mapEmpty();
    };
  }

  private static <T> UUID[] uuids(List<T> of, Function<T, @Nullable UUID> column) {
    return of.stream().map(column).toArray(UUID[]::new);
  }

  private static <T> OffsetDateTime[] times(List<T> of, Function<T, Instant> column) {
    return of.stream()
        .map(one -> column.apply(one).atOffset(ZoneOffset.UTC))
        .toArray(OffsetDateTime[]::new);
  }

  /** What each order's items have there, as PostgreSQL writes arrays. */
  private static String[] arrays(List<OrderCreated> orders, Function<OrderItem, Object> column) {
    return orders.stream()
        .map(
            order ->
                order.getItems().stream()
                    .map(item -> column.apply(item).toString())
                    .collect(joining(",", "{", "}")))
        .toArray(String[]::new);
  }
}
