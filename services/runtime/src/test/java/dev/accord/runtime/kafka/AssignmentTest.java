package dev.accord.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accord.runtime.backends.Await;
import dev.accord.runtime.kafka.ConsumerLoop.Limits;
import dev.accord.runtime.kafka.RecordWork.Outcome;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AssignmentTest {
  private static final TopicPartition PARTITION = new TopicPartition("orders", 0);
  private static final byte[] KEY = {1};
  private static final byte[] OTHER_KEY = {2};

  private final Vertx vertx = Vertx.vertx();
  private final Context context = vertx.getOrCreateContext();
  private final List<Long> attempted = Collections.synchronizedList(new ArrayList<>());
  private final Promise<Outcome> first = Promise.promise();
  private final Map<Long, Future<Outcome>> outcomes = new ConcurrentHashMap<>();
  private final Assignment assignment =
      new Assignment(context, Limits.DEFAULT, record -> () -> attempt(record.offset()));

  @AfterEach
  void stop() {
    Await.get(vertx.close());
  }

  @Test
  void recordsOfALostAssignmentAreDroppedAlsoWhenThePartitionComesBack() {
    assignment.assigned(List.of(PARTITION));
    accept(0, 1, 2);
    Await.until("the first is running", () -> attempted.size() == 1);
    assignment.gone(List.of(PARTITION));
    assignment.assigned(List.of(PARTITION));
    first.complete(RecordWork.FINISHED);
    accept(0);
    Await.until("the new assignment's record", () -> attempted.size() == 2);
    assertThat(attempted).containsExactly(0L, 0L);
    Await.until("its commit", () -> assignment.committable().containsKey(PARTITION));
    assertThat(assignment.committable()).containsEntry(PARTITION, 1L);
    assertThat(assignment.dropped()).isEqualTo(3);
    assertThat(assignment.unfinished()).isZero();
  }

  @Test
  void recordsOfAPartitionThatIsNotOwnedAreDropped() {
    accept(7);
    Await.until("dropped", () -> assignment.dropped() == 1);
    assertThat(attempted).isEmpty();
  }

  @Test
  void aDrainEndsWhatHoldsFinishedWorkBackAndStartsNothingElse() {
    aFinishedRecordWaitsForTwoOfAnotherKey();
    outcomes.put(1L, Future.succeededFuture(RecordWork.FINISHED));

    var drained = assignment.drain(List.of(PARTITION));
    assertThat(drained).isNotDone();
    first.complete(RecordWork.FINISHED);

    Await.until("drained", drained::isDone);
    assertThat(assignment.committable()).containsEntry(PARTITION, 3L);
    assertThat(attempted).containsExactly(0L, 2L, 1L);
  }

  @Test
  void aDrainDoesNotWaitForARetry() {
    aFinishedRecordWaitsForTwoOfAnotherKey();

    var drained = assignment.drain(List.of(PARTITION));
    first.complete(new RecordWork.RetryAfter(Duration.ofHours(1)));

    Await.until("drained", drained::isDone);
    assertThat(assignment.committable()).containsEntry(PARTITION, 0L);
    assertThat(attempted).containsExactly(0L, 2L);
  }

  /** Offsets 0, 1 and 3 share a key, of which 0 is running; 2 is finished. */
  private void aFinishedRecordWaitsForTwoOfAnotherKey() {
    outcomes.put(2L, Future.succeededFuture(RecordWork.FINISHED));
    assignment.assigned(List.of(PARTITION));
    accept(0, 1);
    accept(OTHER_KEY, 2);
    Await.until("2 is finished", () -> attempted.contains(2L) && assignment.unfinished() == 2);
    accept(3);
  }

  private void accept(long... offsets) {
    for (var offset : offsets) {
      accept(KEY, offset);
    }
  }

  private void accept(byte[] key, long offset) {
    var record = new ConsumerRecord<>(PARTITION.topic(), PARTITION.partition(), offset, key, key);
    context.runOnContext(ignored -> assignment.accept(record));
  }

  private Future<Outcome> attempt(long offset) {
    attempted.add(offset);
    return outcomes.getOrDefault(offset, first.future());
  }
}
