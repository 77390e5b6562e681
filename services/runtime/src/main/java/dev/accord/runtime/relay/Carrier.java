package dev.accord.runtime.relay;

import dev.accord.runtime.relay.OutboxRow.TopicKey;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings batches to the topics: each row is acknowledged, was there already, or is parked before
 * the position is stored. Confined to the relay's event loop, one batch at a time.
 */
final class Carrier {
  private static final Logger LOG = LoggerFactory.getLogger(Carrier.class);
  private static final Duration RELEASE_EVERY = Duration.ofSeconds(1);
  static final Duration WAIT_MIN = Duration.ofMillis(50);
  static final Duration WAIT_MAX = Duration.ofSeconds(1);

  private final Context context;
  private final Publisher publisher;
  private final TopicTail tail;
  private final RelayMeters meters;
  private final Set<Short> taken = new HashSet<>();
  private Set<String> alreadyThere = Set.of();
  private boolean tailRead;
  private Set<TopicKey> parkedKeys = new HashSet<>();
  private long releasedNanos = System.nanoTime();
  private volatile String trouble = "";
  private volatile boolean stopping;

  Carrier(Context context, Publisher publisher, TopicTail tail, RelayMeters meters) {
    this.context = context;
    this.publisher = publisher;
    this.tail = tail;
    this.meters = meters;
  }

  /** Why Kafka does not take rows; empty if it does. */
  Optional<String> trouble() {
    return trouble.isEmpty() ? Optional.empty() : Optional.of(trouble);
  }

  /** What Kafka does not take at once from now on is given up. */
  void stop() {
    stopping = true;
  }

  /** Slots are ours that were another's: its last batch may be on the topics already. */
  Future<Void> took(RelaySession from, Set<Short> slots) {
    if (slots.isEmpty()) {
      return Future.succeededFuture();
    }
    taken.addAll(slots);
    tailRead = false;
    return reloadParked(from);
  }

  /** Publishes or parks every row, then stores the position. */
  Future<Integer> carry(RelaySession from, Batch batch) {
    meters.batchRead(batch.rows().isEmpty(), batch.oldestAge());
    var parked =
        Publisher.behind(
            batch.rows().stream().filter(row -> parkedKeys.contains(row.topicKey())).toList());
    var sendable = batch.rows().stream().filter(row -> !parked.containsKey(row)).toList();
    return withoutThoseThere(sendable)
        .compose(missing -> publish(from, missing, parked, WAIT_MIN))
        .compose(ignored -> park(from, parked))
        .compose(ignored -> from.advance(batch))
        .map(
            ignored -> {
              meters.batchDone(batch.rows().size() - parked.size(), parked.size());
              return batch.rows().size();
            });
  }

  /** After a takeover, until a page of each slot held nothing that was there. */
  private Future<List<OutboxRow>> withoutThoseThere(List<OutboxRow> rows) {
    var suspects = rows.stream().filter(row -> taken.contains(row.slot())).toList();
    if (suspects.isEmpty()) {
      return Future.succeededFuture(rows);
    }
    return readTail(suspects)
        .map(
            there -> {
              var missing = rows.stream().filter(row -> !there.contains(row.id())).toList();
              if (missing.size() == rows.size()) {
                suspects.forEach(row -> taken.remove(row.slot()));
              }
              meters.duplicatesAvoided(rows.size() - missing.size());
              return missing;
            });
  }

  private Future<Set<String>> readTail(List<OutboxRow> suspects) {
    if (tailRead) {
      return Future.succeededFuture(alreadyThere);
    }
    var since = new HashMap<String, Instant>();
    suspects.forEach(
        row -> since.merge(row.topic(), row.instant(), (a, b) -> a.isBefore(b) ? a : b));
    return tail.ids(since)
        .onSuccess(
            ids -> {
              alreadyThere = ids;
              tailRead = true;
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
              noteAway(sent.trouble());
              if (sent.unsent().isEmpty()) {
                return Future.succeededFuture();
              }
              if (stopping || !from.isOpen()) {
                return Future.failedFuture(new IllegalStateException(sent.trouble()));
              }
              return context
                  .owner()
                  .timer(wait.toMillis(), TimeUnit.MILLISECONDS)
                  .compose(ignored -> publish(from, sent.unsent(), parked, doubled(wait)));
            });
  }

  private void noteAway(String reason) {
    var told = reason.isEmpty() ? "" : "Kafka does not take events: " + reason;
    if (trouble.isEmpty() && !told.isEmpty()) {
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
    return from.parked().park(parked);
  }

  /** Sends what an operator released, at most once a second. */
  Future<Void> carryReleased(RelaySession from) {
    if (parkedKeys.isEmpty() || System.nanoTime() - releasedNanos < RELEASE_EVERY.toNanos()) {
      return Future.succeededFuture();
    }
    releasedNanos = System.nanoTime();
    return from.parked()
        .released(from.slots())
        .compose(
            rows -> rows.isEmpty() ? Future.<Void>succeededFuture() : sendReleased(from, rows));
  }

  private Future<Void> sendReleased(RelaySession from, List<OutboxRow> rows) {
    return publisher
        .publish(rows)
        .compose(
            sent -> {
              var gone = new ArrayList<>(rows);
              gone.removeAll(sent.unsent());
              gone.removeAll(sent.refused().keySet());
              LOG.info("{} parked events are published", gone.size());
              return from.parked()
                  .forget(gone)
                  .compose(ignored -> from.parked().refusedAgain(sent.refused()));
            })
        .compose(ignored -> reloadParked(from));
  }

  private Future<Void> reloadParked(RelaySession from) {
    return from.parked().keys().onSuccess(keys -> parkedKeys = keys).mapEmpty();
  }

  private static Duration doubled(Duration wait) {
    var twice = wait.multipliedBy(2);
    return twice.compareTo(WAIT_MAX) > 0 ? WAIT_MAX : twice;
  }

  Future<Void> close() {
    return publisher.close();
  }
}
