package dev.accord.drills.order;

import dev.accord.drills.verdict.OrderHistory;
import dev.accord.drills.verdict.OrderHistory.Committed;
import dev.accord.drills.verdict.OrderHistory.Handled;
import dev.accord.drills.verdict.OrderHistory.Letter;
import dev.accord.drills.verdict.OrderHistory.Movement;
import dev.accord.drills.verdict.OrderHistory.Step;
import dev.accord.drills.verdict.OrderHistory.StoredOrder;
import dev.accord.drills.verdict.OrderHistory.ViewRow;
import dev.accord.runtime.sql.Database;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what the services' tables say. */
final class Tables {
  /** What was rolled back is dead too, but no work of the outbox's. */
  private static final String DEAD =
      "select coalesce(sum(n_tup_upd + n_tup_del), 0)::int8 from pg_stat_user_tables"
          + " where schemaname = current_schema and relname ~ '^outbox_[012]$'";

  private static final String ORDERS =
      "select id::text, idempotency_key, phase, coalesce(cause, ''), amount from orders";

  private static final String STEPS =
      "select order_id::text, happening, status from order_step order by order_id, id";

  private static final String HANDLED =
      """
      select subscription, topic, scope, lower(numbers), upper(numbers) - 1
      from (select subscription, topic, scope, unnest(numbers) as numbers from inbox_handled) ranges
      """;

  private static final String VIEW =
      """
      select order_id::text, coalesce(customer_id::text, ''), coalesce(amount::text, ''),
        coalesce(currency, ''),
        coalesce((select string_agg(concat_ws('*', product, quantity, price), ';' order by n)
          from unnest(product_ids, quantities, unit_prices)
            with ordinality as item (product, quantity, price, n)), ''),
        created_at, reserved_at, paid_at, shipped_at, cancelled_at, coalesce(cancel_cause, '')
      from order_view
      where generation = (select id from generation where state = 'LIVE')
      """;

  /** By service: what may be left to do there, beside rows in its outbox. */
  private static final Map<String, String> UNDONE =
      Map.of(
          "order", "select count(*) from orders where phase not in ('SHIPPED', 'CANCELLED')",
          "payment", "select count(*) from payment where due_at is not null",
          "notification", "select count(*) from mail where state = 'DUE'");

  private final Map<String, Database> services;

  /** Reads the schemas of these services. */
  Tables(Map<String, Database> services) {
    this.services = services;
  }

  /** By what waits: how many rows. */
  Map<String, Long> waiting() {
    var waiting = new HashMap<String, Long>();
    services.forEach(
        (service, tables) -> {
          var rows = "select count(*) from outbox_unpublished";
          var parked = "select count(*) from outbox_parked";
          waiting.put("unpublished events of " + service, count(tables, rows));
          waiting.put("events of " + service + " that Kafka refused", count(tables, parked));
        });
    UNDONE.forEach(
        (service, sql) ->
            waiting.put("rows of " + service + " to be done", count(of(service), sql)));
    return waiting;
  }

  /** By connection: how many slots of a service's outbox it owns, as a bit set. */
  Map<Integer, Integer> slots(String service) {
    var slots = new HashMap<Integer, Integer>();
    for (var row :
        rows(
            of(service),
            "select pid, sum(1 << objid::int)::int4 from pg_locks where locktype = 'advisory'"
                + " and granted and classid = 'outbox'::regclass::oid group by pid")) {
      slots.put(row.getInteger(0), row.getInteger(1));
    }
    return slots;
  }

  void tell(OrderHistory history) {
    for (var row : rows(of("order"), ORDERS)) {
      history.orders.add(
          new StoredOrder(
              row.getString(0),
              row.getString(1),
              row.getString(2),
              row.getString(3),
              row.getBigDecimal(4)));
    }
    for (var row : rows(of("order"), STEPS)) {
      history.steps.add(new Step(row.getString(0), row.getString(1), row.getString(2)));
    }
    tellStock(history, of("inventory"));
    for (var row : rows(of("analytics"), VIEW)) {
      history.view.add(viewRow(row));
    }
    services.forEach((service, tables) -> tellRuntime(history, service, tables));
  }

  private static void tellStock(OrderHistory history, Database inventory) {
    for (var row : rows(inventory, "select order_id::text, state from reservation")) {
      history.reservations.put(row.getString(0), row.getString(1));
    }
    for (var row :
        rows(
            inventory,
            "select product_id::text, coalesce(order_id::text, ''), quantity"
                + " from stock_movement")) {
      history.movements.add(new Movement(row.getString(0), row.getString(1), row.getInteger(2)));
    }
    for (var row : rows(inventory, "select product_id::text, available from stock")) {
      history.stock.put(row.getString(0), row.getInteger(1));
    }
  }

  private static ViewRow viewRow(Row row) {
    return new ViewRow(
        row.getString(0),
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        time(row, 5),
        time(row, 6),
        time(row, 7),
        time(row, 8),
        time(row, 9),
        row.getString(10));
  }

  private static String time(Row row, int column) {
    var time = row.getOffsetDateTime(column);
    return time == null ? "" : time.toInstant().toString();
  }

  private static void tellRuntime(OrderHistory history, String service, Database tables) {
    for (var row : rows(tables, "select source, topic, key, id::text, seq, value from outbox")) {
      history.committed.add(
          new Committed(
              row.getString(0),
              row.getString(1),
              row.getString(2),
              row.getString(3),
              row.getLong(4),
              digest(row.getBuffer(5))));
    }
    for (var row : rows(tables, HANDLED)) {
      history.handled.add(
          new Handled(
              row.getString(0),
              row.getString(1),
              row.getString(2),
              row.getLong(3),
              row.getLong(4)));
    }
    for (var row :
        rows(
            tables,
            "select subscription, topic || '-' || partition || '@' || \"offset\""
                + " from inbox_parked")) {
      history.letters.add(new Letter(row.getString(0), row.getString(1)));
    }
    history.changedRows.put(service, count(tables, DEAD));
  }

  private Database of(String service) {
    var tables = services.get(service);
    if (tables == null) {
      throw new IllegalArgumentException("no tables of " + service);
    }
    return tables;
  }

  private static String digest(@Nullable Buffer value) {
    return Records.digest(value == null ? null : value.getBytes());
  }

  private static Iterable<Row> rows(Database tables, String sql) {
    return tables.pool().query(sql).execute().await();
  }

  private static long count(Database tables, String sql) {
    return rows(tables, sql).iterator().next().getLong(0);
  }
}
