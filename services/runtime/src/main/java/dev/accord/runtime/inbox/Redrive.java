package dev.accord.runtime.inbox;

import dev.accord.runtime.inbox.Handlers.Alone;
import dev.accord.runtime.inbox.Handlers.Effect;
import dev.accord.runtime.inbox.InboxTables.Asked;
import dev.accord.runtime.launch.DependencyAwayException;
import dev.accord.runtime.outbox.Tx;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;

/**
 * Handles dead letters again, where an operator asked for it or where nothing of their key is in
 * front of them any more, one after the other in the order they were parked. Effect and removal of
 * the dead letter are one commit; until then later events of the key queue behind it.
 */
final class Redrive {
  private static final Duration EVERY = Duration.ofSeconds(1);

  private final Vertx vertx;
  private final Inbox inbox;
  private long timer = -1;
  private volatile boolean closed;

  /** Ends a transaction whose handler succeeded, without its effect. */
  private static final class DryRunEnded extends RuntimeException {
    DryRunEnded() {
      super("", null, false, false);
    }
  }

  Redrive(Vertx vertx, Inbox inbox) {
    this.vertx = vertx;
    this.inbox = inbox;
  }

  void start() {
    timer = vertx.setTimer(EVERY.toMillis(), ignored -> round());
  }

  void close() {
    closed = true;
    var unused = vertx.cancelTimer(timer);
  }

  /** Until nothing is due: what is behind a dead letter is due once that is gone. */
  private void round() {
    inbox
        .tables()
        .due(inbox.outbox().database())
        .compose(due -> handle(due, 0).map(due.size()))
        .onComplete(
            handled -> {
              if (closed) {
                return;
              }
              if (handled.succeeded() && handled.result() > 0) {
                round();
              } else {
                start();
              }
            });
  }

  /** Fails, and so waits for the next round, if something it needs is away. */
  private Future<Void> handle(List<Asked> due, int next) {
    return next == due.size() || closed
        ? Future.succeededFuture()
        : handle(due.get(next)).compose(ignored -> handle(due, next + 1));
  }

  private Future<Void> handle(Asked asked) {
    return inbox
        .judge(asked.delivery())
        .compose(
            judgement -> {
              if (judgement instanceof Judgement.Park park) {
                return answer(asked, "still " + park.reason() + ": " + park.detail());
              }
              return judgement instanceof Judgement.Handle handle
                  ? run(asked, handle.effect())
                  : run(asked, new Alone(tx -> Future.succeededFuture()));
            });
  }

  private Future<Void> run(Asked asked, Effect effect) {
    return inbox
        .outbox()
        .inTransaction(asked.delivery().cause(), tx -> run(tx, asked, effect))
        .onSuccess(
            first -> {
              if (first) {
                inbox.meters().redriven.increment();
                inbox.log().info("{} is handled after all", asked.delivery());
              }
            })
        .<Void>mapEmpty()
        .recover(
            failure -> {
              if (failure instanceof DependencyAwayException) {
                return Future.failedFuture(failure);
              }
              if (failure instanceof DryRunEnded) {
                return answer(asked, "would be handled");
              }
              return answer(asked, (asked.dryRun() ? "would fail: " : "failed: ") + failure);
            });
  }

  /** False if another instance had it first. */
  private Future<Boolean> run(Tx tx, Asked asked, Effect effect) {
    return inbox
        .tables()
        .take(tx.sql(), asked.id())
        .compose(
            mine -> {
              if (!mine) {
                return Future.succeededFuture(false);
              }
              return effect
                  .bringAbout(tx)
                  .compose(
                      done ->
                          asked.dryRun()
                              ? Future.failedFuture(new DryRunEnded())
                              : Future.succeededFuture(true));
            });
  }

  private Future<Void> answer(Asked asked, String answer) {
    inbox.log().info("{}: {}", asked.delivery(), answer);
    return inbox.tables().answer(inbox.outbox().database(), asked.id(), answer, asked.dryRun());
  }
}
