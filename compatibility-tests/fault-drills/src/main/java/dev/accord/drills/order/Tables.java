package dev.accord.drills.order;

import dev.accord.drills.order.OrderHistory.Committed;
import dev.accord.drills.order.OrderHistory.Letter;
import dev.accord.drills.order.OrderHistory.Movement;
import dev.accord.drills.order.OrderHistory.StoredOrder;
import dev.accord.runtime.sql.Database;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import org.jspecify.annotations.Nullable;

/** Reads what the services' tables say in the end. */
final class Tables {
  private static final String DEAD =
      "select coalesce(sum(n_dead_tup), 0)::int8 from pg_stat_user_tables"
          + " where schemaname = current_schema and relname ~ '^outbox_[012]$'";

  private final Database order;
  private final Database inventory;

  Tables(Database order, Database inventory) {
    this.order = order;
    this.inventory = inventory;
  }

  /** Whether every order has left PENDING and nothing waits in an outbox. */
  boolean settled() {
    return count(order, "select count(*) from orders where status = 'PENDING'") == 0
        && count(order, "select count(*) from outbox_unpublished") == 0
        && count(inventory, "select count(*) from outbox_unpublished") == 0;
  }

  void tell(OrderHistory history) {
    for (var row : rows(order, "select id::text, idempotency_key, status from orders")) {
      history.orders.add(new StoredOrder(row.getString(0), row.getString(1), row.getString(2)));
    }
    tellRuntime(history, "order", order);
    tellRuntime(history, "inventory", inventory);
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
    for (var row :
        rows(
            tables,
            "select subscription, topic || '-' || partition || '@' || \"offset\", event_id"
                + " from inbox_parked")) {
      history.letters.add(new Letter(row.getString(0), row.getString(1), row.getString(2)));
    }
    history.unpublished.put(service, count(tables, "select count(*) from outbox_unpublished"));
    history.deadRows.put(service, count(tables, DEAD));
  }

  private static String digest(@Nullable Buffer value) {
    return Topic.digest(value == null ? null : value.getBytes());
  }

  private static Iterable<Row> rows(Database tables, String sql) {
    return tables.pool().query(sql).execute().await();
  }

  private static long count(Database tables, String sql) {
    return rows(tables, sql).iterator().next().getLong(0);
  }
}
