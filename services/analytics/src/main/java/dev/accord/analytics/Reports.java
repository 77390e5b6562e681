package dev.accord.analytics;

import dev.accord.runtime.sql.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import io.vertx.sqlclient.data.Numeric;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Figures out of the live views. A row is a JSON object, its columns the members. */
final class Reports {
  /** What a report is made of: the live generation, read in the same statement. */
  private static final String LIVE =
      "with live as (select * from order_view"
          + " where generation = (select id from generation where state = 'LIVE')) ";

  private static final String BY_DAY =
      LIVE
          + """
          select (created_at at time zone 'UTC')::date::text as "day", status, count(*) as orders
          from live where created_at is not null group by 1, 2 order by 1 desc, 2
          """;

  private static final String REVENUE =
      LIVE
          + """
          select currency, count(*) as orders, sum(amount) as amount from live
          where paid_at is not null and cancelled_at is null and currency is not null
          group by currency order by currency
          """;

  private static final String TOP_PRODUCTS =
      LIVE
          + """
          select line.product_id as "productId", product.name, sum(line.quantity) as quantity,
            sum(line.quantity * line.unit_price) as amount, currency
          from live cross join
            unnest(product_ids, quantities, unit_prices) as line (product_id, quantity, unit_price)
          left join product on product.id = line.product_id
          where paid_at is not null and cancelled_at is null
          group by line.product_id, product.name, currency
          order by quantity desc, line.product_id limit $1
          """;

  private static final String TOP_CUSTOMERS =
      LIVE
          + """
          select customer_id as "customerId", customer.name, count(*) as orders,
            sum(amount) as amount, currency
          from live left join customer on customer.id = customer_id
          where paid_at is not null and cancelled_at is null and customer_id is not null
          group by customer_id, customer.name, currency
          order by amount desc, customer_id limit $1
          """;

  private static final String DURATIONS =
      LIVE
          + """
          , ended as (
            select status, extract(epoch from coalesce(cancelled_at, shipped_at) - created_at) as s
            from live where created_at is not null and status in ('SHIPPED', 'CANCELLED'))
          select status, count(*) as orders,
            round((percentile_disc(0.5) within group (order by s))::numeric, 3) as "medianSeconds",
            round((percentile_disc(0.95) within group (order by s))::numeric, 3) as "p95Seconds",
            round(max(s)::numeric, 3) as "longestSeconds"
          from ended group by status order by status
          """;

  private static final String FUNNEL =
      LIVE
          + """
          , steps as (
            select 1 as place, 'CREATED' as step, count(created_at) as orders from live
            union all select 2, 'RESERVED', count(reserved_at) from live
            union all select 3, 'PAID', count(paid_at) from live
            union all select 4, 'SHIPPED', count(shipped_at) from live
            union all select 5, 'CANCELLED: ' || cancel_cause, count(*) from live
              where cancelled_at is not null group by cancel_cause)
          select step, orders from steps order by place, step
          """;

  private static final String ORDER =
      LIVE
          + """
          select order_id as "orderId", customer_id as "customerId", status, amount, currency,
            created_at as "createdAt", reserved_at as "reservedAt", paid_at as "paidAt",
            shipped_at as "shippedAt", cancelled_at as "cancelledAt", cancel_cause as "cause"
          from live where order_id = $1
          """;

  private final Database database;

  Reports(Database database) {
    this.database = database;
  }

  Future<List<Map<String, Object>>> byDay() {
    return rows(BY_DAY, Tuple.tuple());
  }

  Future<List<Map<String, Object>>> revenue() {
    return rows(REVENUE, Tuple.tuple());
  }

  Future<List<Map<String, Object>>> topProducts(int limit) {
    return rows(TOP_PRODUCTS, Tuple.of(limit));
  }

  Future<List<Map<String, Object>>> topCustomers(int limit) {
    return rows(TOP_CUSTOMERS, Tuple.of(limit));
  }

  Future<List<Map<String, Object>>> durations() {
    return rows(DURATIONS, Tuple.tuple());
  }

  Future<List<Map<String, Object>>> funnel() {
    return rows(FUNNEL, Tuple.tuple());
  }

  Future<Optional<Map<String, Object>>> order(UUID id) {
    return rows(ORDER, Tuple.of(id)).map(found -> found.stream().findFirst());
  }

  private Future<List<Map<String, Object>>> rows(String sql, Tuple parameters) {
    return database
        .pool()
        .preparedQuery(sql)
        .execute(parameters)
        .map(
            rows -> {
              var found = new ArrayList<Map<String, Object>>();
              rows.forEach(row -> found.add(object(row)));
              return found;
            });
  }

  /** Members without a value are left out. */
  private static Map<String, Object> object(Row row) {
    var object = new LinkedHashMap<String, Object>();
    for (int i = 0; i < row.size(); i++) {
      var value = row.getValue(i);
      if (value instanceof Numeric) {
        object.put(row.getColumnName(i), row.getBigDecimal(i));
      } else if (value instanceof OffsetDateTime time) {
        object.put(row.getColumnName(i), time.toInstant());
      } else if (value != null) {
        object.put(row.getColumnName(i), value);
      }
    }
    return object;
  }
}
