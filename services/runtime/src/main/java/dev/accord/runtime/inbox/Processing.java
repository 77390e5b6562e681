package dev.accord.runtime.inbox;

import dev.accord.runtime.event.EventDecoder;
import dev.accord.runtime.inbox.DeadLetter.Reason;
import dev.accord.runtime.inbox.Handlers.Alone;
import dev.accord.runtime.inbox.Handlers.Effect;
import dev.accord.runtime.inbox.InboxTables.Claim;
import dev.accord.runtime.kafka.RecordWork;
import dev.accord.runtime.launch.DependencyAwayException;
import dev.accord.runtime.outbox.Tx;
import io.vertx.core.Future;
import java.time.Duration;

/**
 * One record until it is accounted for: handled, recognised as a duplicate, ignored, or parked.
 * Three kinds of failure part here: a record that can never be handled is parked at once; a
 * registry or database that is away is waited for, without limit; a handler that fails is tried
 * some times, then its record is parked.
 */
final class Processing implements RecordWork {
  private final Inbox inbox;
  private final Delivery delivery;
  private final boolean last;
  private final long startedNanos = System.nanoTime();
  private int failures;
  private int waits;

  /**
   * Work on a delivery.
   *
   * @param last whether the record is lost if this delivery ends as those before did: without an
   *     answer, in a process that died; it is kept then, and not tried once more
   */
  Processing(Inbox inbox, Delivery delivery, boolean last) {
    this.inbox = inbox;
    this.delivery = delivery;
    this.last = last;
  }

  @Override
  public Future<Outcome> attempt() {
    if (last) {
      var detail = "nobody who got it could tell what became of it";
      return park(letter(Reason.NEVER_ANSWERED, detail, new IllegalStateException(detail)));
    }
    return inbox
        .judge(delivery)
        .transform(
            judged ->
                judged.succeeded()
                    ? act(judged.result())
                    : waitFor("the schema registry is away: " + judged.cause().getMessage()));
  }

  private Future<Outcome> act(Judgement judgement) {
    if (judgement instanceof Judgement.Handle handle) {
      return handle(handle.effect());
    }
    if (judgement instanceof Judgement.Park park) {
      return park(letter(park.reason(), park.detail(), park.cause()));
    }
    return ignore();
  }

  private Future<Outcome> ignore() {
    inbox.meters().ignored.increment();
    return Future.succeededFuture(FINISHED);
  }

  private Future<Outcome> handle(Effect effect) {
    return inbox
        .slices()
        .join(delivery, failures > 0, effect, new Alone(this::parkBehind))
        .transform(
            done -> done.succeeded() ? finished(done.result()) : handlerFailed(done.cause()));
  }

  private Future<Void> parkBehind(Tx tx) {
    var detail = "an earlier record of its key is parked";
    var letter = letter(Reason.BEHIND_PARKED, detail, new IllegalStateException(detail));
    return inbox.tables().park(tx.sql(), delivery, letter);
  }

  private Future<Outcome> finished(Claim claim) {
    var counter =
        switch (claim) {
          case FIRST -> inbox.meters().handled;
          case DUPLICATE -> inbox.meters().duplicates;
          case BEHIND_PARKED -> inbox.meters().parked;
        };
    counter.increment();
    inbox.note("");
    return Future.succeededFuture(FINISHED);
  }

  private Future<Outcome> handlerFailed(Throwable failure) {
    if (failure instanceof DependencyAwayException) {
      return waitFor(String.valueOf(failure.getMessage()));
    }
    failures++;
    if (failures >= inbox.config().attemptsMax()) {
      return park(letter(Reason.HANDLER_FAILED, failure.toString(), failure));
    }
    inbox.meters().retries.increment();
    inbox
        .log()
        .warn("{} failed {} times; trying again: {}", delivery, failures, failure.toString());
    return Future.succeededFuture(new RetryAfter(inbox.pause(failures)));
  }

  private Future<Outcome> park(DeadLetter letter) {
    return inbox
        .outbox()
        .inTransaction(
            delivery.cause(),
            tx ->
                inbox
                    .tables()
                    .claim(tx.sql(), delivery)
                    .compose(
                        claim ->
                            claim == Claim.DUPLICATE
                                ? Future.succeededFuture(claim)
                                : inbox.tables().park(tx.sql(), delivery, letter).map(claim)))
        .transform(
            parked -> {
              if (parked.failed()) {
                return waitFor("cannot park " + delivery + ": " + parked.cause().getMessage());
              }
              if (parked.result() == Claim.DUPLICATE) {
                return finished(Claim.DUPLICATE);
              }
              inbox.meters().parked.increment();
              inbox.log().error("{} is parked: {}, {}", delivery, letter.reason(), letter.detail());
              return Future.succeededFuture(PARKED);
            });
  }

  private Future<Outcome> waitFor(String trouble) {
    inbox.note(trouble);
    waits++;
    return Future.succeededFuture(new RetryAfter(inbox.pause(waits)));
  }

  private DeadLetter letter(Reason reason, String detail, Throwable failure) {
    var value = delivery.record().value();
    return new DeadLetter(
        reason,
        detail,
        DeadLetter.stackHash(failure),
        value == null ? -1 : EventDecoder.schemaId(value),
        failures,
        Duration.ofNanos(System.nanoTime() - startedNanos),
        // Bytes from nowhere, without a sequence, are no link of any key's chain of events.
        inbox.config().sharing() == InboxConfig.Sharing.BY_PARTITION
            && (reason == Reason.HANDLER_FAILED || delivery.sequence().isPresent()));
  }
}
