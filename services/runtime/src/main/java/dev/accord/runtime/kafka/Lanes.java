package dev.accord.runtime.kafka;

import dev.accord.runtime.kafka.RecordWork.Outcome;
import dev.accord.runtime.kafka.RecordWork.RetryAfter;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Runs items of one key in order and items of different keys at the same time. A lane that waits
 * for a retry takes no place among the running ones, so a failing key slows no other. Confined to
 * one event loop.
 */
final class Lanes<T> {
  private final int runningMax;
  private final Function<T, Future<Outcome>> attempt;
  private final BiConsumer<Duration, Runnable> timer;
  private final Map<Object, Deque<T>> lanes = new HashMap<>();
  private final Deque<Object> ready = new ArrayDeque<>();
  private int running;
  private boolean starting;

  /**
   * @param attempt never returns a failed future
   * @param timer runs the task after the delay, on the same event loop
   */
  Lanes(
      int runningMax, Function<T, Future<Outcome>> attempt, BiConsumer<Duration, Runnable> timer) {
    this.runningMax = runningMax;
    this.attempt = attempt;
    this.timer = timer;
  }

  void add(Object key, T item) {
    var lane = lanes.get(key);
    if (lane == null) {
      lane = new ArrayDeque<>();
      lanes.put(key, lane);
      ready.addLast(key);
    }
    lane.addLast(item);
    startReady();
  }

  /** Forgets items; a running one ends by itself. */
  void discard(Predicate<T> unwanted) {
    lanes.values().forEach(lane -> lane.removeIf(unwanted));
  }

  private void startReady() {
    // An attempt may complete at once and come back here: one loop starts them all.
    if (starting) {
      return;
    }
    starting = true;
    while (running < runningMax && !ready.isEmpty()) {
      var key = ready.removeFirst();
      var lane = lanes.get(key);
      if (lane == null || lane.isEmpty()) {
        lanes.remove(key);
      } else {
        start(key, lane.getFirst());
      }
    }
    starting = false;
  }

  private void start(Object key, T item) {
    running++;
    attempt
        .apply(item)
        .onSuccess(
            outcome -> {
              running--;
              if (outcome instanceof RetryAfter retry) {
                timer.accept(retry.delay(), () -> makeReady(key));
              } else {
                remove(key, item);
                ready.addLast(key);
              }
              startReady();
            });
  }

  private void makeReady(Object key) {
    ready.addLast(key);
    startReady();
  }

  private void remove(Object key, T item) {
    var lane = lanes.get(key);
    // Discarded meanwhile, the item is not there any more.
    if (lane != null && lane.peekFirst() == item) {
      lane.removeFirst();
    }
  }
}
