package dev.accord.drills.order;

import dev.accord.drills.verdict.OrderHistory;
import dev.accord.drills.verdict.OrderHistory.Movement;
import dev.accord.runtime.kafka.ConsumerLoop;
import dev.accord.runtime.kafka.ConsumerLoop.Limits;
import dev.accord.runtime.kafka.ConsumerLoop.Reading;
import dev.accord.runtime.kafka.KafkaConfig;
import dev.accord.runtime.kafka.RecordWork;
import dev.accord.runtime.kafka.RecordWork.Outcome;
import dev.accord.runtime.kafka.Topics;
import dev.accord.testbed.Testbed;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Partitions that go from one member of a group to another while the first one is at work on them.
 * The work has no inbox: nothing but the handover keeps it from being done twice.
 */
final class Handover {
  private static final int PARTITIONS = 4;

  private final Vertx vertx;
  private final KafkaConfig kafka;
  private final String group;
  private final Limits limits;
  private final Promise<Void> released = Promise.promise();
  private final AtomicInteger begun = new AtomicInteger();
  private final Queue<Movement> done = new ConcurrentLinkedQueue<>();
  private final List<ConsumerLoop> members = new ArrayList<>();

  /**
   * Begins nothing.
   *
   * @param revocationMax how long a member may keep a partition that is taken from it
   */
  Handover(Vertx vertx, KafkaConfig kafka, String group, Duration revocationMax) {
    this.vertx = vertx;
    this.kafka = kafka;
    this.group = group;
    limits = new Limits(8, 500, revocationMax, Duration.ofMinutes(1));
  }

  /** A record in each partition, all of which the first member is at work on; then a second one. */
  void begin() throws Exception {
    var topics = List.of(new Topics.Topic(group, PARTITIONS, "delete"));
    var unused = Topics.ensure(vertx, kafka, topics).await();
    produce("early");
    join(record -> () -> released.future().map(ignored -> finish(record)));
    Testbed.until("all are under way", () -> begun.get() == PARTITIONS);
    join(record -> () -> Future.succeededFuture(finish(record)));
  }

  private void join(Function<ConsumerRecord<byte[], byte[]>, RecordWork> work) {
    members.add(
        ConsumerLoop.start(
                vertx,
                kafka,
                Reading.of(group, Set.of(group)),
                limits,
                record -> {
                  begun.incrementAndGet();
                  return work.apply(record);
                })
            .await());
  }

  private Outcome finish(ConsumerRecord<byte[], byte[]> record) {
    done.add(new Movement("p", new String(record.key(), StandardCharsets.UTF_8), -1));
    return RecordWork.FINISHED;
  }

  /** Until the second member has begun what the first one is at work on. */
  void untilRepeated() {
    Testbed.until("begun again", () -> begun.get() > PARTITIONS);
  }

  /** Until the first member does not poll, because it waits for its work; or did not wait. */
  void untilWaiting() {
    var first = members.get(0);
    Testbed.until(
        "the revocation waits",
        () -> begun.get() > PARTITIONS || first.figures().sinceLastPoll().toSeconds() >= 1);
  }

  /** The work ends, and so does what comes after it. */
  OrderHistory end() throws Exception {
    released.complete();
    produce("late");
    Testbed.until("all is done", () -> done.stream().distinct().count() == 2 * PARTITIONS);
    for (var member : members) {
      member.close().await();
    }
    var history = new OrderHistory();
    history.movements.addAll(done);
    return history;
  }

  private void produce(String when) throws Exception {
    var bytes = new ByteArraySerializer();
    Map<String, Object> settings = Map.of("bootstrap.servers", kafka.bootstrapServers());
    try (var producer = new KafkaProducer<>(settings, bytes, bytes)) {
      for (int partition = 0; partition < PARTITIONS; partition++) {
        var key = (when + partition).getBytes(StandardCharsets.UTF_8);
        var unused = producer.send(new ProducerRecord<>(group, partition, key, key)).get();
      }
    }
  }
}
