package dev.accord.runtime.relay;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Drops published rows by emptying a whole segment: no row is ever deleted, so none is left dead. A
 * segment is emptied when the other two were filled since, so a published row stays two to three
 * times the kept time, and only if nothing in it is unpublished.
 */
final class SegmentRotation {
  private static final int SEGMENTS = 3;

  private static final String DUE =
      """
      select segment from outbox_rotation where since < now() - make_interval(secs => $1)
      """;

  /** An open transaction that wrote to the segment holds it; the next attempt will do. */
  private static final String LOCK =
      """
      set local lock_timeout = '100ms'; lock table outbox_%1$d in access exclusive mode
      """;

  private static final String UNPUBLISHED =
      """
      select exists (
        select from (
          select distinct on (slot) slot, seen::pg_snapshot as seen
          from outbox_progress order by slot, n desc) p
        join outbox_%1$d o
          on o.slot = p.slot and o.tx >= pg_snapshot_xmin(p.seen)
          and not pg_visible_in_snapshot(o.tx, p.seen))
      """;

  private static final String EMPTY =
      """
      truncate outbox_%1$d; update outbox_rotation set segment = %1$d, since = now()
      """;

  private SegmentRotation() {}

  /** Turns to the next segment if the current one is older than the kept time. */
  static Future<Boolean> rotateIfDue(SqlConnection connection, Duration kept) {
    return connection
        .preparedQuery(DUE)
        .execute(Tuple.of((double) kept.toMillis() / TimeUnit.SECONDS.toMillis(1)))
        .compose(
            due ->
                due.size() == 0
                    ? Future.succeededFuture(false)
                    : rotate(connection, (due.iterator().next().getShort(0) + 1) % SEGMENTS));
  }

  private static Future<Boolean> rotate(SqlConnection connection, int next) {
    return connection
        .begin()
        .compose(
            transaction ->
                run(connection, LOCK, next)
                    .compose(ignored -> connection.query(sql(UNPUBLISHED, next)).execute())
                    .compose(
                        rows ->
                            rows.iterator().next().getBoolean(0)
                                ? transaction.rollback().map(false)
                                : run(connection, EMPTY, next)
                                    .compose(ignored -> transaction.commit())
                                    .map(true))
                    .recover(busy -> transaction.rollback().map(false)));
  }

  private static Future<Void> run(SqlConnection connection, String statement, int segment) {
    return connection.query(sql(statement, segment)).execute().mapEmpty();
  }

  private static String sql(String statement, int segment) {
    return String.format(Locale.ROOT, statement, segment);
  }
}
