package dev.accord.analytics;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.accord.runtime.http.Problem;
import dev.accord.runtime.progress.EventPosition;
import dev.accord.runtime.progress.HandledEvents;
import dev.accord.runtime.sql.Database;
import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Building the views anew beside the live ones, and taking the new ones once they say the same. A
 * row is compared when neither side has changed it for a while: what both know since then is
 * compared, what moves is not. The live views are read all the time; the old ones stay until the
 * next rebuild begins.
 */
final class Rebuild {
  private static final String UNIQUE_VIOLATION = "23505";

  /** So many keys, and one in so many, may be on their way when the new views take over. */
  private static final int MOVING_MAX = 100;

  /** Longer than any two clocks of one database are apart. */
  private static final Duration NOTHING_MOVES = Duration.ofHours(-1);

  /** Rows that differ, and up to three of their orders; what has just changed is left out. */
  private static final String DIFFERENT =
      """
      with old as (select * from order_view where generation = $1),
      new as (select * from order_view where generation = $2),
      different as (
        select order_id from old full join new using (order_id)
        where coalesce(old.touched_at, '-infinity') < now() - make_interval(secs => $3)
          and coalesce(new.touched_at, '-infinity') < now() - make_interval(secs => $3)
          and (old.customer_id, old.amount, old.currency, old.product_ids, old.quantities,
              old.unit_prices, old.created_at, old.reserved_at, old.paid_at, old.shipped_at,
              old.cancelled_at, old.cancel_cause)
            is distinct from
            (new.customer_id, new.amount, new.currency, new.product_ids, new.quantities,
              new.unit_prices, new.created_at, new.reserved_at, new.paid_at, new.shipped_at,
              new.cancelled_at, new.cancel_cause))
      select (select count(*) from old), (select count(*) from different),
        (select string_agg(order_id::text, ', ') from
          (select order_id from different order by order_id limit 3) as sample)
      """;

  private static final String BEGIN =
      "insert into generation (state, accept_differences) values ('BUILDING', $1) returning id";

  private static final String DROP =
      "update generation set state = 'DROPPED' where state in ('RETIRED', 'REFUSED') returning id";

  private final Database database;
  private final String group;
  private final Duration settle;

  /** What both sides have, of what has not changed for a while. */
  private record Comparison(long rows, long different, @Nullable String examples) {
    boolean allows(long behind) {
      return different == 0 && behind <= MOVING_MAX && behind * MOVING_MAX <= rows;
    }
  }

  /** A generation as its callers see it. */
  record Generation(
      int generation,
      String state,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String note,
      Instant begunAt,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant endedAt) {}

  Rebuild(Database database, String group, Duration settle) {
    this.database = database;
    this.group = group;
    this.settle = settle;
  }

  /** The consumer group that keeps a generation up to date. */
  String subscription(int generation) {
    return group + "-views-" + generation;
  }

  /** Which generations are to be kept up to date. */
  Future<List<Integer>> wanted() {
    return database
        .pool()
        .query("select id from generation where state in ('LIVE', 'BUILDING') order by id")
        .execute()
        .map(
            rows -> {
              var ids = new ArrayList<Integer>();
              rows.forEach(row -> ids.add(row.getInteger(0)));
              return ids;
            });
  }

  /** Whether the live views contain the event. */
  Future<Boolean> shows(EventPosition position) {
    var sql = database.pool();
    return live(sql).compose(id -> HandledEvents.has(sql, subscription(id), position));
  }

  /**
   * Begins a rebuild from offset 0; views of earlier ones that nobody reads are dropped.
   *
   * @param acceptDifferences whether views that say something else are taken all the same
   * @return fails with 409 if one is under way
   */
  Future<Integer> begin(boolean acceptDifferences) {
    return database
        .inTransaction(
            sql ->
                dropUnread(sql)
                    .compose(
                        dropped -> sql.preparedQuery(BEGIN).execute(Tuple.of(acceptDifferences)))
                    .map(rows -> rows.iterator().next().getInteger(0)))
        .recover(
            failure ->
                failure instanceof PgException e && UNIQUE_VIOLATION.equals(e.getSqlState())
                    ? Future.failedFuture(
                        Problem.of(409, "a rebuild is under way: GET /analytics/rebuild")
                            .asException())
                    : Future.failedFuture(failure));
  }

