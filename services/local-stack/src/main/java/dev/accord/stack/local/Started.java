package dev.accord.stack.local;

import dev.accord.stack.process.CannotRunException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What has started, and whether it should stop. For several threads. */
final class Started {
  private static final Logger LOG = LoggerFactory.getLogger(Started.class);

  private record Running(String label, AutoCloseable part) {}

  private final Deque<Running> parts = new ArrayDeque<>();
  private final CountDownLatch stopAsked = new CountDownLatch(1);

  /**
   * Remembers a part, to be stopped before those remembered earlier.
   *
   * @throws CannotRunException if a stop was asked for; the part is remembered all the same
   */
  void keep(String label, AutoCloseable part) throws CannotRunException, InterruptedException {
    synchronized (parts) {
      parts.push(new Running(label, part));
    }
    pause(0);
  }

  /**
   * Waits before another try.
   *
   * @throws CannotRunException as soon as a stop is asked for
   */
  void pause(long millis) throws CannotRunException, InterruptedException {
    if (awaitStop(millis)) {
      throw new CannotRunException("stopped before it was ready");
    }
  }

  void askToStop() {
    stopAsked.countDown();
  }

  /** Whether a stop is asked for within that time. */
  boolean awaitStop(long millis) throws InterruptedException {
    return stopAsked.await(millis, TimeUnit.MILLISECONDS);
  }

  /**
   * Stops every part; one that fails to stop does not keep the others up.
   *
   * @return whether none failed
   */
  boolean stop() {
    var clean = true;
    for (var next = latest(); next.isPresent(); next = latest()) {
      clean &= stop(next.get());
    }
    return clean;
  }

  private Optional<Running> latest() {
    synchronized (parts) {
      return Optional.ofNullable(parts.poll());
    }
  }

  private static boolean stop(Running running) {
    long begin = System.nanoTime();
    try {
      running.part().close();
    } catch (Exception e) {
      LOG.warn("{} did not stop as it should", running.label(), e);
      return false;
    }
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
    LOG.info("{} stopped in {} ms", running.label(), millis);
    return true;
  }
}
