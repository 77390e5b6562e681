package dev.accord.payment;

import dev.accord.event.Event;
import dev.accord.payment.Answer.Done;
import dev.accord.payment.Answer.Refused;
import dev.accord.payment.PaymentRows.Change;
import dev.accord.payment.PaymentRows.Due;
import dev.accord.runtime.launch.DependencyAwayException;
import dev.accord.runtime.outbox.Outbox;
import dev.accord.runtime.outbox.Tx;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Writes down what the provider said, together with the events that tell it. Answers that come
 * while a transaction is on its way share the next one. If that fails, each of them is written by
 * itself, so none fails for another, unless the database is away for all. Confined to one event
 * loop.
 */
final class Outcomes {
  private static final int SHARED_MAX = 50;

  private final Outbox outbox;
  private final Supplier<UUID> ids;
  private final Clock clock;
  private final MeterRegistry meters;
  private final Deque<Outcome> waiting = new ArrayDeque<>();
  private boolean writing;

  /**
   * What the provider said of one payment.
   *
   * @param counted what the metric calls it
   * @param effect the same payment where it is known already
   * @param written completes after the commit
   */
  private record Outcome(
      Due due,
      String counted,
      UnaryOperator<Payment> effect,
      Function<Payment, Event> telling,
      Promise<Void> written) {
    UUID order() {
      return due.payment().order();
    }
  }

  Outcomes(Outbox outbox, Supplier<UUID> ids, Clock clock, MeterRegistry meters) {
    this.outbox = outbox;
    this.ids = ids;
    this.clock = clock;
    this.meters = meters;
  }

  /** The provider took the money. Completes after the commit. */
  Future<Void> charged(Due due, Done done) {
    return write(
        due,
        "charged",
        before -> before.charged(done.reference()),
        after -> Tellings.completed(after, done));
  }

  /** The provider will not take the money. Completes after the commit. */
  Future<Void> refused(Due due, Refused refusal) {
    return write(
        due,
        "refused",
        Payment::refused,
        after -> Tellings.failed(after, refusal, clock.instant()));
  }

  /** The provider returned the money. Completes after the commit. */
  Future<Void> refunded(Due due, Done done) {
    return write(
        due, "refunded", Payment::refunded, after -> Tellings.refunded(after, ids.get(), done));
  }

  private Future<Void> write(
      Due due, String counted, UnaryOperator<Payment> effect, Function<Payment, Event> telling) {
    var written = Promise.<Void>promise();
    waiting.addLast(new Outcome(due, counted, effect, telling, written));
    writeNext();
    return written.future();
  }

  private void writeNext() {
    if (writing || waiting.isEmpty()) {
      return;
    }
    writing = true;
    var shared = new ArrayList<Outcome>();
    while (!waiting.isEmpty() && shared.size() < SHARED_MAX) {
      shared.add(waiting.removeFirst());
    }
    inOneTransaction(shared)
        .onComplete(
            ended -> {
              writing = false;
              writeNext();
            });
  }

  /** Never fails: each outcome is told what became of it. */
  private Future<Void> inOneTransaction(List<Outcome> outcomes) {
    return outbox
        .inTransaction(tx -> writeDown(tx, outcomes))
        .transform(
            (told, failure) -> {
              if (failure == null) {
                told.forEach(this::count);
                outcomes.forEach(outcome -> outcome.written().complete());
                return Future.succeededFuture();
              }
              if (outcomes.size() == 1 || failure instanceof DependencyAwayException) {
                outcomes.forEach(outcome -> outcome.written().fail(failure));
                return Future.succeededFuture();
              }
              var alone = outcomes.stream().map(one -> inOneTransaction(List.of(one))).toList();
              return Future.join(alone).mapEmpty();
            });
  }

  /** Gives those that changed something. */
  private static Future<List<Outcome>> writeDown(Tx tx, List<Outcome> outcomes) {
    var orders = outcomes.stream().map(Outcome::order).collect(Collectors.toSet());
    return PaymentRows.lock(tx.sql(), orders)
        .compose(
            payments -> {
              var told = new ArrayList<Outcome>();
              var emitted = new ArrayList<Future<?>>();
              var changes = new HashMap<UUID, Change>();
              for (var outcome : outcomes) {
                // Twice in here if its claim ended meanwhile: the second finds the first's.
                var before = Objects.requireNonNull(payments.get(outcome.order()), "no payment");
                var after = outcome.effect().apply(before);
                if (!after.equals(before)) {
                  payments.put(outcome.order(), after);
                  changes.put(outcome.order(), new Change(after, null));
                  emitted.add(
                      tx.causedBy(outcome.due().cause()).emit(outcome.telling().apply(after)));
                  told.add(outcome);
                }
              }
              emitted.add(PaymentRows.save(tx.sql(), changes.values()));
              return Future.join(emitted).map(told);
            });
  }

  private void count(Outcome outcome) {
    meters.counter("accord.payment.calls", "answer", outcome.counted()).increment();
  }
}
