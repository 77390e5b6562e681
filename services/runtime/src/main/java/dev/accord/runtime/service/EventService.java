package dev.accord.runtime.service;

import com.github.f4b6a3.uuid.factory.standard.TimeOrderedEpochFactory;
import dev.accord.event.Event;
import dev.accord.runtime.http.HttpEdge;
import dev.accord.runtime.http.ServiceMetrics;
import dev.accord.runtime.inbox.Inbox;
import dev.accord.runtime.launch.DependencyAwayException;
import dev.accord.runtime.launch.Launcher;
import dev.accord.runtime.launch.Lifetime;
import dev.accord.runtime.outbox.Outbox;
import dev.accord.runtime.sql.Database;
import dev.accord.runtime.sql.Migrations;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A service that keeps its state in PostgreSQL and talks in events. It starts as soon as PostgreSQL
 * is there; without Kafka or the registry it waits, says so at {@code /health/ready}, and goes on
 * by itself when they are back.
 */
public abstract class EventService extends VerticleBase implements Launcher.Reachable {
  private static final Logger LOG = LoggerFactory.getLogger(EventService.class);
  private static final long PREPARE_RETRY_SECONDS = 1;

  /**
   * What a service is put together from.
   *
   * @param ids makes UUIDs of version 7, rising in time
   * @param clock the one that every service takes the time from
   * @param lifetime what {@link #assemble} keeps there closes after inbox and HTTP, and before the
   *     outbox and the database
   */
  public record Parts(
      Database database,
      Outbox outbox,
      Inbox.Subscriptions subscriptions,
      HttpEdge edge,
      Supplier<UUID> ids,
      Clock clock,
      MeterRegistry meters,
      Lifetime lifetime) {}

  private final ServiceConfig config;
  private final Migrations migrations;
  private final List<Class<? extends Event>> emitted;
  private final Clock clock;
  private final Lifetime lifetime = new Lifetime();
  private Future<Void> prepared = Future.failedFuture("the service has not started");
  private Future<HttpEdge> listening = Future.failedFuture("the service has not started");

  /**
   * Opens nothing yet.
   *
   * @param migrations the service's own tables
   * @param emitted every event class that it emits
   */
  protected EventService(
      ServiceConfig config, Migrations migrations, List<Class<? extends Event>> emitted) {
    this(config, migrations, emitted, Clock.systemUTC());
  }

  /**
   * The same with a clock of its own. Times in events are that clock's; nothing else goes by it:
   * order, deadlines and what is due are the database's business.
   */
  protected EventService(
      ServiceConfig config,
      Migrations migrations,
      List<Class<? extends Event>> emitted,
      Clock clock) {
    this.clock = clock;
    this.config = config;
    this.migrations = migrations;
    this.emitted = List.copyOf(emitted);
  }

  /** Adds routes and subscriptions; called once, before the first request or event. */
  protected abstract void assemble(Parts parts);

  /**
   * Work to be done once events can be emitted, such as telling what exists from the start.
   * Repeated until it succeeds; the service is not ready before.
   */
  protected Future<Void> prepare(Parts parts) {
    return Future.succeededFuture();
  }

  @Override
  public final Future<?> start() {
    listening =
        Database.open(
                vertx, config.database(), List.of(migrations, Outbox.MIGRATIONS, Inbox.MIGRATIONS))
            .map(database -> lifetime.keep("database", database, database::close))
            .compose(this::publishAndServe)
            .recover(lifetime::endAfter);
    return listening;
  }

  @Override
  public final Future<?> stop() {
    return lifetime.end();
  }

  /** Where it listens; after a successful start. */
  @Override
  public final URI url() {
    return listening.result().url();
  }

  private Future<HttpEdge> publishAndServe(Database database) {
    var metrics = openMetrics();
    Supplier<UUID> ids = TimeOrderedEpochFactory.builder().withClock(clock).build()::create;
    return Outbox.open(
            vertx, database, config.kafka(), config.outbox(), emitted, ids, metrics.registry())
        .map(outbox -> lifetime.keep("outbox", outbox, outbox::close))
        .compose(
            outbox -> {
              var parts =
                  new Parts(
                      database,
                      outbox,
                      Inbox.subscribe(config.inbox()),
                      HttpEdge.create(vertx, config.http(), metrics),
                      ids,
                      clock,
                      metrics.registry(),
                      lifetime);
              assemble(parts);
              return consumeAndListen(parts, metrics);
            });
  }

  private Future<HttpEdge> consumeAndListen(Parts parts, ServiceMetrics metrics) {
    return parts
        .subscriptions()
        .start(vertx, parts.outbox(), config.kafka(), metrics.registry())
        .map(inbox -> lifetime.keep("inbox", inbox, inbox::close))
        .compose(
            inbox -> {
              prepared = prepareOnceResolved(parts);
              var health = parts.edge().health();
              health.ready("database", parts.database()::check);
              health.ready("outbox", parts.outbox()::ready);
              health.ready("inbox", inbox::ready);
              health.live("inbox", inbox::live);
              health.ready("preparation", this::preparation);
              var edge = lifetime.keep("http", parts.edge(), parts.edge()::close);
              return edge.listen().map(edge);
            });
  }

  private Future<Void> prepareOnceResolved(Parts parts) {
    return parts
        .outbox()
        .resolved()
        .compose(ignored -> prepare(parts))
        .recover(
            failure -> {
              LOG.warn("{} is not prepared yet: {}", config.name(), failure.getMessage());
              return vertx
                  .timer(PREPARE_RETRY_SECONDS, TimeUnit.SECONDS)
                  .compose(ignored -> prepareOnceResolved(parts));
            });
  }

  private Future<Void> preparation() {
    return prepared.isComplete()
        ? prepared
        : Future.failedFuture(
            new DependencyAwayException("what exists from the start is not told yet", null));
  }

  private ServiceMetrics openMetrics() {
    var metrics = ServiceMetrics.of(config.name());
    return lifetime.keep(
        "metrics",
        metrics,
        () -> {
          metrics.close();
          return Future.succeededFuture();
        });
  }
}
