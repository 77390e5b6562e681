package dev.accord.runtime.launch;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a service has opened, to be closed last first. A verticle whose start fails is never asked
 * to stop, so whoever starts several things ends its lifetime in both cases. Used on one event
 * loop.
 */
public final class Lifetime {
  private static final Logger LOG = LoggerFactory.getLogger(Lifetime.class);

  private record Opened(String what, Supplier<Future<Void>> close) {}

  private final Deque<Opened> opened = new ArrayDeque<>();

  /** Remembers how to close what was just opened, and returns it. */
  @CanIgnoreReturnValue
  public <T> T keep(String what, T resource, Supplier<Future<Void>> close) {
    opened.push(new Opened(what, close));
    return resource;
  }

  /** As {@link #keep(String, Object, Supplier)}, for what closes at once without blocking. */
  @CanIgnoreReturnValue
  public <T extends AutoCloseable> T keep(String what, T resource) {
    return keep(
        what,
        resource,
        () ->
            Future.future(
                closed -> {
                  try {
                    resource.close();
                    closed.complete();
                  } catch (Exception e) {
                    closed.fail(e);
                  }
                }));
  }

  /**
   * Closes everything, one after the other, the last opened first. A close that fails is logged and
   * the rest is closed all the same. A second call has nothing to do.
   */
  public Future<Void> end() {
    var next = opened.poll();
    if (next == null) {
      return Future.succeededFuture();
    }
    return Future.<Void>succeededFuture()
        .compose(ignored -> next.close().get())
        .onFailure(e -> LOG.warn("{} did not close cleanly", next.what(), e))
        .transform(ignored -> end());
  }

  /** For a start that failed half-way: ends the lifetime, then fails with the reason. */
  public <T> Future<T> endAfter(Throwable failure) {
    return end().compose(ignored -> Future.failedFuture(failure));
  }
}
