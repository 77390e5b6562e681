package dev.accord.runtime.inbox;

import dev.accord.runtime.inbox.InboxTables.Claim;
import dev.accord.runtime.inbox.InboxTables.Mark;
import dev.accord.runtime.launch.DependencyAwayException;
import dev.accord.runtime.outbox.Cause;
import dev.accord.runtime.outbox.Tx;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.function.BiFunction;

/**
 * Handles events together: those that came while one slice was on its way share the next, which is
 * one transaction. It holds one event of a key at most, and runs its handlers one after the other,
 * as they may touch rows that events of different keys share. One slice is on its way at a time.
 *
 * <p>A slice that fails leaves nothing behind. The event whose handler failed is run again by
 * itself, and so are those before it and those behind it; where nobody knows which it was, each
 * half. So in the end an event fails alone, and only that counts as its failure.
 *
 * <p>Confined to one event loop, but for {@link #join}.
 */
final class Slices {
  /** Slices that run at the same time, such as two instances', then lock rows in one order. */
  private static final Comparator<Member> BY_KEY =
      Comparator.comparing(Member::key).thenComparing(member -> member.delivery().topic());

  private final Inbox inbox;
  private final Context context;
  private final int eventsMax;
  private final Deque<Member> waiting = new ArrayDeque<>();
  private boolean running;

  /** An event that waits for its slice, or is in it. */
  private record Member(
      Delivery delivery,
      String key,
      Mark mark,
      BiFunction<Tx, Claim, Future<Claim>> effect,
      boolean alone,
      Promise<Claim> done) {}

  /** How far the handlers of a slice have come; negative before the first and behind the last. */
  private static final class Progress {
    static final int NOBODY = -1;
    int at = NOBODY;
  }

  Slices(Inbox inbox, Context context, int eventsMax) {
    this.inbox = inbox;
    this.context = context;
    this.eventsMax = eventsMax;
  }

  /**
   * Handles an event with the next slice.
   *
   * @param effect what to do in the transaction, given what is known of the event
   * @param alone in a slice of its own, because it failed before
   * @return completes after the commit; fails if the event failed alone, or if what it needs is
   *     away
   */
  Future<Claim> join(
      Delivery delivery, boolean alone, BiFunction<Tx, Claim, Future<Claim>> effect) {
    var done = Promise.<Claim>promise();
    var key = delivery.key().orElse("");
    var member = new Member(delivery, key, Mark.of(delivery), effect, alone, done);
    context.runOnContext(
        ignored -> {
          waiting.addLast(member);
          startSoon();
        });
    return done.future();
  }

  /** Behind those that are joining: what one poll brought is one slice. */
  private void startSoon() {
    if (running || waiting.isEmpty()) {
      return;
    }
    running = true;
    context.runOnContext(
        ignored -> {
          var slice = next();
          slice.sort(BY_KEY);
          run(slice)
              .onComplete(
                  ended -> {
                    running = false;
                    startSoon();
                  });
        });
  }

  /** Events of one scope need one slice each: the second finds what the first left. */
  private List<Member> next() {
    var slice = new ArrayList<Member>();
    var left = new ArrayList<Member>();
    var scopes = new HashSet<List<String>>();
    while (!waiting.isEmpty() && slice.size() < eventsMax) {
      var member = waiting.removeFirst();
      if (member.alone() && !slice.isEmpty()) {
        left.add(member);
      } else if (scopes.add(List.of(member.mark().topic(), member.mark().scope()))) {
        slice.add(member);
        if (member.alone()) {
          break;
        }
      } else {
        left.add(member);
      }
    }
    for (int i = left.size() - 1; i >= 0; i--) {
      waiting.addFirst(left.get(i));
    }
    return slice;
  }

  /** Never fails. */
  private Future<Void> run(List<Member> slice) {
    if (slice.isEmpty()) {
      return Future.succeededFuture();
    }
    var progress = new Progress();
    return inbox
        .outbox()
        .inTransaction(Cause.UNKNOWN, tx -> handle(tx, slice, progress))
        .transform(
            ended -> {
              if (ended.succeeded()) {
                for (int i = 0; i < slice.size(); i++) {
                  slice.get(i).done().complete(ended.result().get(i));
                }
                return Future.succeededFuture();
              }
              return failed(slice, progress.at, ended.cause());
            });
  }

  private Future<List<Claim>> handle(Tx tx, List<Member> slice, Progress progress) {
    return inbox
        .tables()
        .claim(tx.sql(), slice.stream().map(Member::mark).toList())
        .compose(claims -> handleFrom(0, tx, slice, claims, progress).map(claims));
  }

  private Future<Void> handleFrom(
      int first, Tx tx, List<Member> slice, List<Claim> claims, Progress progress) {
    if (first == slice.size()) {
      progress.at = Progress.NOBODY;
      return Future.succeededFuture();
    }
    progress.at = first;
    var member = slice.get(first);
    return member
        .effect()
        .apply(tx.causedBy(member.delivery().cause()), claims.get(first))
        .compose(ignored -> handleFrom(first + 1, tx, slice, claims, progress));
  }

  private Future<Void> failed(List<Member> slice, int at, Throwable failure) {
    if (slice.size() == 1 || failure instanceof DependencyAwayException) {
      slice.forEach(member -> member.done().fail(failure));
      return Future.succeededFuture();
    }
    inbox.log().debug("{} events are handled in parts: {}", slice.size(), failure.toString());
    int middle = slice.size() / 2;
    int from = at == Progress.NOBODY ? middle : at;
    int to = at == Progress.NOBODY ? middle : at + 1;
    return run(slice.subList(0, from))
        .compose(ignored -> run(slice.subList(from, to)))
        .compose(ignored -> run(slice.subList(to, slice.size())));
  }
}
