package dev.accord.runtime.launch;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One Vert.x with one verticle from start to the end of the process. */
final class ServiceProcess {
  private static final Logger LOG = LoggerFactory.getLogger(ServiceProcess.class);
  private static final int COULD_NOT_RUN = 4;

  private final String name;
  private final Duration stopTimeout;
  private final PrintStream out;
  private final PrintStream err;
  private final AtomicBoolean stopping = new AtomicBoolean();
  private final AtomicInteger exitCode = new AtomicInteger();

  ServiceProcess(String name, Duration stopTimeout, PrintStream out, PrintStream err) {
    this.name = name;
    this.stopTimeout = stopTimeout;
    this.out = out;
    this.err = err;
  }

  /** Returns when the service is ready; ends the process when it cannot start. */
  void run(VerticleBase verticle) {
    var vertx = Vertx.vertx();
    var starting = new Starting(verticle);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(vertx, starting), "stop"));
    LOG.debug("{} is starting", name);
    long begun = System.nanoTime();
    try {
      var unusedId = vertx.deployVerticle(starting).await();
      var where = verticle instanceof Launcher.Reachable service ? " on " + service.url() : "";
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
      out.println(
          String.format(Locale.ROOT, "%s is ready%s (started in %d ms)", name, where, millis));
    } catch (RuntimeException e) {
      if (!stopping.get()) {
        refuse(e);
      }
    }
  }

  private void refuse(RuntimeException failure) {
    LOG.debug("{} could not start", name, failure);
    var reason = failure.getMessage() == null ? failure.toString() : failure.getMessage();
    err.println(name + " could not start: " + reason + " (--debug shows where)");
    exitCode.set(COULD_NOT_RUN);
    System.exit(COULD_NOT_RUN);
  }

  /**
   * Undeploys, waits, and ends the JVM with our own code: by itself it would say 143 or 130 whether
   * or not the stop was orderly.
   */
  private void stop(Vertx vertx, Starting starting) {
    stopping.set(true);
    LOG.info("{} is stopping, within {} s at most", name, stopTimeout.toSeconds());
    try {
      var unused =
          starting
              .giveUp()
              .eventually(vertx::close)
              .await(stopTimeout.toMillis(), TimeUnit.MILLISECONDS);
      LOG.info("{} has stopped", name);
    } catch (TimeoutException e) {
      LOG.error("{} did not stop within {} s and is cut off", name, stopTimeout.toSeconds());
      exitCode.set(COULD_NOT_RUN);
    } catch (RuntimeException e) {
      LOG.error("{} did not stop cleanly", name, e);
      exitCode.set(COULD_NOT_RUN);
    }
    Runtime.getRuntime().halt(exitCode.get());
  }

  /**
   * Runs a verticle, and stops it in order while it still starts too: it may wait for its database,
   * and hold a place among others already. Vert.x asks only what has started to stop.
   */
  private static final class Starting extends VerticleBase {
    private final VerticleBase verticle;
    private final CompletableFuture<Context> begun = new CompletableFuture<>();

    // Used on the event loop alone.
    private boolean started;

    Starting(VerticleBase verticle) {
      this.verticle = verticle;
    }

    @Override
    public void init(Vertx vertx, Context context) {
      super.init(vertx, context);
      verticle.init(vertx, context);
    }

    @Override
    public Future<?> start() throws Exception {
      begun.complete(context);
      return verticle.start().onSuccess(ready -> started = true);
    }

    @Override
    public Future<?> stop() throws Exception {
      return verticle.stop();
    }

    /** Stops what has begun to start and has not ended that; from any thread. */
    Future<Void> giveUp() {
      var here = begun.getNow(null);
      if (here == null) {
        return Future.succeededFuture();
      }
      var stopped = Promise.<Void>promise();
      here.runOnContext(ignored -> stopUnlessStarted().<Void>mapEmpty().onComplete(stopped));
      return stopped.future();
    }

    private Future<?> stopUnlessStarted() {
      try {
        return started ? Future.succeededFuture() : verticle.stop();
      } catch (Exception e) {
        return Future.failedFuture(e);
      }
    }
  }
}
