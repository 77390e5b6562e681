package dev.accord.order.saga;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Orders that have not come to their end: what each waits for, from whom, and how long already. */
public final class Unfinished {
  private static final String WAITING =
      """
      select id, phase,
        (extract(epoch from now() - coalesce(since, created_at)) * 1000)::int8 as millis
      from orders left join lateral (
        select max(at) as since from order_step where order_id = orders.id) last_step on true
      where phase not in ('SHIPPED', 'CANCELLED')
        and coalesce(since, created_at) <= now() - make_interval(secs => $1)
      order by millis desc, id limit $2
      """;

  private Unfinished() {}

  /**
   * An order that waits.
   *
   * @param awaited the event that is missing, or one of several
   * @param owes the service that has to tell it
   * @param waiting since the last thing that happened to the order, as its service's clock had it
   */
  public record Order(UUID id, String phase, String awaited, String owes, Duration waiting) {}

  /**
   * Those that wait at least so long, the longest first.
   *
   * @param sql on the order service's schema
   */
  public static Future<List<Order>> waiting(SqlClient sql, Duration least, int max) {
    return sql.preparedQuery(WAITING)
        .execute(Tuple.of((double) least.toMillis() / 1000, max))
        .map(
            rows -> {
              var orders = new ArrayList<Order>();
              rows.forEach(row -> orders.add(order(row)));
              return List.copyOf(orders);
            });
  }

  private static Order order(Row row) {
    var phase = Phase.valueOf(row.getString("phase"));
    return new Order(
        row.getUUID("id"),
        phase.name(),
        phase.awaits(),
        phase.owes(),
        Duration.ofMillis(row.getLong("millis")));
  }
}
