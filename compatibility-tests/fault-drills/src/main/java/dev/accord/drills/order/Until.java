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

  /** Something that is to come to an end. */
  interface Rest {
    long left() throws Exception;
  }

  /** Returns once it holds; throws {@link IllegalStateException} if that takes too long. */
  static void holds(String what, Condition condition) {
    none(what, () -> condition.holds() ? 0 : 1);
  }

  /**
   * Returns once nothing is left, however long that takes, as long as it becomes less; throws
   * {@link IllegalStateException} if it does not.
   */
  static void none(String what, Rest rest) {
    long deadline = System.nanoTime() + WAIT_MAX.toNanos();
    long least = Long.MAX_VALUE;
    var trouble = "";
    while (System.nanoTime() < deadline) {
      try {
        long left = rest.left();
        if (left == 0) {
          return;
        }
        if (left < least) {
          deadline = System.nanoTime() + WAIT_MAX.toNanos();
          least = left;
        }
        trouble = "still " + left + " to go";
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
