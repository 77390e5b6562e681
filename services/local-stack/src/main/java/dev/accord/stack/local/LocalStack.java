package dev.accord.stack.local;

import dev.accord.stack.process.CannotRunException;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * One stack in this JVM: started once, stopped once.
 *
 * <p>{@link #start} and {@link #stop} may be called by different threads, as they are when Ctrl-C
 * comes during the start: the stop then waits for the step that runs, and stops what it started.
 */
public final class LocalStack implements AutoCloseable {
  private static final long LOOK_MILLIS = 200;

  private final StackPlan plan;
  private final Progress progress;
  private final Started started = new Started();
  private final CountDownLatch startEnded = new CountDownLatch(1);
  private final Object looking = new Object();
  private volatile boolean ready;
  private @Nullable Attendance attendance;

  /** A stack that has not started yet. */
  public LocalStack(StackPlan plan, Progress progress) {
    this.plan = plan;
    this.progress = progress;
  }

  /**
   * Returns when every part is ready.
   *
   * @throws CannotRunException if a part cannot start; {@link #close} stops what had started
   */
  public void start() throws CannotRunException, InterruptedException {
    try {
      attendance = new StartSequence(plan, progress, started).run();
      ready = true;
    } finally {
      startEnded.countDown();
    }
  }

  /**
   * Lets other processes know that the stack is ready; to be called when all that its start prints
   * is printed, because whoever waits for a stack in the background stops reading then.
   *
   * @throws CannotRunException if the stack's folder cannot be written
   */
  public void announceReady() throws CannotRunException {
    try {
      plan.folder().announce(plan.runFile(true, List.of()));
    } catch (IOException e) {
      throw new CannotRunException("cannot tell that the stack is ready: " + e.getMessage(), e);
    }
  }

  /** Whether the start succeeded. */
  public boolean isReady() {
    return ready;
  }

  /** Looks after a stack that has started, until a stop is asked for. */
  public void attend() throws InterruptedException {
    var attending = Objects.requireNonNull(attendance, "the stack has not started");
    while (!started.awaitStop(LOOK_MILLIS)) {
      synchronized (looking) {
        if (!started.awaitStop(0)) {
          attending.look();
        }
      }
    }
  }

  /**
   * Stops in the reverse order of the start; to be called after or during {@link #start}.
   *
   * @return whether every part stopped as it should; the log tells of one that did not
   */
  public synchronized boolean stop() {
    started.askToStop();
    try {
      startEnded.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    synchronized (looking) {
      return started.stop();
    }
  }

  @Override
  public void close() {
    var unused = stop();
  }
}
