package dev.accord.runtime.outbox;

import dev.accord.runtime.sql.Database;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.Optional;

/**
 * How many rows wait, in whichever instance's slots, looked up once a second. Counting ends just
 * above the limit, so a long backlog does not make it slow.
 */
final class Backlog {
  private static final Duration EVERY = Duration.ofSeconds(1);
  private static final String COUNT =
      "select count(*) from (select from outbox_unpublished limit $1) unpublished";

  private final Vertx vertx;
  private final Database database;
  private final int rowsMax;
  private volatile long timer = -1;
  private volatile long rows;
  private volatile boolean closed;

  Backlog(Vertx vertx, Database database, int rowsMax, MeterRegistry meters) {
    this.vertx = vertx;
    this.database = database;
    this.rowsMax = rowsMax;
    Gauge.builder("accord.outbox.backlog", this, backlog -> backlog.rows)
        .description("Unpublished events of all instances; counted up to the limit")
        .register(meters);
  }

  /** Looks now and then again and again; without a database the last figure stands. */
  void watch() {
    database
        .pool()
        .preparedQuery(COUNT)
        .execute(Tuple.of(rowsMax + 1L))
        .onSuccess(found -> rows = found.iterator().next().getLong(0))
        .onComplete(
            ignored -> {
              if (!closed) {
                timer = vertx.setTimer(EVERY.toMillis(), again -> watch());
              }
            });
  }

  /** Why no more rows should be added; empty if there is room. */
  Optional<String> full() {
    return rows <= rowsMax
        ? Optional.empty()
        : Optional.of(
            "more than "
                + rowsMax
                + " events wait in the outbox (outbox.backlog-rows-max); try again when Kafka"
                + " takes them");
  }

  void close() {
    closed = true;
    var unused = vertx.cancelTimer(timer);
  }
}
