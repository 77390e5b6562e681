package dev.accord.runtime.inbox;

import dev.accord.runtime.inbox.Handlers.Effect;
import dev.accord.runtime.inbox.Handlers.Group;
import dev.accord.runtime.inbox.Handlers.Shared;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;

/**
 * Handles events together: those that came while one slice was on its way share the next, which is
 * one transaction. It holds one event of a key at most, and calls its handlers one after the other,
 * as they may touch rows that events of different keys share; a handler of many is called once. One
 * slice is on its way at a time.
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
      Effect effect,
      Effect behindParked,
      boolean alone,
      Promise<Claim> done) {}

  /**
   * One call of a handler.
   *
   * @param at whom it is for; nobody if for several
   */
  private record Call(int at, Function<Tx, Future<Void>> handler) {}

  /**
   * Whose handler is running; negative before the first, behind the last and where it is for
   * several.
   */
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
   * @param alone in a slice of its own, because it failed before
   * @param effect what to do in the transaction, unless that was done before
   * @param behindParked what to do instead if an earlier event of the key is parked
   * @return completes after the commit; fails if the event failed alone, or if what it needs is
   *     away
   */
  Future<Claim> join(Delivery delivery, boolean alone, Effect effect, Effect behindParked) {
    var done = Promise.<Claim>promise();
    var key = delivery.key().orElse("");
    var mark = Mark.of(delivery);
    var member = new Member(delivery, key, mark, effect, behindParked, alone, done);
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
        .compose(claims -> callFrom(0, tx, calls(slice, claims), progress).map(ignored -> claims));
  }

  private static List<Call> calls(List<Member> slice, List<Claim> claims) {
    var calls = new ArrayList<Call>();
    var together = new LinkedHashMap<Group<?>, List<Integer>>();
    for (int i = 0; i < slice.size(); i++) {
      var member = slice.get(i);
      if (claims.get(i) == Claim.FIRST && member.effect() instanceof Shared<?> shared) {
        together.computeIfAbsent(shared.group(), group -> new ArrayList<>()).add(i);
      } else if (claims.get(i) != Claim.DUPLICATE) {
        var effect = claims.get(i) == Claim.FIRST ? member.effect() : member.behindParked();
        calls.add(new Call(i, tx -> effect.bringAbout(tx.causedBy(member.delivery().cause()))));
      }
    }
    together.forEach(
        (group, members) -> {
          var effects = members.stream().map(i -> (Shared<?>) slice.get(i).effect()).toList();
          var at = members.size() == 1 ? members.get(0) : Progress.NOBODY;
          calls.add(new Call(at, tx -> group.bringAbout(tx, effects)));
        });
    return calls;
  }

  private static Future<Void> callFrom(int first, Tx tx, List<Call> calls, Progress progress) {
    if (first == calls.size()) {
      progress.at = Progress.NOBODY;
      return Future.succeededFuture();
    }
    var call = calls.get(first);
    progress.at = call.at();
    return call.handler().apply(tx).compose(ignored -> callFrom(first + 1, tx, calls, progress));
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
