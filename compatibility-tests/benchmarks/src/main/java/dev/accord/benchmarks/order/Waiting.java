package dev.accord.benchmarks.order;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for what other processes do. */
final class Waiting {
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final Duration LOOK_EVERY = Duration.ofMillis(50);

  private Waiting() {}

  /**
   * Returns once it holds; a failure means not yet.
   *
   * @throws IllegalStateException if that takes minutes
   */
  static void until(String what, Callable<Boolean> condition) {
    long deadline = System.nanoTime() + LONGEST.toNanos();
    var trouble = "it does not hold";
    while (System.nanoTime() < deadline) {
      try {
        if (condition.call()) {
          return;
        }
      } catch (Exception e) {
        trouble = e.toString();
      }
      LockSupport.parkNanos(LOOK_EVERY.toNanos());
    }
    throw new IllegalStateException("no " + what + " within " + LONGEST + ": " + trouble);
  }
}
