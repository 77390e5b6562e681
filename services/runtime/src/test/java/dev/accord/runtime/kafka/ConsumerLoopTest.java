package dev.accord.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accord.runtime.backends.Await;
import dev.accord.runtime.backends.Backends;
import dev.accord.runtime.kafka.ConsumerLoop.Limits;
import dev.accord.runtime.kafka.ConsumerLoop.Reading;
import dev.accord.runtime.kafka.KafkaConfig.GroupProtocol;
import dev.accord.runtime.kafka.RecordWork.Outcome;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(Backends.Shared.class)
class ConsumerLoopTest {
  private static final int PARTITIONS = 4;
  private static final String POLL_THREAD = "vert.x-kafka-consumer-thread";
  private static final AtomicInteger TOPICS = new AtomicInteger();

  private final Backends backends;
  private final String topic = "consumer-loop-" + TOPICS.incrementAndGet();
  private final List<String> attempted = Collections.synchronizedList(new ArrayList<>());
  private final Map<String, Promise<Outcome>> held = new ConcurrentHashMap<>();

  ConsumerLoopTest(Backends backends) {
    this.backends = backends;
    var topics = List.of(new Topics.Topic(topic, PARTITIONS, "delete"));
    assertThat(Await.get(Topics.ensure(backends.vertx, backends.kafkaConfig(), topics))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(GroupProtocol.class)
  void aRevokedPartitionMovesOnlyWhenItsRunningWorkHasEnded(GroupProtocol protocol) {
    produce(PARTITIONS, 1);
    var first = start(config(protocol, Map.of()), Limits.DEFAULT, this::hold);
    Await.until("all are running", () -> held.size() == PARTITIONS);
    var second = start(config(protocol, Map.of()), Limits.DEFAULT, this::finishAtOnce);
    Await.until(
        "the revocation waits, or did not",
        () -> first.figures().sinceLastPoll().toSeconds() >= 1 || attempted.size() > PARTITIONS);
    assertThat(attempted).hasSize(PARTITIONS);
    held.values().forEach(promise -> promise.complete(RecordWork.FINISHED));
    Await.until("the newcomer owns partitions", () -> second.trouble().isEmpty());
    produce(PARTITIONS, 1);
    Await.until(
        "the second round",
        () -> {
          held.values().forEach(promise -> promise.tryComplete(RecordWork.FINISHED));
          return attempted.size() >= 2 * PARTITIONS;
        });
    Await.get(first.close().compose(ignored -> second.close()));
    assertThat(attempted).doesNotHaveDuplicates().hasSize(2 * PARTITIONS);
  }

  @ParameterizedTest
  @EnumSource(GroupProtocol.class)
  void workInExcessPausesItsPartitionsAndTheMemberStays(GroupProtocol protocol) {
    var interval = Duration.ofSeconds(2);
    var settings =
        Map.of("max.poll.interval.ms", Long.toString(interval.toMillis()), "max.poll.records", "5");
    produce(PARTITIONS, 25);
    var loop =
        start(
            config(protocol, settings),
            new Limits(100, 5, Duration.ofSeconds(5), Duration.ofMinutes(1)),
            this::hold);
    Await.until("all partitions are full", () -> loop.unfinished() >= 5 * PARTITIONS);
    var full = System.nanoTime();
    var used = pollThreadsNanos();
    Await.until(
        "longer than a member may stay silent",
        () -> System.nanoTime() - full > interval.multipliedBy(2).toNanos());
    assertThat(pollThreadsNanos() - used).isLessThan((System.nanoTime() - full) / 2);
    assertThat(loop.unfinished()).isLessThanOrEqualTo((5 + 5) * PARTITIONS);
    assertThat(loop.trouble()).isEmpty();
    Await.until(
        "everything is worked on",
        () -> {
          held.values().forEach(promise -> promise.tryComplete(RecordWork.FINISHED));
          return attempted.size() >= 25 * PARTITIONS && loop.unfinished() == 0;
        });
    assertThat(attempted).doesNotHaveDuplicates();
    assertThat(loop.figures().dropped()).isZero();
    Await.get(loop.close());
  }

  @Test
  void aRestartedMemberBeginsWhereWorkWasUnfinishedNotWhereReadingStopped() {
    produce(1, 3);
    var config = config(GroupProtocol.CONSUMER, Map.of());
    var first =
        start(
            config, new Limits(8, 100, Duration.ofMillis(200), Duration.ofMinutes(1)), this::hold);
    Await.until("the first is running", () -> attempted.size() == 1);
    Await.get(first.close());
    attempted.clear();
    var second = start(config, Limits.DEFAULT, this::finishAtOnce);
    Await.until("all are worked on again", () -> attempted.size() == 3);
    Await.get(second.close());
  }

  @ParameterizedTest
  @EnumSource(GroupProtocol.class)
  void recordsThatAreGoneBeforeTheyWereReadArePassedOverByWishAlone(GroupProtocol protocol)
      throws Exception {
    produce(1, 3);
    var config = config(protocol, Map.of());
    var first = start(config, Limits.DEFAULT, this::finishAtOnce);
    Await.until("all", () -> attempted.size() == 3);
    Await.get(first.close());
    attempted.clear();
    produce(1, 3);
    var partition = new TopicPartition(topic, 0);
    try (var admin = Admin.create(Map.of("bootstrap.servers", config.bootstrapServers()))) {
      admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(5))).all().get();
    }

    var careful = start(config, Limits.DEFAULT, this::finishAtOnce);
    Await.until(
        "the gap is told",
        () ->
            careful
                .trouble()
                .filter(told -> told.contains(partition + " begins at 5 by now"))
                .filter(told -> told.contains("is at 3: 2 records are gone"))
                .isPresent());
    assertThat(attempted).isEmpty();
    Await.get(careful.close());

    var reading = new Reading(topic, Set.of(topic), Set.of(), "", true);
    var bold = start(reading, config, Limits.DEFAULT, this::finishAtOnce);
    Await.until("what is left", () -> attempted.contains("0:5"));
    assertThat(attempted).containsExactly("0:5");
    Await.get(bold.close());
  }

