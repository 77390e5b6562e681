package dev.accord.runtime.share;

import dev.accord.runtime.kafka.InFlight;
import dev.accord.runtime.kafka.RecordWork;
import dev.accord.runtime.kafka.RecordWork.Finished;
import dev.accord.runtime.kafka.RecordWork.Outcome;
import dev.accord.runtime.kafka.RecordWork.RetryAfter;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The records that a member has taken, and the work on them. A record comes again with every poll
 * until it is answered for good; its work is begun once. Work runs on the event loop, everything
 * else on the poll thread.
 */
final class Taken {
  private static final Logger LOG = LoggerFactory.getLogger(Taken.class);
  private static final RetryAfter AFTER_A_MISTAKE = new RetryAfter(Duration.ofSeconds(1));

  private final Context context;
  private final Function<ConsumerRecord<byte[], byte[]>, RecordWork> work;
  private final Map<Place, Item> items = new ConcurrentHashMap<>();

  /** A permit for each piece of news, so that whoever waits need not look all the time. */
  private final Semaphore news = new Semaphore(0);

  private final InFlight inFlight = new InFlight();

  private volatile boolean stopping;

  private record Place(String topic, int partition, long offset) {
    @Override
    public String toString() {
      return topic + "-" + partition + " offset " + offset;
    }
  }

  /** One record's work; its fields are written on the event loop and read on the poll thread. */
  private static final class Item {
    final RecordWork work;
    volatile boolean running = true;
    volatile @Nullable Finished outcome;

    Item(RecordWork work) {
      this.work = work;
    }

    boolean isSettled(boolean stopping) {
      return outcome != null || (stopping && !running);
    }
  }

  Taken(Context context, Function<ConsumerRecord<byte[], byte[]>, RecordWork> work) {
    this.context = context;
    this.work = work;
  }

  /** Begins the work on a record that was polled, unless that has begun, or nothing may begin. */
  void begin(ConsumerRecord<byte[], byte[]> record) {
    var place = place(record);
    if (!stopping && !items.containsKey(place)) {
      var item = new Item(work.apply(record));
      items.put(place, item);
      attempt(place, item);
    }
  }

  /** What to tell the broker about a record now; what is finished is forgotten with that. */
  AcknowledgeType answer(ConsumerRecord<byte[], byte[]> record) {
    var item = items.get(place(record));
    var outcome = item == null ? null : item.outcome;
    if (outcome == null) {
      return stopping ? AcknowledgeType.RELEASE : AcknowledgeType.RENEW;
    }
    items.remove(place(record));
    return outcome.handled() ? AcknowledgeType.ACCEPT : AcknowledgeType.REJECT;
  }

  /** Waits until there is an answer for good to each of the records, or time is up. */
  void await(Collection<ConsumerRecord<byte[], byte[]>> records, Duration max)
      throws InterruptedException {
    await(
        () -> records.stream().map(record -> items.get(place(record))).allMatch(this::isSettled),
        max);
  }

  /** Waits until nothing is running, or time is up. */
  void awaitIdle(Duration max) throws InterruptedException {
    await(() -> items.values().stream().allMatch(this::isSettled), max);
  }

  private boolean isSettled(@Nullable Item item) {
    return item == null || item.isSettled(stopping);
  }

  private void await(BooleanSupplier settled, Duration max) throws InterruptedException {
    long deadline = System.nanoTime() + max.toNanos();
    var before = stopping;
    while (!settled.getAsBoolean() && before == stopping) {
      if (!news.tryAcquire(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        return;
      }
      news.drainPermits();
    }
  }

  /** The broker no longer holds these for this member: whoever gets them next begins anew. */
  void lost(String topic, int partition, Set<Long> offsets) {
    offsets.forEach(offset -> items.remove(new Place(topic, partition, offset)));
  }

  /** The same of everything. */
  void lostAll() {
    items.clear();
  }

  /** Begins nothing any more, not even another attempt. */
  void stop() {
    stopping = true;
    news.release();
  }

  InFlight inFlight() {
    return inFlight;
  }

  int count() {
    return items.size();
  }

  private void attempt(Place place, Item item) {
    context.runOnContext(
        ignored -> {
          item.running = true;
          inFlight.begin(place);
          Future.succeededFuture(item.work)
              .compose(RecordWork::attempt)
              .otherwise(
                  mistake -> {
                    LOG.error("Work on {} failed", place, mistake);
                    return AFTER_A_MISTAKE;
                  })
              .onSuccess(outcome -> ended(place, item, outcome));
        });
  }

  private void ended(Place place, Item item, Outcome outcome) {
    if (outcome instanceof Finished finished) {
      item.outcome = finished;
    } else if (outcome instanceof RetryAfter retry && !stopping && items.get(place) == item) {
      var unused =
          context
              .owner()
              .setTimer(retry.delay().toMillis(), later -> attemptUnlessStopped(place, item));
    }
    item.running = false;
    inFlight.end(place);
    news.release();
  }

  private void attemptUnlessStopped(Place place, Item item) {
    if (!stopping && items.get(place) == item) {
      attempt(place, item);
    }
  }

  private static Place place(ConsumerRecord<byte[], byte[]> record) {
    return new Place(record.topic(), record.partition(), record.offset());
  }
}
