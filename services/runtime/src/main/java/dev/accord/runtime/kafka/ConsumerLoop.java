package dev.accord.runtime.kafka;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.kafka.client.consumer.KafkaReadStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One member of a consumer group. Records of one key are worked on in order, of different keys at
 * the same time; an offset is committed only when it and all below it are finished; a partition is
 * given back only when its running work has ended, within a bound; work in excess pauses its
 * partition, and the member keeps polling.
 */
public final class ConsumerLoop implements Membership {
  private static final Logger LOG = LoggerFactory.getLogger(ConsumerLoop.class);

  /** Short, so that pauses, resumes and commits between polls take effect soon. */
  private static final Duration POLL_TIMEOUT = Duration.ofMillis(100);

  private static final Duration POLL_SILENCE_MAX = Duration.ofSeconds(60);

  private final PollingConsumer consumer;
  private final KafkaReadStream<byte[], byte[]> stream;
  private final Assignment assignment;
  private final Limits limits;

  /**
   * What a group reads.
   *
   * @param topics all of them
   * @param state those that carry state: it is complete once a member has handled them up to their
   *     present end
   * @param owner whose work the committed offsets are; kept with them, see {@code GroupOwner}
   * @param acceptGap whether to go on behind records that were deleted before the group read them;
   *     if not, the member stays where it is, in {@link #trouble}
   */
  public record Reading(
      String group, Set<String> topics, Set<String> state, String owner, boolean acceptGap) {
    /** Copies. */
    public Reading {
      topics = Set.copyOf(topics);
      state = Set.copyOf(state);
    }

    /** Topics without state, for nobody in particular. */
    public static Reading of(String group, Set<String> topics) {
      return new Reading(group, topics, Set.of(), "", false);
    }
  }

  /**
   * How much a member takes on.
   *
   * @param runningMax records worked on at the same time
   * @param partitionRecordsMax records of one partition that wait or run before it is paused
   * @param revocationMax how long a rebalance waits for running work; work that takes longer may be
   *     repeated by the partition's next owner
   * @param handlingMax a record that is worked on for longer is stuck: this member is not alive
   */
  public record Limits(
      int runningMax, int partitionRecordsMax, Duration revocationMax, Duration handlingMax) {
    /** 100 at a time, 500 a partition, 10 s, 10 min. */
    public static final Limits DEFAULT =
        new Limits(100, 500, Duration.ofSeconds(10), Duration.ofMinutes(10));

    public Limits {
      if (revocationMax.isNegative() || handlingMax.isNegative()) {
        throw new IllegalArgumentException("limits of a consumer must not be below zero");
      }
      if (runningMax < 1 || partitionRecordsMax < 1 || handlingMax.isZero()) {
        throw new IllegalArgumentException("limits of a consumer must be above zero");
      }
    }
  }

  /**
   * Figures of a member.
   *
   * @param dropped records that a lost assignment left behind, since the start
   * @param sinceLastPoll long while a rebalance waits for running work
   */
  public record Figures(long dropped, Duration sinceLastPoll) {}

  private ConsumerLoop(
      PollingConsumer consumer,
      KafkaReadStream<byte[], byte[]> stream,
      Assignment assignment,
      Limits limits) {
    this.limits = limits;
    this.consumer = consumer;
    this.stream = stream;
    this.assignment = assignment;
  }

  /**
   * Joins the group and starts polling. A group without committed offsets starts at the earliest
   * record. The broker may be away: the member joins when it is back. It is in {@link #trouble}
   * until the state that it reads has been complete once.
   *
   * @param work makes the work on a record; called once for each record, on the event loop
   */
  public static Future<ConsumerLoop> start(
      Vertx vertx,
      KafkaConfig config,
      Reading reading,
      Limits limits,
      Function<ConsumerRecord<byte[], byte[]>, RecordWork> work) {
    var context = vertx.getOrCreateContext();
    var assignment = new Assignment(context, limits, work);
    var settings = settings(config, reading.group());
    return vertx
        .executeBlocking(
            () -> new PollingConsumer(settings, reading, assignment, limits.revocationMax()))
        .compose(consumer -> onContext(context, consumer, assignment, limits, reading.topics()));
  }

  private static Future<ConsumerLoop> onContext(
      Context context,
      PollingConsumer consumer,
      Assignment assignment,
      Limits limits,
      Set<String> topics) {
    Promise<ConsumerLoop> started = Promise.promise();
    context.runOnContext(
        ignored -> {
          var stream = KafkaReadStream.<byte[], byte[]>create(context.owner(), consumer);
          var loop = new ConsumerLoop(consumer, stream, assignment, limits);
          stream
              .exceptionHandler(
                  failure -> LOG.warn("Polling {} failed: {}", topics, failure.toString()))
              .pollTimeout(POLL_TIMEOUT)
              .batchHandler(loop::accept);
          stream.subscribe(topics).map(loop).onComplete(started);
        });
    return started.future();
  }

  private void accept(ConsumerRecords<byte[], byte[]> records) {
    records.forEach(assignment::accept);
  }

  @Override
  public Optional<String> trouble() {
    var trouble = consumer.pollTrouble();
    if (trouble != null) {
      return Optional.of("polling Kafka fails: " + trouble);
    }
    if (!assignment.everAssigned()) {
      return Optional.of("the consumer group has not assigned any partition yet");
    }
    return stall().or(consumer::incomplete);
  }

  @Override
  public Optional<String> stall() {
    return consumer.sinceLastPoll().compareTo(POLL_SILENCE_MAX) > 0
        ? Optional.of("no poll for more than " + POLL_SILENCE_MAX.toSeconds() + " s")
        : assignment.inFlight().stuck(limits.handlingMax());
  }

  @Override
  public long unfinished() {
    return assignment.unfinished();
  }

  @Override
  public long lag() {
    return consumer.lag();
  }

  /** More figures. Any thread. */
  public Figures figures() {
    return new Figures(assignment.dropped(), consumer.sinceLastPoll());
  }

  /**
   * Running work ends, within the bound of the limits, finished offsets are committed, partitions
   * are handed over at once.
   */
  @Override
  public Future<Void> close() {
    return stream.close();
  }

  private static Map<String, Object> settings(KafkaConfig config, String group) {
    var settings = new HashMap<String, Object>(config.clientSettings());
    settings.put("bootstrap.servers", config.bootstrapServers());
    settings.put("group.id", group);
    settings.put("group.protocol", config.groupProtocol().setting());
    settings.put("enable.auto.commit", "false");
    settings.put("auto.offset.reset", "none");
    settings.put("isolation.level", "read_committed");
    settings.put("allow.auto.create.topics", "false");
    return settings;
  }
}