  @Test
  void recordsOfAKeyAreWorkedOnInOrder() {
    produce(PARTITIONS, 50);
    var loop = start(config(GroupProtocol.CONSUMER, Map.of()), Limits.DEFAULT, this::finishAtOnce);
    Await.until("all", () -> attempted.size() == 50 * PARTITIONS);
    Await.get(loop.close());
    var byKey = new HashMap<String, List<Integer>>();
    for (var record : attempted) {
      var parts = record.split(":", -1);
      byKey.computeIfAbsent(parts[0], key -> new ArrayList<>()).add(Integer.valueOf(parts[1]));
    }
    assertThat(byKey.values()).allSatisfy(order -> assertThat(order).isSorted());
  }

  @Test
  void stateIsCompleteOnceItIsHandledUpToItsEndAndStaysSo() {
    produce(PARTITIONS, 1);
    var reading = new Reading(topic, Set.of(topic), Set.of(topic), "", false);
    var loop = start(reading, config(GroupProtocol.CONSUMER, Map.of()), Limits.DEFAULT, this::hold);
    Await.until("all are running", () -> held.size() == PARTITIONS);
    assertThat(loop.trouble()).hasValue("the state that [" + topic + "] carry is not complete yet");
    held.forEach(
        (record, promise) -> {
          if (!record.equals("0:0")) {
            promise.complete(RecordWork.FINISHED);
          }
        });
    Await.until("one is left", () -> loop.unfinished() == 1);
    assertThat(loop.trouble()).isPresent();
    held.values().forEach(promise -> promise.tryComplete(RecordWork.FINISHED));
    Await.until("complete", () -> loop.trouble().isEmpty());
    produce(1, 1);
    Await.until("the next one is running", () -> loop.unfinished() == 1);
    assertThat(loop.trouble()).isEmpty();
    held.values().forEach(promise -> promise.tryComplete(RecordWork.FINISHED));
    Await.get(loop.close());
  }

  @Test
  void aRecordThatIsWorkedOnForEverIsAStall() {
    produce(1, 1);
    var limits = new Limits(8, 100, Duration.ofSeconds(5), Duration.ofMillis(1));
    var loop = start(config(GroupProtocol.CONSUMER, Map.of()), limits, this::hold);
    Await.until("the stall is told", () -> loop.stall().isPresent());
    assertThat(loop.stall().orElseThrow()).startsWith(topic + "-0 offset 0 has been worked on for");
    held.values().forEach(promise -> promise.complete(RecordWork.FINISHED));
    Await.until("it goes on", () -> loop.stall().isEmpty());
    Await.get(loop.close());
  }

  /** Processor time; a thread that never waits uses all of the time there is. */
  private static long pollThreadsNanos() {
    var threads = ManagementFactory.getThreadMXBean();
    return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
        .filter(thread -> thread != null && thread.getThreadName().startsWith(POLL_THREAD))
        .mapToLong(thread -> threads.getThreadCpuTime(thread.getThreadId()))
        .sum();
  }

  private RecordWork hold(ConsumerRecord<byte[], byte[]> record) {
    return () -> {
      attempted.add(name(record));
      return held.computeIfAbsent(name(record), ignored -> Promise.promise()).future();
    };
  }

  private RecordWork finishAtOnce(ConsumerRecord<byte[], byte[]> record) {
    return () -> {
      attempted.add(name(record));
      return Future.succeededFuture(RecordWork.FINISHED);
    };
  }

  private static String name(ConsumerRecord<byte[], byte[]> record) {
    return record.partition() + ":" + record.offset();
  }

  private ConsumerLoop start(
      KafkaConfig config,
      Limits limits,
      Function<ConsumerRecord<byte[], byte[]>, RecordWork> work) {
    return start(Reading.of(topic, Set.of(topic)), config, limits, work);
  }

  private ConsumerLoop start(
      Reading reading,
      KafkaConfig config,
      Limits limits,
      Function<ConsumerRecord<byte[], byte[]>, RecordWork> work) {
    return Await.get(ConsumerLoop.start(backends.vertx, config, reading, limits, work));
  }

  private KafkaConfig config(GroupProtocol protocol, Map<String, String> settings) {
    var base = backends.kafkaConfig();
    return new KafkaConfig(base.bootstrapServers(), base.registryUrl(), protocol, settings);
  }

  private void produce(int partitions, int each) {
    for (int partition = 0; partition < partitions; partition++) {
      backends.produce(topic, partition, "key-" + partition, each);
    }
  }
}
