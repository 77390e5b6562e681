package dev.accord.runtime.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Kafka consumer behind vertx-kafka-client, closing what that client leaves open (decision 4):
 * a revocation waits on the poll thread until running work has ended; partitions with too much work
 * are paused while polling goes on; offsets are committed between polls; a poll that fails is not
 * repeated at once. Everything but {@link #wakeup} runs on the poll thread.
 */
final class PollingConsumer extends KafkaConsumer<byte[], byte[]> {
  private static final Logger LOG = LoggerFactory.getLogger(PollingConsumer.class);
  private static final Duration COMMIT_TIMEOUT = Duration.ofSeconds(5);
  private static final long COMMIT_INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long POLL_FAILED_PAUSE_MILLIS = 500;
  private static final long SATURATED_PAUSE_MILLIS = 20;

  private final ConsumerLoop.Reading reading;
  private final Partitions partitions;
  private final Duration revocationMax;
  private final Map<TopicPartition, Long> committed = new HashMap<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private long lastCommitNanos;
  private volatile long lastPollNanos = System.nanoTime();
  private volatile @Nullable String pollTrouble;
  private volatile long lag;
  private volatile Set<String> stateBehind;

  /** What the loop's lanes know about partitions. Every method is safe on the poll thread. */
  interface Partitions {
    void assigned(Collection<TopicPartition> partitions);

    /**
     * Completes when no work on these partitions is running any more. Only what holds back the
     * commit of finished work is still started.
     */
    CompletableFuture<Void> drain(Collection<TopicPartition> partitions);

    void gone(Collection<TopicPartition> partitions);

    Map<TopicPartition, Long> committable();

    Set<TopicPartition> saturated();

    /** Partitions with unfinished work, of every poll that was handed over. */
    Set<TopicPartition> busy();
  }

  PollingConsumer(
      Map<String, Object> settings,
      ConsumerLoop.Reading reading,
      Partitions partitions,
      Duration revocationMax) {
    super(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    this.reading = reading;
    this.partitions = partitions;
    stateBehind = reading.state();
    this.revocationMax = revocationMax;
  }

  /** How long ago the poll thread was last seen alive. */
  Duration sinceLastPoll() {
    return Duration.ofNanos(System.nanoTime() - lastPollNanos);
  }

  /** Why the last poll failed; null if it did not. */
  @Nullable String pollTrouble() {
    return pollTrouble;
  }

  long lag() {
    return lag;
  }

  /** That state is not complete yet, as one sentence; empty once it has been. */
  Optional<String> incomplete() {
    var behind = stateBehind;
    return behind.isEmpty()
        ? Optional.empty()
        : Optional.of("the state that " + behind + " carry is not complete yet");
  }

  @Override
  public void subscribe(Collection<String> topics, ConsumerRebalanceListener ignored) {
    super.subscribe(topics, new AwaitedRebalance());
  }

  @Override
  public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
    lastPollNanos = System.nanoTime();
    pauseSaturated();
    commitFinished();
    noteCompleteState();
    try {
      var records = pollOrSeek(saturatedPause(timeout));
      pollTrouble = null;
      lag = assignment().stream().mapToLong(partition -> currentLag(partition).orElse(0)).sum();
      return records;
    } catch (WakeupException e) {
      throw e;
    } catch (KafkaException e) {
      pollTrouble = e.getClass() == KafkaException.class ? e.getMessage() : e.toString();
      pauseUnlessClosing(POLL_FAILED_PAUSE_MILLIS);
      throw e;
    }
  }

  /** A group that is new begins with the earliest record there is. */
  private ConsumerRecords<byte[], byte[]> pollOrSeek(Duration timeout) {
    try {
      return super.poll(timeout);
    } catch (NoOffsetForPartitionException e) {
      seekToBeginning(e.partitions());
    } catch (OffsetOutOfRangeException e) {
      seekAcrossGaps(e.offsetOutOfRangePartitions());
    }
    return ConsumerRecords.empty();
  }

  /**
   * Records that are gone before they were handled are never passed over silently. A topic that
   * ends before the group's offset was truncated or made anew: it is read from its beginning, and
   * the inbox recognises what it knows.
   */
  private void seekAcrossGaps(Map<TopicPartition, Long> wanted) {
    beginningOffsets(wanted.keySet())
        .forEach(
            (partition, beginning) -> {
              long offset = wanted.getOrDefault(partition, beginning);
              var gap = gap(partition, offset, beginning);
              if (offset < beginning && !reading.acceptGap()) {
                throw new KafkaException(gap);
              }
              LOG.warn("Going on at {}: {}", beginning, gap);
            });
    seekToBeginning(wanted.keySet());
  }

  private String gap(TopicPartition partition, long offset, long beginning) {
    return offset < beginning
        ? String.format(
            Locale.ROOT,
            "%s begins at %d by now, group %s is at %d: %d records are gone before it read them;"
                + " inbox.accept-gap=true goes on without them",
            partition,
            beginning,
            reading.group(),
            offset,
            beginning - offset)
        : String.format(
            Locale.ROOT,
            "%s ends before offset %d, which group %s had reached",
            partition,
            offset,
            reading.group());
  }

  @Override
  public void wakeup() {
    closing.countDown();
    super.wakeup();
  }

  private void pauseSaturated() {
    var saturated = new HashSet<>(partitions.saturated());
    saturated.retainAll(assignment());
    var resumed = new HashSet<>(paused());
    resumed.removeAll(saturated);
    pause(saturated);
    resume(resumed);
  }

  /** The poll before has been handed over: a partition without lag or work is at its end. */
  private void noteCompleteState() {
    if (stateBehind.isEmpty()) {
      return;
    }
    var state =
        assignment().stream()
            .filter(partition -> reading.state().contains(partition.topic()))
            .toList();
    if (!assignment().isEmpty() && state.stream().allMatch(this::isAtItsEnd)) {
      stateBehind = Set.of();
      LOG.info(
          "The state of {} is complete, at {}",
          reading.group(),
          state.stream().map(partition -> partition + "@" + position(partition)).toList());
    }
  }

  private boolean isAtItsEnd(TopicPartition partition) {
    return currentLag(partition).orElse(Long.MAX_VALUE) == 0
        && !partitions.busy().contains(partition);
  }

  private void commitFinished() {
    if (System.nanoTime() - lastCommitNanos < COMMIT_INTERVAL_NANOS) {
      return;
    }
    lastCommitNanos = System.nanoTime();
    var due = due(assignment());
    if (due.isEmpty()) {
      return;
    }
    commitAsync(
        due,
        (offsets, failure) -> {
          if (failure == null) {
            noteCommitted(offsets);
          } else {
            LOG.debug("Offsets are committed with the next round: {}", failure.toString());
          }
        });
  }

  private Map<TopicPartition, OffsetAndMetadata> due(Collection<TopicPartition> owned) {
    var due = new HashMap<TopicPartition, OffsetAndMetadata>();
    partitions
        .committable()
        .forEach(
            (partition, offset) -> {
              if (owned.contains(partition) && !offset.equals(committed.get(partition))) {
                due.put(partition, new OffsetAndMetadata(offset, reading.owner()));
              }
            });
    return due;
  }

  private void noteCommitted(Map<TopicPartition, OffsetAndMetadata> offsets) {
    offsets.forEach((partition, offset) -> committed.put(partition, offset.offset()));
  }

  /**
   * Kafka's consumer does not wait while it holds records of paused partitions: it looks at them
   * again and again until the timeout. So the wait is here.
   */
  private Duration saturatedPause(Duration timeout) {
    if (paused().isEmpty()) {
      return timeout;
    }
    pauseUnlessClosing(SATURATED_PAUSE_MILLIS);
    return Duration.ZERO;
  }

  private void pauseUnlessClosing(long millis) {
    try {
      var unused = closing.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The listener Kafka calls inside {@code poll} and {@code close}, on the poll thread. */
  private final class AwaitedRebalance implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
      partitions.assigned(assigned);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
      awaitDrained(revoked);
      try {
        commitNow(revoked);
      } catch (KafkaException e) {
        LOG.warn("Offsets of {} stay uncommitted, their next owner repeats work: {}", revoked, e);
      }
      forget(revoked);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> lost) {
      LOG.warn("Partitions {} were lost to another member", lost);
      forget(lost);
    }

    private void awaitDrained(Collection<TopicPartition> revoked) {
      try {
        var unused = partitions.drain(revoked).get(revocationMax.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException | ExecutionException e) {
        LOG.warn(
            "Partitions {} are given up with work still running after {}", revoked, revocationMax);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private void commitNow(Collection<TopicPartition> revoked) {
      var due = due(revoked);
      if (due.isEmpty()) {
        return;
      }
      try {
        commitSync(due, COMMIT_TIMEOUT);
      } catch (WakeupException e) {
        // A wake-up meant for a poll that had already returned; it is spent now.
        commitSync(due, COMMIT_TIMEOUT);
      }
    }

    private void forget(Collection<TopicPartition> partitionsGone) {
      partitions.gone(partitionsGone);
      committed.keySet().removeAll(partitionsGone);
    }
  }
}
