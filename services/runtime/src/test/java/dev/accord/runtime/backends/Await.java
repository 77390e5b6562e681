package dev.accord.runtime.backends;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/** Waits of test threads: for a future or a condition, never for time. */
public final class Await {
  private static final Duration MAX = Duration.ofSeconds(60);

  private Await() {}

  /** The future's result; throws what it failed with. */
  public static <T> T get(Future<T> future) {
    try {
      return future
          .toCompletionStage()
          .toCompletableFuture()
          .get(MAX.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new AssertionError(e.getCause());
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError("no result within " + MAX, e);
    }
  }

  /** Returns when the condition holds. */
  public static void until(String what, Callable<Boolean> condition) {
    var deadline = System.nanoTime() + MAX.toNanos();
    try {
      while (!condition.call()) {
        if (System.nanoTime() > deadline) {
          throw new AssertionError("not within " + MAX + ": " + what);
        }
        LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
      }
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new AssertionError(what, e);
    }
  }
}
