package dev.accord.notification;

import dev.accord.notification.MailSettings.Pace;
import dev.accord.notification.Mails.Due;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends due mails, a few at a time, and tries again what could not be sent. Between the server's
 * "accepted" and the note of it a crash makes a mail go out again, with the same Message-ID: SMTP
 * has no way to ask. One event loop.
 */
final class Mailer {
  private static final Logger LOG = LoggerFactory.getLogger(Mailer.class);

  /** An attempt that ran out of time has surely ended before somebody else may try. */
  private static final Duration CLAIM_MARGIN = Duration.ofSeconds(30);

  private static final long DRAIN_SECONDS_MAX = 10;

  private final Vertx vertx;
  private final Mails mails;
  private final Function<Due, Future<Void>> send;
  private final Pace pace;
  private final Promise<Void> idle = Promise.promise();
  private long timer = -1;
  private int running;
  private boolean claiming;
  private boolean moreDue;
  private boolean closing;

  /**
   * A mailer that sends nothing yet.
   *
   * @param send fails with {@link Undeliverable} if trying again is of no use
   */
  Mailer(Vertx vertx, Mails mails, Function<Due, Future<Void>> send, Pace pace) {
    this.vertx = vertx;
    this.mails = mails;
    this.send = send;
    this.pace = pace;
  }

  void start() {
    timer = vertx.setPeriodic(pace.poll().toMillis(), ignored -> fill());
  }

  /**
   * Claims no more mails and waits ten seconds at most for those under way; one that is not done by
   * then goes out again when its claim ends.
   */
  Future<Void> close() {
    closing = true;
    vertx.cancelTimer(timer);
    endIfIdle();
    return idle.future().timeout(DRAIN_SECONDS_MAX, TimeUnit.SECONDS).otherwiseEmpty();
  }

  private void fill() {
    var free = pace.lanes() - running;
    if (claiming || closing || free == 0) {
      return;
    }
    claiming = true;
    mails
        .claim(free, pace.mailMax().plus(CLAIM_MARGIN))
        .onComplete(
            claimed -> {
              claiming = false;
              if (claimed.succeeded()) {
                moreDue = claimed.result().size() == free;
                claimed.result().forEach(this::run);
              } else {
                LOG.warn("cannot look for due mails: {}", claimed.cause().getMessage());
              }
              endIfIdle();
            });
  }

  private void run(Due mail) {
    running++;
    Future.succeededFuture(mail)
        .compose(send)
        .timeout(pace.mailMax().toMillis(), TimeUnit.MILLISECONDS)
        .transform(sent -> sent.succeeded() ? mails.sent(mail) : failed(mail, sent.cause()))
        .onFailure(e -> LOG.warn("{} goes out again when its claim ends", mail, e))
        .onComplete(
            ended -> {
              running--;
              endIfIdle();
              // Not one statement for each mail: half of the lanes share it.
              if (moreDue && running <= pace.lanes() / 2) {
                fill();
              }
            });
  }

  private Future<Void> failed(Due mail, Throwable failure) {
    var why = String.valueOf(failure.getMessage());
    if (failure instanceof Undeliverable) {
      LOG.warn("{} is dropped: {}", mail, why);
      return mails.dropped(mail, why);
    }
    LOG.warn("{} is tried again: {}", mail, why);
    return mails.postponed(mail, why, pause(mail.attempts()));
  }

  private Duration pause(int attempts) {
    var pause = pace.retryMin();
    for (int i = 1; i < attempts && pause.compareTo(pace.retryMax()) < 0; i++) {
      pause = pause.multipliedBy(2);
    }
    return pause.compareTo(pace.retryMax()) > 0 ? pace.retryMax() : pause;
  }

  private void endIfIdle() {
    if (closing && running == 0 && !claiming) {
      idle.tryComplete();
    }
  }
}
