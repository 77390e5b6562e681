package dev.accord.runtime.outbox;

import dev.accord.event.Event;
import dev.accord.runtime.event.ContractBreachException;
import dev.accord.runtime.event.EventEncoder;
import dev.accord.runtime.event.EventType;
import dev.accord.runtime.kafka.KafkaConfig;
import dev.accord.runtime.kafka.TopicGuard;
import dev.accord.runtime.launch.DependencyAwayException;
import dev.accord.runtime.relay.Relay;
import dev.accord.runtime.sql.Database;
import dev.accord.runtime.sql.DatabaseRefusedException;
import dev.accord.runtime.sql.Migrations;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Publishes a service's events with its business transactions.
 *
 * <pre>{@code
 * outbox.inTransaction(tx ->
 *     orders.insert(tx.sql(), order).compose(saved -> tx.emit(created(saved))));
 * }</pre>
 *
 * Any event loop may run transactions.
 */
public final class Outbox {
  /** The tables an outbox needs, for {@link Database#open}. */
  public static final Migrations MIGRATIONS =
      new Migrations("outbox", "dev/accord/runtime/outbox/migrations");

  private final Database database;
  private final OutboxConfig config;
  private final EventEncoder encoder;
  private final SchemaResolution schemas;
  private final Relay relay;
  private final Backlog backlog;
  private final Nudges nudges;
  private final Supplier<UUID> ids;
  private final Future<Void> resolved;

  private Outbox(
      Database database,
      OutboxConfig config,
      EventEncoder encoder,
      SchemaResolution schemas,
      Relay relay,
      Backlog backlog,
      Nudges nudges,
      Supplier<UUID> ids) {
    this.database = database;
    this.config = config;
    this.encoder = encoder;
    this.schemas = schemas;
    this.relay = relay;
    this.backlog = backlog;
    this.nudges = nudges;
    this.ids = ids;
    backlog.watch();
    resolved = schemas.run();
  }

  /**
   * Opens the outbox and starts its relay. Kafka and the registry may be away: rows wait, {@link
   * #ready} says why, and everything resumes by itself; so they do while a topic is not what its
   * contract says. Until the registry was reached once, events cannot be encoded and transactions
   * that emit some fail with {@link DependencyAwayException}.
   *
   * @param events every event class this service emits
   * @param ids makes UUIDs of version 7, rising in time
   * @return fails with {@link DatabaseRefusedException} if the schema holds the outbox of another
   *     source
   */
  public static Future<Outbox> open(
      Vertx vertx,
      Database database,
      KafkaConfig kafka,
      OutboxConfig config,
      List<Class<? extends Event>> events,
      Supplier<UUID> ids,
      MeterRegistry meters) {
    var types = events.stream().<EventType<?>>map(EventType::of).toList();
    return OutboxOwner.claim(database, config.source())
        .compose(
            ignored -> {
              var context = vertx.getOrCreateContext();
              var guard = guard(context, kafka, types);
              return Relay.open(
                  context, database, kafka, guard, config.relay(), config.eventBytesMax(), meters);
            })
        .map(
            relay -> {
              var encoder = new EventEncoder(kafka);
              return new Outbox(
                  database,
                  config,
                  encoder,
                  new SchemaResolution(vertx, encoder, types),
                  relay,
                  new Backlog(vertx, database, config.backlogRowsMax(), meters),
                  new Nudges(vertx, database, config.pollMin()),
                  ids);
            });
  }

  private static TopicGuard guard(Context context, KafkaConfig kafka, List<EventType<?>> types) {
    var topics = types.stream().map(EventType::topic).distinct().toList();
    return TopicGuard.open(context, kafka, topics, EventType.jars(types));
  }

  /** As {@link #inTransaction(Cause, Function)} with nothing known of what led to it. */
  public <T> Future<T> inTransaction(Function<Tx, Future<T>> work) {
    return inTransaction(Cause.UNKNOWN, work);
  }

  /**
   * Runs the function in one transaction: its SQL and the events it emits take effect together when
   * its future succeeds, or not at all. The relay is told at once.
   *
   * @return fails with {@link DependencyAwayException} if the connection broke: the commit may or
   *     may not have taken place; with {@link ContractBreachException} if any event was refused.
   *     Also with {@link DependencyAwayException}, and rolled back, if it emits while more than
   *     {@code outbox.backlog-rows-max} rows wait and no event led to it
   */
  public <T> Future<T> inTransaction(Cause cause, Function<Tx, Future<T>> work) {
    var opened = new Tx[1];
    return database
        .inTransaction(
            sql -> {
              var tx = new Tx(sql, this, cause);
              opened[0] = tx;
              return work.apply(tx).compose(result -> tx.end().map(result));
            })
        .onSuccess(
            ignored -> {
              if (opened[0].hasEmitted()) {
                tellRelays();
              }
            });
  }

  private void tellRelays() {
    relay.nudge();
    if (!relay.ownsAll()) {
      nudges.tellOthers();
    }
  }

  /** Where its rows are. */
  public Database database() {
    return database;
  }

  /** Completes once every declared event can be emitted. */
  public Future<Void> resolved() {
    return resolved;
  }

  /**
   * For {@code /health/ready}: fails with one sentence if events cannot be emitted or do not move.
   */
  public Future<Void> ready() {
    return schemas
        .trouble()
        .or(relay::trouble)
        .or(backlog::full)
        .<Future<Void>>map(told -> Future.failedFuture(new DependencyAwayException(told, null)))
        .orElseGet(Future::succeededFuture);
  }

  /** Publishes what is committed, within ten seconds, and stops. */
  public Future<Void> close() {
    schemas.close();
    backlog.close();
    return relay.close();
  }

  byte[] encode(Event event) {
    if (!encoder.knows(event.subject()) && schemas.declares(event)) {
      throw new DependencyAwayException(
          schemas.trouble().orElse("schema ids are not resolved yet"), null);
    }
    var bytes = encoder.encode(event);
    if (bytes.length > config.eventBytesMax()) {
      throw new ContractBreachException(
          event.getSchema().getFullName()
              + " takes "
              + bytes.length
              + " bytes, outbox.event-bytes-max is "
              + config.eventBytesMax()
              + ": carry less, or a reference");
    }
    return bytes;
  }

  /**
   * Requests are refused while too many rows wait; what an event led to goes on, as the event would
   * come again.
   */
  void refuseIfFull(Cause cause) {
    if (!cause.isEvent()) {
      backlog
          .full()
          .ifPresent(
              told -> {
                throw new DependencyAwayException(told, null);
              });
    }
  }

  UUID nextId() {
    return ids.get();
  }

  /** What events of this service carry as their source. */
  public String source() {
    return config.source();
  }
}
