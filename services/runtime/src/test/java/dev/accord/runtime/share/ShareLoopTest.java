package dev.accord.runtime.share;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accord.embedded.KafkaBroker;
import dev.accord.runtime.backends.Await;
import dev.accord.runtime.backends.Backends;
import dev.accord.runtime.kafka.ConsumerLoop.Limits;
import dev.accord.runtime.kafka.KafkaConfig;
import dev.accord.runtime.kafka.RecordWork;
import dev.accord.runtime.kafka.RecordWork.Outcome;
import dev.accord.runtime.kafka.Topics;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.FeatureUpdate;
import org.apache.kafka.clients.admin.FeatureUpdate.UpgradeType;
import org.apache.kafka.clients.admin.UpdateFeaturesOptions;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(Backends.Shared.class)
class ShareLoopTest {
  private static final AtomicInteger NAMES = new AtomicInteger();
  private static final Limits FEW = new Limits(2, 1, Duration.ofMillis(100), Duration.ofMinutes(1));

  private final Backends backends;
  private final String topic = "share-loop-" + NAMES.incrementAndGet();
  private final Queue<String> first = new ConcurrentLinkedQueue<>();
  private final Queue<String> second = new ConcurrentLinkedQueue<>();
  private final Promise<Outcome> held = Promise.promise();

  ShareLoopTest(Backends backends) {
    this.backends = backends;
    var topics = List.of(new Topics.Topic(topic, 1, "delete"));
    assertThat(Await.get(Topics.ensure(backends.vertx, backends.kafkaConfig(), topics))).isEmpty();
  }

  @Test
  void membersCompeteForTheRecordsOfOnePartitionAndEachIsHandledOnce() {
    var one = start(work(first, Future.succeededFuture(RecordWork.FINISHED)));
    var other = start(work(second, Future.succeededFuture(RecordWork.PARKED)));
    Await.until(
        "both have some",
        () -> {
          backends.produce(topic, 0, "any", 4);
          return !first.isEmpty() && !second.isEmpty();
        });
    Await.until("nothing is left", () -> one.unfinished() + other.unfinished() == 0);
    Await.get(one.close().compose(ignored -> other.close()));
    assertThat(first).doesNotHaveDuplicates().doesNotContainAnyElementsOf(second);
    assertThat(second).doesNotHaveDuplicates();
  }

  @Test
  void whatTakesLongerThanItsLockIsRenewedAndNobodyElseGetsIt() {
    var lock = Duration.ofSeconds(2);
    set("share.record.lock.duration.ms", Long.toString(lock.toMillis()));
    backends.produce(topic, 0, "slow", 1);
    var one = start(work(first, held.future()));
    Await.until("it is worked on", () -> first.size() == 1);
    var begun = System.nanoTime();
    var other = start(work(second, Future.succeededFuture(RecordWork.FINISHED)));
    Await.until(
        "longer than its lock, twice",
        () -> System.nanoTime() - begun > lock.multipliedBy(2).toNanos());
    assertThat(one.unfinished()).isEqualTo(1);
    held.complete(RecordWork.FINISHED);
    Await.until("it is answered", () -> one.unfinished() == 0);
    Await.get(one.close());
    backends.produce(topic, 0, "next", 1);
    Await.until("the next one", () -> !second.isEmpty());
    Await.get(other.close());
    assertThat(first).containsExactly("0, 1");
    assertThat(second).containsExactly("1, 1");
  }

  @Test
  void whoLeavesReleasesWhatIsUnfinishedAndTheLastDeliveryIsKnown() {
    set("share.delivery.count.limit", "2");
    backends.produce(topic, 0, "unfinished", 1);
    var one = start(work(first, held.future()));
    Await.until("it is worked on", () -> first.size() == 1);
    var other = start(work(second, Future.succeededFuture(RecordWork.FINISHED)));
    Await.get(one.close());
    Await.until("another has it", () -> second.size() == 1);
    Await.get(other.close());
    assertThat(first).containsExactly("0, 1");
    assertThat(second).containsExactly("0, 2, the last");
  }

  @Test
  void aKafkaWithoutShareGroupsIsToldWithTheWayOutAndJoinedOnceItHasThem(@TempDir Path folder)
      throws Exception {
    try (var broker = KafkaBroker.start(folder)) {
      setShareVersion(broker, 0);
      var config = KafkaConfig.of(broker.bootstrapServers(), "http://127.0.0.1:1");
      var topics = List.of(new Topics.Topic(topic, 1, "delete"));
      assertThat(Await.get(Topics.ensure(backends.vertx, config, topics))).isEmpty();
      var loop = start(config, work(first, Future.succeededFuture(RecordWork.FINISHED)));
      Await.until("it is told", () -> loop.trouble().orElse("").contains("has no share groups"));
      assertThat(loop.trouble().orElseThrow())
          .contains(broker.bootstrapServers(), topic + "-group", "4.2", "share.version=1");
      setShareVersion(broker, 1);
      Await.until("joined", () -> loop.trouble().isEmpty());
      Await.get(loop.close());
    }
  }

  private ShareLoop start(ShareLoop.Work work) {
    return start(backends.kafkaConfig(), work);
  }

  private ShareLoop start(KafkaConfig config, ShareLoop.Work work) {
    return ShareLoop.start(backends.vertx, config, topic + "-group", Set.of(topic), FEW, work);
  }

  private static ShareLoop.Work work(Queue<String> attempted, Future<Outcome> outcome) {
    return (record, last) ->
        () -> {
          attempted.add(
              record.offset()
                  + ", "
                  + record.deliveryCount().orElseThrow()
                  + (last ? ", the last" : ""));
          return outcome;
        };
  }

  private void set(String setting, String value) {
    backends.set(ConfigResource.Type.GROUP, topic + "-group", setting, value);
  }

  private static void setShareVersion(KafkaBroker broker, int version) throws Exception {
    var kind = version == 0 ? UpgradeType.SAFE_DOWNGRADE : UpgradeType.UPGRADE;
    try (var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      admin
          .updateFeatures(
              Map.of("share.version", new FeatureUpdate((short) version, kind)),
              new UpdateFeaturesOptions())
          .all()
          .get(30, TimeUnit.SECONDS);
    }
  }
}
