package dev.accord.order;

import dev.accord.order.request.OrderQuery;
import dev.accord.runtime.outbox.Tx;
import dev.accord.runtime.sql.Database;
import dev.accord.shop.order.OrderStatus;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import io.vertx.sqlclient.data.Numeric;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The orders of this service as they are placed and asked for. */
final class Orders {
  private static final String COLUMNS =
      "id, customer_id, status, cause, reason, amount, currency, coupon_code, created_at";

  private static final String INSERT =
      """
      with placed as (
        insert into orders (id, customer_id, status, phase, amount, currency, coupon_code,
          created_at, payment_token, idempotency_key, request_digest, due_at)
        values ($1, $2, $3, $3, $4, $5, $6, $7, $8, $9, $10,
          now() + $14::bigint * interval '1 millisecond')
        returning id),
      noted as (
        insert into order_step (order_id, at, happening, status, told)
        select id, $7, 'OrderCreated', $3, '{OrderCreated}' from placed)
      insert into order_item (order_id, position, product_id, quantity, unit_price)
      select placed.id, item.position, item.product_id, item.quantity, item.unit_price
      from placed, unnest($11::uuid[], $12::int[], $13::numeric[])
        with ordinality as item (product_id, quantity, unit_price, position)
      """;

  private static final String FIND = "select " + COLUMNS + " from orders where id = $1";

  private static final String FIND_ITEMS =
      "select product_id, quantity, unit_price from order_item where order_id = $1"
          + " order by position";

  /** A page of orders and, where there are more, the order behind which the next page begins. */
  record Page(List<Order> orders, @Nullable UUID next) {}

  /** Only the conditions that were asked for, so that each combination finds its index. */
  private static final class Filter {
    private final List<String> conditions = new ArrayList<>(List.of("true"));
    private final Tuple parameters = Tuple.tuple();

    void add(String condition, @Nullable Object value) {
      if (value != null) {
        conditions.add(condition + " $" + parameters.addValue(value).size());
      }
    }

    Future<RowSet<Row>> select(SqlClient sql, int limit) {
      var where = String.join(" and ", conditions);
      var order = " order by id desc limit $" + parameters.addInteger(limit).size();
      return sql.preparedQuery("select " + COLUMNS + " from orders where " + where + order)
          .execute(parameters);
    }
  }

  private final Database database;

  Orders(Database database) {
    this.database = database;
  }

  /**
   * Writes a new order; its events go out with it.
   *
   * @param answerMax how long it waits for its first answer
   */
  static Future<Void> insert(
      Tx tx, Order order, PlaceOrder request, @Nullable String idempotencyKey, Duration answerMax) {
    var row =
        Tuple.of(order.orderId(), order.customerId(), order.status().name())
            .addValue(Numeric.create(order.amount()))
            .addValue(order.currency())
            .addValue(order.couponCode())
            .addValue(order.createdAt().atOffset(ZoneOffset.UTC))
            .addValue(request.paymentToken())
            .addValue(idempotencyKey)
            .addValue(Buffer.buffer(request.digest()));
    addItems(row, order.items());
    row.addLong(answerMax.toMillis());
    // Sent together: the connection takes one after the other without waiting in between.
    return Future.join(
            tx.sql().preparedQuery(INSERT).execute(row),
            tx.emit(order.created()),
            tx.emit(order.notice()))
        .mapEmpty();
  }

  Future<Optional<Order>> find(UUID id) {
    return database.withConnection(
        sql -> {
          var order = sql.preparedQuery(FIND).execute(Tuple.of(id));
          var items = sql.preparedQuery(FIND_ITEMS).execute(Tuple.of(id));
          return Future.all(order, items).map(ignored -> order(order.result(), items.result()));
        });
  }

  Future<Page> page(OrderQuery query) {
    var status = query.status();
    var filter = new Filter();
    filter.add("customer_id =", query.customerId());
    filter.add("status =", status == null ? null : status.name());
    filter.add("id <", query.after());
    return database
        .withConnection(sql -> filter.select(sql, query.limit() + 1))
        .map(
            rows -> {
              var orders = new ArrayList<Order>();
              rows.forEach(row -> orders.add(order(row, List.of())));
              if (orders.size() <= query.limit()) {
                return new Page(orders, null);
              }
              var page = List.copyOf(orders.subList(0, query.limit()));
              return new Page(page, page.get(page.size() - 1).orderId());
            });
  }

  private static void addItems(Tuple row, List<Quote.Line> lines) {
    row.addArrayOfUUID(lines.stream().map(Quote.Line::productId).toArray(UUID[]::new))
        .addArrayOfInteger(lines.stream().map(Quote.Line::quantity).toArray(Integer[]::new))
        .addValue(
            lines.stream().map(line -> Numeric.create(line.unitPrice())).toArray(Numeric[]::new));
  }

  private static Optional<Order> order(RowSet<Row> orders, RowSet<Row> items) {
    var lines = new ArrayList<Quote.Line>();
    items.forEach(row -> lines.add(line(row)));
    return orders.size() == 0
        ? Optional.empty()
        : Optional.of(order(orders.iterator().next(), lines));
  }

  private static Order order(Row row, List<Quote.Line> lines) {
    return new Order(
        row.getUUID("id"),
        row.getUUID("customer_id"),
        OrderStatus.valueOf(row.getString("status")),
        row.getString("cause"),
        row.getString("reason"),
        row.getBigDecimal("amount"),
        row.getString("currency"),
        row.getString("coupon_code"),
        row.getOffsetDateTime("created_at").toInstant(),
        lines);
  }

  private static Quote.Line line(Row row) {
    return new Quote.Line(row.getUUID(0), row.getInteger(1), row.getBigDecimal(2));
  }
}
