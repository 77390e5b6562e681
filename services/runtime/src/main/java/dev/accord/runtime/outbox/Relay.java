package dev.accord.runtime.outbox;

import dev.accord.runtime.outbox.OutboxRow.TopicKey;
import dev.accord.runtime.outbox.RelaySession.Batch;
import dev.accord.runtime.sql.Database;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves committed rows to Kafka, batch by batch: read, publish, wait for all acknowledgements,
 * store the position. It runs when nudged after a commit and otherwise polls, at longer intervals
 * the longer nothing comes. Whatever fails is tried again; rows wait in the table meanwhile.
 *
 * <p>Everything runs on one event loop, one round at a time; {@link #nudge} and the figures may be
 * called from anywhere.
 */
final class Relay {
  private static final Logger LOG = LoggerFactory.getLogger(Relay.class);
  private static final Duration CLAIM_EVERY = Duration.ofMillis(200);
  private static final Duration ROTATE_EVERY = Duration.ofSeconds(10);
  private static final Duration AFTER_TROUBLE_MIN = Duration.ofMillis(50);
  private static final Duration AFTER_TROUBLE_MAX = Duration.ofSeconds(1);
  private static final long CLOSE_SECONDS_MAX = 10;

  private final Context context;
  private final Database database;
  private final Publisher publisher;
  private final OutboxConfig config;
  private final RelayMeters meters;
  private final Promise<Void> ended = Promise.promise();
  private @Nullable RelaySession session;
  private Set<TopicKey> parkedKeys = new HashSet<>();
  private long claimedNanos;
  private long rotatedNanos = System.nanoTime();
  private long timer = -1;
  private boolean running;
  private boolean nudged;
  private volatile boolean closing;
  private Duration pause;
  private volatile String trouble = "the outbox relay has not started yet";

  Relay(
      Context context,
      Database database,
      Publisher publisher,
      OutboxConfig config,
      RelayMeters meters) {
    this.context = context;
    this.database = database;
    this.publisher = publisher;
    this.config = config;
    this.meters = meters;
    pause = config.pollMin();
  }

  void start() {
    nudge();
  }

  /** Rows may be there. Cheap; many calls cause one round. */
  void nudge() {
    context.runOnContext(
        ignored -> {
          nudged = true;
          if (!running) {
            round();
          }
        });
  }

  /** Why rows do not move, as one sentence; empty if they do. */
  Optional<String> trouble() {
    if (!trouble.isEmpty()) {
      return Optional.of(trouble);
    }
    var oldest = meters.oldest();
    return oldest.compareTo(config.backlogAgeMax()) > 0
        ? Optional.of("the oldest unpublished event waits for " + oldest.toSeconds() + " s")
        : Optional.empty();
  }

  /** Publishes what is committed, within ten seconds, and gives the slots back. */
  Future<Void> close() {
    context.runOnContext(
        ignored -> {
          closing = true;
          nudge();
        });
    return ended
        .future()
        .timeout(CLOSE_SECONDS_MAX, TimeUnit.SECONDS)
        .otherwiseEmpty()
        .compose(ignored -> session == null ? Future.succeededFuture() : session.close())
        .eventually(publisher::close);
  }

  private void round() {
    context.owner().cancelTimer(timer);
    running = true;
    nudged = false;
    session()
        .compose(this::claim)
        .compose(this::rotate)
        .compose(now -> now.read().compose(batch -> move(now, batch)))
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

  private void settled(int rows) {
    trouble = "";
    if (rows > 0) {
      pause = config.pollMin();
      context.runOnContext(ignored -> nextRound());
    } else if (closing) {
      ended.tryComplete();
    } else if (nudged) {
      context.runOnContext(ignored -> nextRound());
    } else {
      timer = context.owner().setTimer(pause.toMillis(), ignored -> nextRound());
      pause = doubled(pause, config.pollMax());
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
    meters.owned(0);
    if (broken != null) {
      broken.close().onFailure(ignored -> LOG.debug("The connection was gone already"));
    }
    if (closing) {
      ended.tryComplete();
      return;
    }
    pause =
        doubled(
            pause.compareTo(AFTER_TROUBLE_MIN) < 0 ? AFTER_TROUBLE_MIN : pause, AFTER_TROUBLE_MAX);
    timer = context.owner().setTimer(pause.toMillis(), ignored -> nextRound());
  }

  private Future<RelaySession> session() {
    var current = session;
    if (current != null && current.isOpen()) {
      return Future.succeededFuture(current);
    }
    return RelaySession.open(database, config.batchRowsMax())
        .compose(
            opened -> {
              session = opened;
              claimedNanos = System.nanoTime() - CLAIM_EVERY.toNanos();
              return reloadParked(opened);
            });
  }

  private Future<RelaySession> claim(RelaySession now) {
    if (now.ownsAll() || System.nanoTime() - claimedNanos < CLAIM_EVERY.toNanos()) {
      return Future.succeededFuture(now);
    }
    claimedNanos = System.nanoTime();
    return now.claim()
        .compose(
            ignored -> {
              meters.owned(now.owned());
              return reloadParked(now);
            });
  }

  private Future<RelaySession> rotate(RelaySession now) {
    if (System.nanoTime() - rotatedNanos < ROTATE_EVERY.toNanos()) {
      return Future.succeededFuture(now);
    }
    rotatedNanos = System.nanoTime();
    return now.rotateIfDue(config.keepPublished()).map(now);
  }

  private Future<RelaySession> reloadParked(RelaySession now) {
    return now.parkedKeys()
        .map(
            keys -> {
              parkedKeys = keys;
              return now;
            });
  }

  private Future<Integer> move(RelaySession from, Batch batch) {
    meters.batchRead(batch.rows().isEmpty(), batch.oldestAge());
    var unsendable =
        Publisher.behind(
            batch.rows().stream().filter(row -> parkedKeys.contains(row.topicKey())).toList());
    var sendable = batch.rows().stream().filter(row -> !unsendable.containsKey(row)).toList();
    var parked = new LinkedHashMap<>(unsendable);
    return publish(from, sendable, parked, AFTER_TROUBLE_MIN)
        .compose(ignored -> park(from, parked))
        .compose(ignored -> from.advance(batch))
        .map(
            ignored -> {
              meters.batchDone(batch.rows().size() - parked.size(), parked.size());
              return batch.rows().size();
            });
  }

  /** Until every row is acknowledged or refused, or the slots are lost. */
  private Future<Void> publish(
      RelaySession from, List<OutboxRow> rows, Map<OutboxRow, String> parked, Duration wait) {
    if (rows.isEmpty()) {
      return Future.succeededFuture();
    }
    return publisher
        .publish(rows)
        .compose(
            sent -> {
              parked.putAll(sent.refused());
              if (sent.unsent().isEmpty()) {
                return Future.succeededFuture();
              }
              noteAway(sent.trouble());
              if (closing || !from.isOpen()) {
                return Future.failedFuture(new IllegalStateException(sent.trouble()));
              }
              return context
                  .owner()
                  .timer(wait.toMillis(), TimeUnit.MILLISECONDS)
                  .compose(
                      ignored ->
                          publish(from, sent.unsent(), parked, doubled(wait, AFTER_TROUBLE_MAX)));
            });
  }

  private void noteAway(String reason) {
    var told = "Kafka does not take events: " + reason;
    if (trouble.isEmpty()) {
      LOG.warn("{}; they wait in the outbox", told);
    }
    trouble = told;
  }

  private Future<Void> park(RelaySession from, Map<OutboxRow, String> parked) {
    if (parked.isEmpty()) {
      return Future.succeededFuture();
    }
    parked.forEach(
        (row, reason) -> {
          parkedKeys.add(row.topicKey());
          LOG.error(
              "Event {} of topic {} key {} is parked: {}",
              row.position(),
              row.topic(),
              row.key(),
              reason);
        });
    return from.park(parked);
  }

  private static Duration doubled(Duration pause, Duration max) {
    var twice = pause.multipliedBy(2);
    return twice.compareTo(max) > 0 ? max : twice;
  }
}
