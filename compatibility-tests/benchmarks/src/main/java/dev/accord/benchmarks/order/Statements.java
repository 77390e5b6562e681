package dev.accord.benchmarks.order;

import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** PostgreSQL's own count of what its time went into; counting costs some of it. */
final class Statements {
  /** To be set before the server starts. */
  static final String SETTINGS =
      """
      alter system set shared_preload_libraries = 'pg_stat_statements';
      alter system set "pg_stat_statements.track_planning" = on
      """;

  private static final int SHOWN = 25;

  private static final String COSTLIEST =
      """
      select rolname, calls::float8, total_plan_time, total_exec_time,
        left(regexp_replace(query, '\\s+', ' ', 'g'), 100)
      from pg_stat_statements join pg_roles on pg_roles.oid = userid
      order by total_plan_time + total_exec_time desc limit $1
      """;

  private final PgConnection connection;

  /** Begins to count. */
  Statements(PgConnection connection) {
    this.connection = connection;
    var unused =
        connection
            .query("create extension if not exists pg_stat_statements")
            .execute()
            .compose(made -> connection.query("select pg_stat_statements_reset()").execute())
            .await();
  }

  /** Lines of a table, the costliest first. */
  List<String> costliest(long orders) {
    var lines = new ArrayList<String>();
    for (var row : connection.preparedQuery(COSTLIEST).execute(Tuple.of(SHOWN)).await()) {
      lines.add(line(row, Math.max(1, orders)));
    }
    return lines;
  }

  private static String line(Row row, long orders) {
    return String.format(
        Locale.ROOT,
        "| %s | %.2f an order | %.3f ms planned | %.3f ms run | %s |",
        row.getString(0),
        row.getDouble(1) / (double) orders,
        row.getDouble(2) / (double) orders,
        row.getDouble(3) / (double) orders,
        row.getString(4));
  }
}
