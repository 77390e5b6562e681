package dev.accord.runtime.outbox;

import dev.accord.runtime.relay.Relay;
import dev.accord.runtime.sql.Database;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells other instances that rows were committed. The notification is a statement by itself, after
 * the commit: in the business transaction it would serialize all commits of the database. Many
 * calls within the pause cause one. Lost ones do no harm, as every owner polls. Any thread.
 */
final class Nudges {
  private static final Logger LOG = LoggerFactory.getLogger(Nudges.class);

  private final Vertx vertx;
  private final Database database;
  private final Duration pause;
  private final AtomicBoolean due = new AtomicBoolean();

  Nudges(Vertx vertx, Database database, Duration pause) {
    this.vertx = vertx;
    this.database = database;
    this.pause = pause;
  }

  void tellOthers() {
    if (due.compareAndSet(false, true)) {
      var unused = vertx.setTimer(pause.toMillis(), ignored -> tell());
    }
  }

  private void tell() {
    due.set(false);
    database
        .pool()
        .preparedQuery("select pg_notify($1, '')")
        .execute(Tuple.of(Relay.channel(database)))
        .onFailure(away -> LOG.debug("the others were not told and will poll", away));
  }
}
