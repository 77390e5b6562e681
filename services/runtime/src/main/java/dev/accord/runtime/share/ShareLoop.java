package dev.accord.runtime.share;

import dev.accord.runtime.kafka.ConsumerLoop;
import dev.accord.runtime.kafka.KafkaConfig;
import dev.accord.runtime.kafka.Membership;
import dev.accord.runtime.kafka.RecordWork;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One member of a share group. What became of a record is told to the broker for each by itself:
 *
 * <ul>
 *   <li>accounted for: accept; or reject, if it is among the dead letters;
 *   <li>still worked on, or waiting for what is away: renew, once a second, so that nobody else
 *       gets it;
 *   <li>unfinished when this member leaves: release, so that somebody else gets it at once.
 * </ul>
 *
 * A member that dies answers nothing, and its records are delivered again, to anybody. The broker
 * counts deliveries and gives a record up after some; whose work is begun for the last time is
 * known here, so that it can be kept.
 */
public final class ShareLoop implements Membership {
  private static final Logger LOG = LoggerFactory.getLogger(ShareLoop.class);
  private static final Duration POLL_MAX = Duration.ofMillis(500);

  /** How long one slow record keeps the next ones waiting; far below the time of a lock. */
  private static final Duration HOLD_MAX = Duration.ofSeconds(1);

  private static final long AGAIN_MILLIS = 1_000;
  private static final Duration SILENCE_MAX = Duration.ofSeconds(60);
  private static final Duration LEAVE_MAX = Duration.ofSeconds(5);

  private final KafkaConfig config;
  private final String group;
  private final Set<String> topics;
  private final ConsumerLoop.Limits limits;
  private final Taken taken;
  private final Promise<Void> left = Promise.promise();
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile int deliveriesMax = Integer.MAX_VALUE;
  private volatile @Nullable ShareConsumer<byte[], byte[]> consumer;
  private volatile String trouble = "the share group is not joined yet";
  private volatile long lastRoundNanos = System.nanoTime();

  /** Makes the work on a record. */
  @FunctionalInterface
  public interface Work {
    /**
     * Called once for each time the record is delivered to this member, on its poll thread.
     *
     * @param last whether the broker gives the record up if this delivery has no answer either
     */
    RecordWork on(ConsumerRecord<byte[], byte[]> record, boolean last);
  }

  private ShareLoop(
      Context context,
      KafkaConfig config,
      String group,
      Set<String> topics,
      ConsumerLoop.Limits limits,
      Work work) {
    this.config = config;
    this.group = group;
    this.topics = Set.copyOf(topics);
    this.limits = limits;
    taken = new Taken(context, record -> work.on(record, isLast(record)));
  }

  /**
   * Starts to join and to poll. Kafka may be away, or have no share groups: {@link #trouble} says
   * so, and the member joins once it can. A new group begins at the earliest record.
   */
  public static ShareLoop start(
      Vertx vertx,
      KafkaConfig config,
      String group,
      Set<String> topics,
      ConsumerLoop.Limits limits,
      Work work) {
    var loop = new ShareLoop(vertx.getOrCreateContext(), config, group, topics, limits, work);
    var thread = new Thread(loop::run, "accord-share-" + group);
    thread.setDaemon(true);
    thread.start();
    return loop;
  }

  @Override
  public Optional<String> trouble() {
    return trouble.isEmpty() ? stall() : Optional.of(trouble);
  }

  @Override
  public Optional<String> stall() {
    return System.nanoTime() - lastRoundNanos > SILENCE_MAX.toNanos()
        ? Optional.of("no poll for more than " + SILENCE_MAX.toSeconds() + " s")
        : taken.inFlight().stuck(limits.handlingMax());
  }

  @Override
  public long unfinished() {
    return taken.count();
  }

  /** Only the broker knows: a share group has no position that a member could see. */
  @Override
  public long lag() {
    return 0;
  }

  @Override
  public Future<Void> close() {
    closing.countDown();
    taken.stop();
    var joined = consumer;
    if (joined != null) {
      joined.wakeup();
    }
    return left.future();
  }

  private boolean isLast(ConsumerRecord<byte[], byte[]> record) {
    return record.deliveryCount().orElse((short) 1) >= deliveriesMax;
  }

  private boolean isClosing() {
    return closing.getCount() == 0;
  }

  private void run() {
    try {
      while (!isClosing()) {
        try {
          deliveriesMax = ShareGroup.prepare(config, group);
          poll();
        } catch (UnavailableException | RuntimeException e) {
          note(e);
          var unused = closing.await(AGAIN_MILLIS, TimeUnit.MILLISECONDS);
        }
      }
    } catch (InterruptedException e) {
      LOG.warn("{} was interrupted and reads no more", Thread.currentThread().getName());
    } finally {
      left.complete();
    }
  }

  private void note(Exception failure) {
    if (isClosing()) {
      return;
    }
    var told = "share group " + group + " is not read: " + failure.getMessage();
    if (!told.equals(trouble)) {
      LOG.warn("{}; trying again", told);
    }
    trouble = told;
    lastRoundNanos = System.nanoTime();
  }

  /** One membership, until it fails or is no longer wanted. */
  private void poll() throws InterruptedException {
    taken.lostAll();
    var bytes = new ByteArrayDeserializer();
    var joining = new KafkaShareConsumer<>(settings(), bytes, bytes);
    try {
      consumer = joining;
      joining.setAcknowledgementCommitCallback(
          (answered, failure) -> {
            if (failure != null) {
              LOG.debug("Answers of {} are lost, their records come again", answered, failure);
              answered.forEach(
                  (partition, offsets) ->
                      taken.lost(partition.topic(), partition.partition(), offsets));
            }
          });
      joining.subscribe(topics);
      while (!isClosing()) {
        round(joining);
      }
      taken.awaitIdle(limits.revocationMax());
      if (taken.count() > 0) {
        // What was renewed last comes back once more, and can be released.
        round(joining);
      }
    } finally {
      consumer = null;
      joining.close(LEAVE_MAX);
    }
  }

  /** What is told about a record leaves with the next poll, or with the leaving. */
  private void round(ShareConsumer<byte[], byte[]> joined) throws InterruptedException {
    lastRoundNanos = System.nanoTime();
    var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
    try {
      joined.poll(POLL_MAX).forEach(records::add);
    } catch (WakeupException e) {
      return;
    }
    trouble = "";
    records.forEach(taken::begin);
    taken.await(records, HOLD_MAX);
    if (isClosing()) {
      taken.await(records, limits.revocationMax());
    }
    records.forEach(record -> joined.acknowledge(record, taken.answer(record)));
  }

  private Map<String, Object> settings() {
    var settings = new HashMap<String, Object>(config.clientSettings());
    settings.put("bootstrap.servers", config.bootstrapServers());
    settings.put("group.id", group);
    settings.put("share.acknowledgement.mode", "explicit");
    // Otherwise a member is given whole batches, and takes more than its share.
    settings.put("share.acquire.mode", "record_limit");
    settings.put("max.poll.records", Integer.toString(limits.runningMax()));
    settings.put("allow.auto.create.topics", "false");
    return settings;
  }
}
