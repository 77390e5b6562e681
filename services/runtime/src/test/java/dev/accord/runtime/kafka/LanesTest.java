package dev.accord.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accord.runtime.kafka.RecordWork.Outcome;
import dev.accord.runtime.kafka.RecordWork.RetryAfter;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class LanesTest {
  private static final int MANY = 100_000;
  private static final Outcome RETRY = new RetryAfter(Duration.ofSeconds(1));

  private final List<String> started = new ArrayList<>();
  private final Map<String, Promise<Outcome>> running = new HashMap<>();
  private final ArrayDeque<Runnable> timers = new ArrayDeque<>();
  private final Lanes<String> lanes =
      new Lanes<>(2, this::attempt, (delay, then) -> timers.add(then));

  @Test
  void itemsOfAKeyRunInOrderAndItemsOfOthersBesideThem() {
    lanes.add("a", "a1");
    lanes.add("a", "a2");
    lanes.add("b", "b1");
    assertThat(started).containsExactly("a1", "b1");
    end("a1", RecordWork.FINISHED);
    assertThat(started).containsExactly("a1", "b1", "a2");
  }

  @Test
  void noMoreRunThanTheLimit() {
    for (var key : List.of("a", "b", "c")) {
      lanes.add(key, key);
    }
    assertThat(started).containsExactly("a", "b");
    end("b", RecordWork.FINISHED);
    assertThat(started).containsExactly("a", "b", "c");
  }

  @Test
  void aLaneThatWaitsForARetryHoldsItsKeyBackAndNobodyElse() {
    lanes.add("a", "a1");
    lanes.add("a", "a2");
    lanes.add("b", "b1");
    lanes.add("c", "c1");
    end("a1", RETRY);
    assertThat(started).containsExactly("a1", "b1", "c1");
    end("b1", RecordWork.FINISHED);
    timers.remove().run();
    assertThat(started).containsExactly("a1", "b1", "c1", "a1");
    end("a1", RecordWork.FINISHED);
    assertThat(started).endsWith("a2");
  }

  @Test
  void discardedItemsNeverStartAndTheirKeyGoesOn() {
    lanes.add("a", "a1");
    lanes.add("a", "a2");
    lanes.discard(item -> true);
    lanes.add("a", "a3");
    assertThat(started).containsExactly("a1");
    end("a1", RecordWork.FINISHED);
    assertThat(started).containsExactly("a1", "a3");
  }

  @Test
  void manyItemsThatEndAtOnceNeedNoDeepStack() {
    var ended = new ArrayList<Integer>();
    var gate = Promise.<Outcome>promise();
    var gated =
        new Lanes<Integer>(
            1,
            item -> item == 0 ? gate.future() : count(ended, item),
            (delay, then) -> timers.add(then));
    for (int i = 0; i <= MANY; i++) {
      gated.add("key", i);
    }
    gate.complete(RecordWork.FINISHED);
    assertThat(ended).hasSize(MANY);
  }

  private static Future<Outcome> count(List<Integer> ended, int item) {
    ended.add(item);
    return Future.succeededFuture(RecordWork.FINISHED);
  }

  private Future<Outcome> attempt(String item) {
    started.add(item);
    var promise = Promise.<Outcome>promise();
    running.put(item, promise);
    return promise.future();
  }

  private void end(String item, Outcome outcome) {
    Objects.requireNonNull(running.get(item)).complete(outcome);
  }
}
