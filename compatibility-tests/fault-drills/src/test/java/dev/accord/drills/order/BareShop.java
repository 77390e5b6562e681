package dev.accord.drills.order;

import dev.accord.drills.verdict.OrderHistory;
import dev.accord.drills.verdict.OrderHistory.Committed;
import dev.accord.drills.verdict.OrderHistory.Movement;
import dev.accord.drills.verdict.OrderHistory.StoredOrder;
import dev.accord.runtime.event.EventHeaders;
import dev.accord.runtime.inbox.Delivery;
import dev.accord.runtime.launch.Settings;
import dev.accord.runtime.outbox.Tx;
import dev.accord.runtime.service.EventService;
import dev.accord.runtime.service.ServiceConfig;
import dev.accord.runtime.sql.Database;
import dev.accord.runtime.sql.Migrations;
import dev.accord.shop.order.OrderCreated;
import dev.accord.shop.order.OrderItem;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The smallest service of the order domain: it takes orders, tells of them, and takes a piece off
 * the shelf for each that it is told of. It relies on the runtime for everything, so what is taken
 * away from the runtime is missed here; the real services have guards of their own besides.
 */
final class BareShop extends EventService {
  private static final Migrations MIGRATIONS =
      new Migrations("shop", "dev/accord/drills/order/migrations");

  private final String name;
  private final Function<Database, Future<?>> sabotage;
  private @Nullable Parts parts;

  /**
   * A shop of that name.
   *
   * @param sabotage of its tables, before the first order
   */
  BareShop(Settings settings, String name, Function<Database, Future<?>> sabotage) {
    super(ServiceConfig.from(settings, name, 0), MIGRATIONS, List.of(OrderCreated.class));
    this.name = name;
    this.sabotage = sabotage;
  }

  @Override
  protected void assemble(Parts given) {
    parts = given;
    var unused = given.subscriptions().on(OrderCreated.class, this::created);
  }

  @Override
  protected Future<Void> prepare(Parts given) {
    return sabotage.apply(given.database()).mapEmpty();
  }

  /** Other shops' orders are on the topic too. */
  private Future<Void> created(Tx tx, OrderCreated event, Delivery delivery) {
    return delivery.header(EventHeaders.SOURCE).orElse("").equals(name)
        ? tx.sql()
            .preparedQuery("insert into movement values ($1, -1)")
            .execute(Tuple.of(event.getOrderId()))
            .mapEmpty()
        : Future.succeededFuture();
  }

  /** Takes an order, or finds the one of that key, in one transaction with the event of it. */
  UUID place(String key) {
    return parts()
        .outbox()
        .inTransaction(
            tx ->
                add(tx.sql(), key)
                    .compose(id -> id == null ? find(tx.sql(), key) : tx.emit(order(id)).map(id)))
        .await();
  }

  /** A dual write: takes an order in one transaction, and tells of it afterwards. */
  UUID placeAndThen(String key, Function<OrderCreated, Future<?>> tell) {
    return parts()
        .database()
        .inTransaction(sql -> add(sql, key))
        .compose(
            id -> id == null ? find(parts().database().pool(), key) : tell.apply(order(id)).map(id))
        .await();
  }

  private static Future<@Nullable UUID> add(SqlConnection sql, String key) {
    var id = UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8));
    return sql.preparedQuery("insert into orders values ($1, $2) on conflict do nothing")
        .execute(Tuple.of(id, key))
        .map(added -> added.rowCount() == 1 ? id : null);
  }

  private static Future<UUID> find(SqlClient sql, String key) {
    return sql.preparedQuery("select id from orders where key = $1")
        .execute(Tuple.of(key))
        .map(rows -> rows.iterator().next().getUUID(0));
  }

  private static OrderCreated order(UUID id) {
    var item =
        OrderItem.newBuilder()
            .setProductId(id)
            .setQuantity(1)
            .setUnitPrice(new BigDecimal("1.00"))
            .build();
    return OrderCreated.newBuilder()
        .setOrderId(id)
        .setItems(List.of(item))
        .setAmount(new BigDecimal("1.00"))
        .build();
  }

  Parts parts() {
    if (parts == null) {
      throw new IllegalStateException(name + " has not started");
    }
    return parts;
  }

  long count(String sql) {
    return rows(sql).iterator().next().getLong(0);
  }

  /** What is in its tables, and of the records what it published. */
  OrderHistory history(Records records) throws InterruptedException {
    var history = new OrderHistory();
    for (var row : rows("select id::text, key from orders")) {
      history.orders.add(
          new StoredOrder(row.getString(0), row.getString(1), "PENDING", "", BigDecimal.ONE));
    }
    for (var row : rows("select order_id::text, quantity from movement")) {
      history.movements.add(new Movement("p", row.getString(0), row.getInteger(1)));
    }
    for (var row : rows("select source, topic, key, id::text, seq, value from outbox")) {
      history.committed.add(
          new Committed(
              row.getString(0),
              row.getString(1),
              row.getString(2),
              row.getString(3),
              row.getLong(4),
              Records.digest(row.getBuffer(5).getBytes())));
    }
    records.published().stream()
        .filter(record -> record.headers().source().equals(name))
        .forEach(history.published::add);
    return history;
  }

  private Iterable<Row> rows(String sql) {
    return parts().database().pool().query(sql).execute().await();
  }
}
