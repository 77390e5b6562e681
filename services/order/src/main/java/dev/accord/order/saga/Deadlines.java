package dev.accord.order.saga;

import dev.accord.runtime.launch.DependencyAwayException;
import dev.accord.runtime.outbox.Outbox;
import dev.accord.runtime.outbox.Tx;
import io.vertx.core.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds orders whose awaited answer is overdue. When it is due stands in the order's own row, so a
 * restart forgets none; the clock that decides is the database's, so instances whose clocks differ
 * agree. Several instances may look at once: each overdue order is one's.
 */
public final class Deadlines {
  private static final Logger LOG = LoggerFactory.getLogger(Deadlines.class);
  private static final String NEXT =
      "select id, phase from orders where due_at <= now() order by due_at limit 1"
          + " for update skip locked";

  private final Outbox outbox;
  private final Saga saga;
  private boolean looking;

  /** Opens nothing. */
  public Deadlines(Outbox outbox, Saga saga) {
    this.outbox = outbox;
    this.saga = saga;
  }

  /** Moves every order that is overdue now; to be called again and again on one event loop. */
  public void look() {
    if (looking) {
      return;
    }
    looking = true;
    untilNone().onComplete(done -> looking = false).onFailure(Deadlines::say);
  }

  private Future<Void> untilNone() {
    return outbox
        .inTransaction(this::one)
        .compose(found -> found ? untilNone() : Future.succeededFuture());
  }

  private Future<Boolean> one(Tx tx) {
    return tx.sql()
        .query(NEXT)
        .execute()
        .compose(
            rows -> {
              if (rows.size() == 0) {
                return Future.succeededFuture(false);
              }
              var row = rows.iterator().next();
              var phase = Phase.valueOf(row.getString(1));
              return saga.deadlinePassed(tx, row.getUUID(0), phase).map(true);
            });
  }

  private static void say(Throwable failure) {
    if (failure instanceof DependencyAwayException) {
      LOG.debug("no deadline is looked at: {}", failure.getMessage());
    } else {
      LOG.warn("a deadline could not be kept; it is tried again", failure);
    }
  }
}
