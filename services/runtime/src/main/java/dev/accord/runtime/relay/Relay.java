package dev.accord.runtime.relay;

import dev.accord.runtime.kafka.KafkaConfig;
import dev.accord.runtime.kafka.TopicGuard;
import dev.accord.runtime.sql.Database;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves committed rows to Kafka, batch by batch: read, publish, wait for all acknowledgements,
 * store the position. It runs when nudged after a commit, by this instance or another, and
 * otherwise polls, at longer intervals the longer nothing comes. Whatever fails is tried again;
 * rows wait in the table meanwhile.
 *
 * <p>Everything runs on one event loop, one round at a time; {@link #nudge} and the figures may be
 * called from anywhere.
 */
public final class Relay {
  private static final Logger LOG = LoggerFactory.getLogger(Relay.class);
  private static final Duration CLAIM_EVERY = Duration.ofMillis(200);
  private static final Duration SHARE_EVERY = Duration.ofSeconds(1);
  private static final Duration ROTATE_EVERY = Duration.ofSeconds(10);
  private static final String NOT_STARTED = "the outbox relay has not started yet";
  private static final long CLOSE_SECONDS_MAX = 10;

  /**
   * How a relay works.
   *
   * @param batchRowsMax rows published before the position is stored: what a crash may publish
   *     twice
   * @param pollMin pause after work was found
   * @param pollMax pause when idle; also how soon rows of another process are noticed at the latest
   * @param keepPublished how long published rows stay at least, for {@code republish}
   * @param backlogAgeMax a row that waits longer is trouble
   */
  public record Policy(
      int batchRowsMax,
      Duration pollMin,
      Duration pollMax,
      Duration keepPublished,
      Duration backlogAgeMax) {

    /** Every slot gets at least one row of a batch. */
    public static final int BATCH_ROWS_MIN = SlotCursor.SLOTS;

    /** Checks the bounds. */
    public Policy {
      if (batchRowsMax < BATCH_ROWS_MIN) {
        throw new IllegalArgumentException(
            "outbox.batch-rows-max must be at least " + BATCH_ROWS_MIN);
      }
      if (keepPublished.isNegative()) {
        throw new IllegalArgumentException("outbox.keep-published must not be below zero");
      }
      if (pollMin.toMillis() < 1 || pollMax.compareTo(pollMin) < 0) {
        throw new IllegalArgumentException("outbox.poll-max must not be below outbox.poll-min");
      }
    }
  }

  private final Context context;
  private final Database database;
  private final Carrier carrier;
  private final TopicGuard guard;
  private final Policy policy;
  private final RelayMeters meters;
  private final Promise<Void> ended = Promise.promise();
  private @Nullable RelaySession session;
  private long claimedNanos;
  private long rotatedNanos = System.nanoTime();
  private long timer = -1;
  private boolean running;
  private boolean nudged;
  private volatile boolean ownsAll;
  private volatile boolean closing;
  private Duration pause;
  private volatile String trouble = NOT_STARTED;

  private Relay(
      Context context,
      Database database,
      Carrier carrier,
      TopicGuard guard,
      Policy policy,
      RelayMeters meters) {
    this.context = context;
    this.database = database;
    this.carrier = carrier;
    this.guard = guard;
    this.policy = policy;
    this.meters = meters;
    pause = policy.pollMin();
  }

  /**
   * Opens a relay of the outbox in this database's schema and starts it. Kafka may be away.
   *
   * @param context the event loop to run on
   * @param guard publishes nothing before it has passed
   * @param eventBytesMax the largest value it will be asked to send
   */
  public static Future<Relay> open(
      Context context,
      Database database,
      KafkaConfig kafka,
      TopicGuard guard,
      Policy policy,
      int eventBytesMax,
      MeterRegistry registry) {
    var vertx = context.owner();
    return Publisher.open(vertx, kafka, guard::verdict, eventBytesMax)
        .map(
            publisher -> {
              var meters = new RelayMeters(registry);
              var carrier = new Carrier(context, publisher, new TopicTail(vertx, kafka), meters);
              var relay = new Relay(context, database, carrier, guard, policy, meters);
              relay.nudge();
              return relay;
            });
  }

  /** The slot that a row of this key belongs to. */
  public static short slotOf(String key) {
    return SlotCursor.slotOf(key);
  }

  /** The channel on which instances tell each other that rows were committed. */
  public static String channel(Database database) {
    return "outbox:" + database.config().schema();
  }

  /** Whether rows committed here are for this instance to publish, all of them. */
  public boolean ownsAll() {
    return ownsAll;
  }

  /** Rows may be there. Cheap; many calls cause one round. */
  public void nudge() {
    context.runOnContext(
        ignored -> {
          nudged = true;
          if (!running) {
            round();
          }
        });
  }

  /** Why rows do not move, as one sentence; empty if they do. */
  public Optional<String> trouble() {
    var oldest = meters.oldest();
    return guard
        .trouble()
        .or(carrier::trouble)
        .or(() -> trouble.isEmpty() ? Optional.empty() : Optional.of(trouble))
        .or(
            () ->
                oldest.compareTo(policy.backlogAgeMax()) > 0
                    ? Optional.of(
                        "the oldest unpublished event waits for " + oldest.toSeconds() + " s")
                    : Optional.empty());
  }

  /** Publishes what is committed, within ten seconds, and gives the slots back. */
  public Future<Void> close() {
    context.runOnContext(
        ignored -> {
          closing = true;
          guard.close();
          carrier.stop();
          nudge();
        });
    return ended
        .future()
        .timeout(CLOSE_SECONDS_MAX, TimeUnit.SECONDS)
        .otherwiseEmpty()
        .compose(ignored -> session == null ? Future.succeededFuture() : session.close())
        .eventually(carrier::close);
  }

  private void round() {
    context.owner().cancelTimer(timer);
    running = true;
    nudged = false;
    session()
        .compose(this::claim)
        .compose(this::rotate)
        .compose(now -> carrier.carryReleased(now).map(now))
        .compose(now -> now.read().compose(batch -> carrier.carry(now, batch)).map(now::found))
        .onComplete(
            moved -> {
              running = false;
              if (moved.succeeded()) {
                settled(moved.result());
              } else {
                failed(moved.cause());
              }
            });
  }

  private void settled(RelaySession.Found found) {
    trouble = "";
    if (found != RelaySession.Found.NOTHING) {
      pause = policy.pollMin();
    }
    if (closing && found == RelaySession.Found.NOTHING) {
      ended.tryComplete();
    } else if (closing || nudged || found == RelaySession.Found.A_PAGE) {
      context.runOnContext(ignored -> nextRound());
    } else {
      timer = context.owner().setTimer(pause.toMillis(), ignored -> nextRound());
      pause = doubled(pause, policy.pollMax());
    }
  }

  private void nextRound() {
    if (!running) {
      round();
    }
  }

  private void failed(Throwable failure) {
    var told = "the outbox cannot be relayed: " + failure.getMessage();
    if (!told.equals(trouble)) {
      LOG.warn("{}; trying again", told);
    }
    trouble = told;
    var broken = session;
    session = null;
    owns(0);
    if (broken != null) {
      broken.close().onFailure(ignored -> LOG.debug("The connection was gone already"));
    }
    if (closing) {
      ended.tryComplete();
      return;
    }
    pause =
        doubled(pause.compareTo(Carrier.WAIT_MIN) < 0 ? Carrier.WAIT_MIN : pause, Carrier.WAIT_MAX);
    timer = context.owner().setTimer(pause.toMillis(), ignored -> nextRound());
  }

  private Future<RelaySession> session() {
    var current = session;
    if (current != null && current.isOpen()) {
      return Future.succeededFuture(current);
    }
    return RelaySession.open(database, policy.batchRowsMax())
        .compose(opened -> opened.listen(channel(database), this::nudge).map(opened))
        .onSuccess(
            opened -> {
              session = opened;
              trouble = trouble.equals(NOT_STARTED) ? "" : trouble;
              claimedNanos = System.nanoTime() - SHARE_EVERY.toNanos();
            });
  }

  /** Often while slots are elsewhere, as their owner may be dead; else now and then. */
  private Future<RelaySession> claim(RelaySession now) {
    var every = now.ownsAll() ? SHARE_EVERY : CLAIM_EVERY;
    if (System.nanoTime() - claimedNanos < every.toNanos()) {
      return Future.succeededFuture(now);
    }
    claimedNanos = System.nanoTime();
    return now.claim()
        .compose(taken -> carrier.took(now, taken))
        .map(
            ignored -> {
              owns(now.owned());
              return now;
            });
  }

  private void owns(int slots) {
    ownsAll = slots == SlotCursor.SLOTS;
    meters.owned(slots);
  }

  private Future<RelaySession> rotate(RelaySession now) {
    if (System.nanoTime() - rotatedNanos < ROTATE_EVERY.toNanos()) {
      return Future.succeededFuture(now);
    }
    rotatedNanos = System.nanoTime();
    return now.rotateIfDue(policy.keepPublished()).map(now);
  }

  private static Duration doubled(Duration pause, Duration max) {
    var twice = pause.multipliedBy(2);
    return twice.compareTo(max) > 0 ? max : twice;
  }
}
