package dev.accord.stack.local;

import dev.accord.embedded.KafkaBroker;
import dev.accord.embedded.PostgresServer;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One stack in this JVM: started once, stopped once.
 *
 * <p>{@link #start} and {@link #close} may be called by different threads, as they are when Ctrl-C
 * comes during the start: the stop then waits for the step that runs, and stops what it started.
 */
public final class LocalStack implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LocalStack.class);
  private static final long ANSWER_SECONDS_MAX = 5;

  private final StackPlan plan;
  private final Progress progress;
  private final Deque<AutoCloseable> started = new ArrayDeque<>();
  private final CountDownLatch startEnded = new CountDownLatch(1);
  private final CountDownLatch stopAsked = new CountDownLatch(1);

  private final Outside outside;

  /** A stack that has not started yet. */
  public LocalStack(StackPlan plan, Progress progress) {
    this.plan = plan;
    this.progress = progress;
    this.outside = new Outside(progress, stopAsked);
  }

  /**
   * Returns when every part is ready.
   *
   * @throws CannotRunException if a part cannot start; {@link #close} stops what had started
   */
  public void start() throws CannotRunException {
    try {
      startParts();
    } catch (CannotRunException e) {
      throw e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CannotRunException("the start was interrupted", e);
    } catch (Exception e) {
      throw new CannotRunException("the stack did not start: " + e.getMessage(), e);
    } finally {
      startEnded.countDown();
    }
  }

  /** Blocks until {@link #close} is called. */
  public void awaitStop() throws InterruptedException {
    stopAsked.await();
  }

  /** Stops in the reverse order of the start. One part's failure does not keep the others up. */
  @Override
  public synchronized void close() {
    stopAsked.countDown();
    try {
      startEnded.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (var part = poll(); part != null; part = poll()) {
      try {
        part.close();
      } catch (Exception e) {
        LOG.warn("a part of the stack did not stop as it should", e);
      }
    }
  }

  private void startParts() throws Exception {
    keep(plan.folder().hold());
    TakenPorts.refuse(plan);
    announce(false);
    var vertx = Vertx.vertx();
    keep(() -> vertx.close().await());
    var postgres = new FutureTask<Void>(() -> startPostgres(vertx));
    new Thread(postgres, "start-postgres").start();
    try {
      startKafka();
    } finally {
      await(postgres);
    }
    announce(true);
  }

  private void startKafka() throws Exception {
    if (plan.starts(Part.KAFKA)) {
      var folder = plan.folder().kafka(plan.ephemeral());
      progress.step(
          Part.KAFKA.label(),
          plan.bootstrapServers(),
          () -> keep(KafkaBroker.start(folder, plan.port(Part.KAFKA))));
    } else {
      outside.reach(Part.KAFKA, plan.bootstrapServers(), this::askKafka);
    }
  }

  private void askKafka() throws IOException, InterruptedException {
    Map<String, Object> settings = Map.of("bootstrap.servers", plan.bootstrapServers());
    try (var admin = Admin.create(settings)) {
      var unused = admin.describeCluster().clusterId().get(ANSWER_SECONDS_MAX, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      throw new IOException("no broker answers", e);
    }
  }

  private Void startPostgres(Vertx vertx) throws Exception {
    var databases = new ServiceDatabases(vertx, plan.database());
    if (plan.starts(Part.POSTGRES)) {
      var folder = plan.folder().postgres(plan.ephemeral());
      progress.step(
          Part.POSTGRES.label(),
          plan.database().url(),
          () -> {
            keep(PostgresServer.start(folder, plan.port(Part.POSTGRES)));
            databases.create();
          });
    }
    outside.reach(
        Part.POSTGRES,
        plan.database().url(),
        () -> databases.prepare(List.of("order", "inventory")));
    return null;
  }

  private void announce(boolean ready) throws IOException {
    RunFile.ofThisProcess(ready, plan).write(plan.folder().runFile());
  }

  private void keep(AutoCloseable part) throws CannotRunException {
    synchronized (started) {
      started.push(part);
    }
    if (stopAsked.getCount() == 0) {
      throw new CannotRunException("stopped before it was ready");
    }
  }

  private @Nullable AutoCloseable poll() {
    synchronized (started) {
      return started.poll();
    }
  }

  private static void await(FutureTask<Void> task) throws Exception {
    try {
      task.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }
}
