package dev.accord.runtime.sql;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for a server that is not there yet; gives up at once on one that says no. */
final class DatabaseStart {
  private static final Logger LOG = LoggerFactory.getLogger(DatabaseStart.class);
  private static final Duration PAUSE_MIN = Duration.ofMillis(100);
  private static final Duration PAUSE_MAX = Duration.ofSeconds(2);
  private static final Duration TELL_EVERY = Duration.ofSeconds(10);

  private final Vertx vertx;
  private final DatabaseConfig config;
  private Duration waited = Duration.ZERO;
  private Duration tellAt = Duration.ZERO;

  DatabaseStart(Vertx vertx, DatabaseConfig config) {
    this.vertx = vertx;
    this.config = config;
  }

  Future<Void> await() {
    return attempt(PAUSE_MIN);
  }

  private Future<Void> attempt(Duration pause) {
    return PgConnection.connect(vertx, Database.connectOptions(config))
        .transform(
            (connection, failure) -> {
              if (failure == null) {
                return checkSchema(connection).eventually(connection::close);
              }
              return SqlFailure.isAway(failure)
                  ? retryAfter(pause, failure)
                  : Future.failedFuture(refusal(failure));
            });
  }

  private Future<Void> retryAfter(Duration pause, Throwable failure) {
    if (waited.compareTo(tellAt) >= 0) {
      LOG.warn(
          "waiting for PostgreSQL at {} ({}, {} s so far): start it, or set database.host and"
              + " database.port",
          config.address(),
          failure.getMessage(),
          waited.toSeconds());
      tellAt = waited.plus(TELL_EVERY);
    }
    waited = waited.plus(pause);
    var doubled = pause.multipliedBy(2);
    var next = doubled.compareTo(PAUSE_MAX) > 0 ? PAUSE_MAX : doubled;
    return vertx.timer(pause.toMillis(), TimeUnit.MILLISECONDS).compose(ignored -> attempt(next));
  }

  private Future<Void> checkSchema(PgConnection connection) {
    return connection
        .preparedQuery(
            "select has_schema_privilege(nspname, 'CREATE') from pg_namespace where nspname = $1")
        .execute(Tuple.of(config.schema()))
        .compose(
            rows -> {
              if (!rows.iterator().hasNext()) {
                return refused("has no schema " + config.schema() + ": an administrator makes it");
              }
              return rows.iterator().next().getBoolean(0)
                  ? Future.succeededFuture()
                  : refused(
                      "lets " + config.user() + " not create tables in schema " + config.schema());
            });
  }

  private Future<Void> refused(String reason) {
    return Future.failedFuture(
        new DatabaseRefusedException("PostgreSQL at " + config.address() + " " + reason, null));
  }

  private Throwable refusal(Throwable failure) {
    var wayOut =
        switch (SqlFailure.state(failure)) {
          case "28P01", "28000" -> ": check database.user and database.password";
          case "3D000" -> ": create the database or set database.name";
          default -> "";
        };
    return new DatabaseRefusedException(
        "PostgreSQL at " + config.address() + " refuses: " + failure.getMessage() + wayOut,
        failure);
  }
}
