package dev.accord.runtime.kafka;

import dev.accord.runtime.kafka.RecordWork.Outcome;
import dev.accord.runtime.kafka.RecordWork.RetryAfter;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The partitions a member owns and the work on them. Lives on one event loop; the poll thread tells
 * it of rebalances and reads its two concurrent views. A record belongs to the assignment it was
 * polled in: what a lost assignment leaves behind is dropped, even when the partition comes back.
 */
final class Assignment implements PollingConsumer.Partitions {
  private static final Logger LOG = LoggerFactory.getLogger(Assignment.class);
  private static final Outcome AFTER_A_MISTAKE = new RetryAfter(Duration.ofSeconds(1));

  private final Context context;
  private final int partitionRecordsMax;
  private final Function<ConsumerRecord<byte[], byte[]>, RecordWork> work;
  private final Lanes<Item> lanes;
  private final Map<TopicPartition, Owned> owned = new HashMap<>();
  private final Map<TopicPartition, Long> committable = new ConcurrentHashMap<>();
  private final Set<TopicPartition> saturated = ConcurrentHashMap.newKeySet();
  private final Set<TopicPartition> busy = ConcurrentHashMap.newKeySet();
  private final InFlight inFlight = new InFlight();
  private final AtomicLong unfinished = new AtomicLong();
  private final AtomicLong dropped = new AtomicLong();
  private volatile boolean everAssigned;

  /** One partition in one assignment. */
  private static final class Owned {
    final CommitFrontier frontier = new CommitFrontier();
    final CompletableFuture<Void> drained = new CompletableFuture<>();
    final TreeSet<Long> retrying = new TreeSet<>();
    long highestAttempted = -1;
    boolean draining;
    int running;

    /**
     * The last offset whose work still counts while draining. Above the highest attempted nothing
     * is done yet that could be repeated, and no commit passes an offset that waits for a retry.
     */
    long drainsThrough() {
      return retrying.isEmpty()
          ? highestAttempted
          : Math.min(highestAttempted, retrying.first() - 1);
    }

    void completeWhenDrained() {
      if (draining && running == 0 && frontier.committable().orElse(0) > drainsThrough()) {
        drained.complete(null);
      }
    }
  }

  private record Item(TopicPartition partition, Owned owned, long offset, RecordWork work) {
    @Override
    public String toString() {
      return partition + " offset " + offset;
    }
  }

  /** A record without a key has no order: each gets its own lane. */
  private record LaneKey(String topic, Object key) {}

  Assignment(
      Context context,
      ConsumerLoop.Limits limits,
      Function<ConsumerRecord<byte[], byte[]>, RecordWork> work) {
    this.context = context;
    this.partitionRecordsMax = limits.partitionRecordsMax();
    this.work = work;
    lanes =
        new Lanes<>(
            limits.runningMax(),
            this::attempt,
            (delay, then) -> context.owner().setTimer(delay.toMillis(), ignored -> then.run()));
  }

  /** A polled record; on the event loop. */
  void accept(ConsumerRecord<byte[], byte[]> record) {
    var partition = new TopicPartition(record.topic(), record.partition());
    var now = owned.get(partition);
    if (now == null || now.draining) {
      dropped.incrementAndGet();
      return;
    }
    now.frontier.begin(record.offset());
    unfinished.incrementAndGet();
    var unused = busy.add(partition);
    if (now.frontier.unfinishedCount() >= partitionRecordsMax) {
      saturated.add(partition);
    }
    var key = record.key() == null ? new Object() : ByteBuffer.wrap(record.key());
    lanes.add(
        new LaneKey(record.topic(), key),
        new Item(partition, now, record.offset(), work.apply(record)));
  }

  private Future<Outcome> attempt(Item item) {
    var from = item.owned;
    if (from.draining && item.offset > from.drainsThrough()) {
      return Future.succeededFuture(RecordWork.FINISHED);
    }
    from.retrying.remove(item.offset);
    from.highestAttempted = Math.max(from.highestAttempted, item.offset);
    from.running++;
    inFlight.begin(item);
    return onContext(Future.succeededFuture(item.work).compose(RecordWork::attempt))
        .recover(
            mistake -> {
              LOG.error("Work on {} failed", item, mistake);
              return Future.succeededFuture(AFTER_A_MISTAKE);
            })
        .onSuccess(outcome -> ended(item, outcome));
  }

  /** Work may end on any thread. */
  private Future<Outcome> onContext(Future<Outcome> work) {
    var here = Promise.<Outcome>promise();
    work.onComplete(ended -> context.runOnContext(ignored -> here.handle(ended)));
    return here.future();
  }

  private void ended(Item item, Outcome outcome) {
    var from = item.owned;
    from.running--;
    inFlight.end(item);
    if (outcome instanceof RecordWork.Finished) {
      from.frontier.finish(item.offset);
      if (owned.get(item.partition) == from) {
        finished(item.partition, from);
      }
    } else {
      from.retrying.add(item.offset);
    }
    from.completeWhenDrained();
  }

  private void finished(TopicPartition partition, Owned now) {
    unfinished.decrementAndGet();
    now.frontier.committable().ifPresent(next -> committable.put(partition, next));
    if (now.frontier.unfinishedCount() == 0) {
      busy.remove(partition);
    }
    if (now.frontier.unfinishedCount() <= partitionRecordsMax / 2) {
      saturated.remove(partition);
    }
  }

  @Override
  public void assigned(Collection<TopicPartition> partitions) {
    everAssigned = true;
    var assigned = List.copyOf(partitions);
    context.runOnContext(ignored -> assigned.forEach(tp -> owned.put(tp, new Owned())));
  }

  @Override
  public CompletableFuture<Void> drain(Collection<TopicPartition> partitions) {
    var revoked = List.copyOf(partitions);
    var drained = new CompletableFuture<Void>();
    context.runOnContext(
        ignored -> {
          var stopped = revoked.stream().map(this::stop).toArray(CompletableFuture<?>[]::new);
          var unused = CompletableFuture.allOf(stopped).thenRun(() -> drained.complete(null));
        });
    return drained;
  }

  private CompletableFuture<Void> stop(TopicPartition partition) {
    var now = owned.get(partition);
    if (now == null) {
      return CompletableFuture.completedFuture(null);
    }
    now.draining = true;
    now.completeWhenDrained();
    return now.drained;
  }

  @Override
  public void gone(Collection<TopicPartition> partitions) {
    var gone = List.copyOf(partitions);
    gone.forEach(committable::remove);
    gone.forEach(saturated::remove);
    context.runOnContext(ignored -> gone.forEach(this::forget));
  }

  private void forget(TopicPartition partition) {
    var was = owned.remove(partition);
    if (was == null) {
      return;
    }
    was.draining = true;
    committable.remove(partition);
    busy.remove(partition);
    unfinished.addAndGet(-was.frontier.unfinishedCount());
    dropped.addAndGet(was.frontier.unfinishedCount());
    lanes.discard(item -> item.owned == was);
  }

  @Override
  public Map<TopicPartition, Long> committable() {
    return committable;
  }

  @Override
  public Set<TopicPartition> saturated() {
    return saturated;
  }

  @Override
  public Set<TopicPartition> busy() {
    return busy;
  }

  InFlight inFlight() {
    return inFlight;
  }

  boolean everAssigned() {
    return everAssigned;
  }

  long unfinished() {
    return unfinished.get();
  }

  long dropped() {
    return dropped.get();
  }
}
