package dev.accord.stack.local;

import dev.accord.embedded.PostgresServer;
import dev.accord.stack.process.CannotRunException;
import dev.accord.stack.service.Deployments;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after a stack that is up: stops and starts services as other processes ask for, and starts
 * the stack's own PostgreSQL again when it has ended. For one thread.
 */
final class Attendance {
  private static final Logger LOG = LoggerFactory.getLogger(Attendance.class);
  private static final long START_SECONDS_MAX = 60;

  private final StackPlan plan;
  private final Progress progress;
  private final Started started;
  private final Vertx vertx;
  private final Deployments deployments;
  private final @Nullable PostgresServer postgres;
  private boolean postgresAway;

  Attendance(
      StackPlan plan,
      Progress progress,
      Started started,
      Vertx vertx,
      Deployments deployments,
      @Nullable PostgresServer postgres) {
    this.plan = plan;
    this.progress = progress;
    this.started = started;
    this.vertx = vertx;
    this.deployments = deployments;
    this.postgres = postgres;
  }

  /** Looks once, and does what is to be done. What fails is told, and tried at the next look. */
  void look() throws InterruptedException {
    try {
      keepPostgres();
      for (var part : Part.services()) {
        follow(part);
      }
    } catch (IOException e) {
      LOG.warn("cannot look after the stack", e);
    }
  }

  private void keepPostgres() {
    if (postgres == null || postgres.isRunning()) {
      return;
    }
    if (!postgresAway) {
      postgresAway = true;
      progress.say("PostgreSQL has ended by itself");
    }
    try {
      postgres.startAgain();
      postgresAway = false;
      progress.say("PostgreSQL is started again");
    } catch (IOException e) {
      // What the ended one left may hold its memory for moments.
      LOG.info("PostgreSQL does not start yet", e);
    }
  }

  private void follow(Part part) throws IOException, InterruptedException {
    var service = part.service().orElseThrow();
    var wanted = !plan.folder().unwanted().contains(part.label());
    var runs = deployments.running().contains(service);
    if (wanted && !runs) {
      startAgain(part);
    } else if (!wanted && runs) {
      stop(part);
    }
  }

  private void stop(Part part) throws IOException {
    try {
      deployments.stop(part.service().orElseThrow());
    } catch (TimeoutException | RuntimeException e) {
      LOG.warn("{} did not stop as it should", part.label(), e);
    }
    tell(part.label() + " stopped");
  }

  private void startAgain(Part part) throws IOException, InterruptedException {
    var service = part.service().orElseThrow();
    try (var readiness = new Readiness(vertx, plan, started)) {
      var unused = deployments.startAgain(service).await(START_SECONDS_MAX, TimeUnit.SECONDS);
      readiness.awaitHealth(part);
      tell(part.label() + " started again on " + plan.url(part));
    } catch (CannotRunException | TimeoutException | RuntimeException e) {
      LOG.warn("{} did not start", part.label(), e);
      plan.folder().want(part.label(), false);
      stop(part);
    }
  }

  private void tell(String line) throws IOException {
    plan.folder().announce(plan.runFile(true, stopped()));
    progress.say(line);
  }

  private List<String> stopped() {
    var running = deployments.running();
    return Part.services().stream()
        .filter(part -> !running.contains(part.service().orElseThrow()))
        .map(Part::label)
        .toList();
  }
}
