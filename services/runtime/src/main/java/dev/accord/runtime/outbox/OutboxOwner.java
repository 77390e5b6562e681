package dev.accord.runtime.outbox;

import dev.accord.runtime.sql.Database;
import dev.accord.runtime.sql.DatabaseRefusedException;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;

/** Whose outbox a schema holds: sequences count per source, so two services cannot share one. */
final class OutboxOwner {
  private OutboxOwner() {}

  /** Takes the outbox for the service, or fails if it is another's. Idempotent. */
  static Future<Void> claim(Database database, String source) {
    return database
        .pool()
        .preparedQuery("insert into outbox_owner (source) values ($1) on conflict do nothing")
        .execute(Tuple.of(source))
        .compose(ignored -> database.pool().query("select source from outbox_owner").execute())
        .compose(
            rows -> {
              var owner = rows.iterator().next().getString(0);
              return owner.equals(source)
                  ? Future.<Void>succeededFuture()
                  : Future.failedFuture(refusal(database, source, owner));
            });
  }

  private static Exception refusal(Database database, String source, String owner) {
    return new DatabaseRefusedException(
        "the outbox in schema "
            + database.config().schema()
            + " belongs to service "
            + owner
            + ", and this is "
            + source
            + ": give each service a schema of its own (database.schema). If the service was"
            + " renamed on purpose: update outbox_owner set source = '"
            + source
            + "'",
        null);
  }
}