  private Future<Void> dropUnread(SqlConnection sql) {
    return sql.query(DROP)
        .execute()
        .compose(
            rows -> {
              var dropped = Future.<Void>succeededFuture();
              for (var row : rows) {
                dropped = dropped.compose(ignored -> drop(sql, row.getInteger(0)));
              }
              return dropped;
            });
  }

  private Future<Void> drop(SqlConnection sql, int generation) {
    return sql.preparedQuery("delete from order_view where generation = $1")
        .execute(Tuple.of(generation))
        .compose(gone -> HandledEvents.forget(sql, subscription(generation)));
  }

  /** Every generation, the youngest first. */
  Future<List<Generation>> all() {
    return database
        .pool()
        .query("select id, state, note, begun_at, ended_at from generation order by id desc")
        .execute()
        .map(
            rows -> {
              var all = new ArrayList<Generation>();
              for (var row : rows) {
                var ended = row.getOffsetDateTime("ended_at");
                all.add(
                    new Generation(
                        row.getInteger("id"),
                        row.getString("state"),
                        row.getString("note"),
                        row.getOffsetDateTime("begun_at").toInstant(),
                        ended == null ? null : ended.toInstant()));
              }
              return all;
            });
  }

  /**
   * Looks at the views being built, if there are any: takes them, refuses them, or lets them go on.
   */
  Future<Void> judge() {
    return database.inTransaction(
        sql ->
            // One snapshot: what was handled and what it led to belong together.
            sql.query("set transaction isolation level repeatable read")
                .execute()
                .compose(
                    begun ->
                        sql.query(
                                "select id, accept_differences from generation"
                                    + " where state = 'BUILDING' for update skip locked")
                            .execute())
                .compose(
                    rows -> {
                      if (rows.size() == 0) {
                        return Future.succeededFuture();
                      }
                      var row = rows.iterator().next();
                      return live(sql)
                          .compose(live -> judge(sql, live, row.getInteger(0), row.getBoolean(1)));
                    }));
  }

  private Future<Void> judge(SqlConnection sql, int live, int building, boolean accepts) {
    return Future.all(
            HandledEvents.behind(sql, subscription(live), subscription(building)),
            HandledEvents.behind(sql, subscription(building), subscription(live)))
        .compose(
            apart -> {
              long behind = apart.resultAt(0);
              long ahead = apart.resultAt(1);
              // Of the same events every row is compared, however young it is.
              boolean same = behind == 0 && ahead == 0;
              return compare(sql, live, building, same ? NOTHING_MOVES : settle)
                  .compose(
                      found ->
                          found.allows(behind) || (accepts && behind == 0)
                              ? take(sql, building, found)
                              : same ? refuse(sql, building, found) : Future.succeededFuture());
            });
  }

  private static Future<Comparison> compare(
      SqlConnection sql, int live, int building, Duration settled) {
    return sql.preparedQuery(DIFFERENT)
        .execute(Tuple.of(live, building, (double) settled.toMillis() / 1000))
        .map(
            rows -> {
              var row = rows.iterator().next();
              return new Comparison(row.getLong(0), row.getLong(1), row.getString(2));
            });
  }

  private static Future<Void> take(SqlConnection sql, int building, Comparison found) {
    return sql.query(
            "update generation set state = 'RETIRED', ended_at = now() where state = 'LIVE'")
        .execute()
        .compose(
            retired ->
                sql.preparedQuery("update generation set state = 'LIVE', note = $2 where id = $1")
                    .execute(
                        Tuple.of(
                            building, "taken with " + found.different() + " orders that differ")))
        .mapEmpty();
  }

  private static Future<Void> refuse(SqlConnection sql, int building, Comparison found) {
    var note =
        found.different()
            + " orders differ from the live views, such as "
            + found.examples()
            + ". If the new ones are right: POST /analytics/rebuild {\"acceptDifferences\": true}";
    return sql.preparedQuery(
            "update generation set state = 'REFUSED', note = $2, ended_at = now() where id = $1")
        .execute(Tuple.of(building, note))
        .mapEmpty();
  }

  private static Future<Integer> live(SqlClient sql) {
    return sql.query("select id from generation where state = 'LIVE'")
        .execute()
        .map(rows -> rows.iterator().next().getInteger(0));
  }
}
