package dev.accord.payment;

import dev.accord.payment.Answer.Done;
import dev.accord.payment.Answer.Refused;
import dev.accord.payment.PaymentRows.Due;
import dev.accord.runtime.launch.DependencyAwayException;
import dev.accord.runtime.sql.Database;
import dev.accord.shop.payment.PaymentFailureCause;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the provider what is written down to be asked, and has {@link Outcomes} write down what it
 * says. A payment is claimed for a while before the provider is asked, in a transaction of its own,
 * so none is open meanwhile; whoever dies in between leaves a claim that ends by itself, and the
 * next one asks under the same key.
 */
final class Collector {
  private static final Logger LOG = LoggerFactory.getLogger(Collector.class);

  /** A little later than the news, whose transaction has to commit first. */
  private static final long NUDGE_MILLIS = 5;

  private final Vertx vertx;
  private final Database database;
  private final Provider provider;
  private final PaymentMethods methods;
  private final Outcomes outcomes;
  private final PaymentConfig config;
  private final MeterRegistry meters;
  private final Promise<Void> drained = Promise.promise();
  private boolean nudged;
  private boolean claiming;
  private boolean moreDue;
  private boolean stopping;
  private int running;

  Collector(
      Vertx vertx,
      Database database,
      Provider provider,
      PaymentMethods methods,
      Outcomes outcomes,
      PaymentConfig config,
      MeterRegistry meters) {
    this.vertx = vertx;
    this.database = database;
    this.provider = provider;
    this.methods = methods;
    this.outcomes = outcomes;
    this.config = config;
    this.meters = meters;
  }

  /** Looks for what is due now and again until it is closed. */
  void start() {
    var unused = vertx.setPeriodic(config.poll().toMillis(), ignored -> collect());
  }

  /** There may be something due soon. */
  void nudge() {
    if (!nudged) {
      nudged = true;
      var unused =
          vertx.setTimer(
              NUDGE_MILLIS,
              ignored -> {
                nudged = false;
                collect();
              });
    }
  }

  /** Begins nothing more; completes when every call under way is written down. */
  Future<Void> close() {
    stopping = true;
    endIfDrained();
    return drained.future();
  }

  private void collect() {
    int room = config.callsMax() - running;
    if (claiming || stopping || room == 0) {
      return;
    }
    claiming = true;
    PaymentRows.claim(database.pool(), room, config.lease())
        .onComplete(
            claimed -> {
              claiming = false;
              if (claimed.succeeded()) {
                moreDue = claimed.result().size() == room;
                claimed.result().forEach(this::begin);
              } else {
                say("nothing is collected", claimed.cause());
              }
              endIfDrained();
            });
  }

  private void begin(Due due) {
    running++;
    ask(due)
        .recover(failure -> postpone(due, failure))
        .onComplete(
            ended -> {
              running--;
              if (ended.failed()) {
                say("order " + due.payment().order() + " is asked for again", ended.cause());
              }
              endIfDrained();
              if (moreDue) {
                // Not one statement for each call that ends: those of some milliseconds share it.
                nudge();
              }
            });
  }

  private Future<Void> ask(Due due) {
    return Future.succeededFuture(due.payment())
        .compose(
            asked ->
                asked.stage() == Stage.CHARGING
                    ? charge(asked).compose(answer -> answered(due, answer))
                    : provider.refund(asked).compose(done -> outcomes.refunded(due, done)));
  }

  private Future<Answer> charge(Payment payment) {
    return methods
        .token(payment.order())
        .compose(
            token ->
                token.isEmpty()
                    ? Future.succeededFuture(
                        new Refused(
                            PaymentFailureCause.INVALID_TOKEN,
                            "the order service knows no such order"))
                    : provider.charge(payment, token.get()));
  }

  private Future<Void> answered(Due due, Answer answer) {
    return answer instanceof Done done
        ? outcomes.charged(due, done)
        : outcomes.refused(due, (Refused) answer);
  }

  private Future<Void> postpone(Due due, Throwable failure) {
    var payment = due.payment();
    var pause = config.pauseAfter(payment.attempts());
    meters.counter("accord.payment.calls", "answer", "unanswered").increment();
    say(
        "order " + payment.order() + ", " + payment.stage() + ": no answer, again in " + pause,
        failure);
    return PaymentRows.postpone(database.pool(), payment, pause);
  }

  private void endIfDrained() {
    if (stopping && running == 0 && !claiming) {
      var unused = drained.tryComplete();
    }
  }

  private static void say(String what, Throwable why) {
    if (why instanceof DependencyAwayException) {
      LOG.debug("{}: {}", what, why.getMessage());
    } else {
      LOG.warn("{}: {}", what, why.toString());
    }
  }
}
