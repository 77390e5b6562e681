package dev.accord.drills.order;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waiting for what comes about by itself. */
final class Until {
  private static final Duration WAIT_MAX = Duration.ofMinutes(4);
  private static final Duration LOOK_EVERY = Duration.ofMillis(50);

  private Until() {}

  /** Something to wait for; a failure means not yet. */
  interface Condition {
    boolean holds() throws Exception;
  }

  /** Returns once it holds; throws {@link IllegalStateException} if that takes too long. */
  static void holds(String what, Condition condition) {
    long deadline = System.nanoTime() + WAIT_MAX.toNanos();
    var trouble = "it does not hold";
    while (System.nanoTime() < deadline) {
      try {
        if (condition.holds()) {
          return;
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while waiting for " + what, e);
      } catch (Exception e) {
        trouble = e.toString();
      }
      LockSupport.parkNanos(LOOK_EVERY.toNanos());
    }
    throw new IllegalStateException("no " + what + " within " + WAIT_MAX + ": " + trouble);
  }
}
