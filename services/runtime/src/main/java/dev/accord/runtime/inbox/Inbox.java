package dev.accord.runtime.inbox;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.accord.event.Event;
import dev.accord.runtime.event.EventDecoder;
import dev.accord.runtime.event.EventType;
import dev.accord.runtime.kafka.ConsumerLoop;
import dev.accord.runtime.kafka.KafkaConfig;
import dev.accord.runtime.kafka.TopicGuard;
import dev.accord.runtime.launch.DependencyAwayException;
import dev.accord.runtime.outbox.Outbox;
import dev.accord.runtime.sql.Migrations;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A service's subscriptions, as one member of a consumer group or several.
 *
 * <pre>{@code
 * Inbox.subscribe(InboxConfig.of("order"))
 *     .on(InventoryReserved.class, (tx, event, delivery) -> orders.reserved(tx, event))
 *     .on(InventoryRejected.class, (tx, event, delivery) -> orders.rejected(tx, event))
 *     .start(vertx, outbox, kafka, meters);
 * }</pre>
 */
public final class Inbox {
  /** The tables an inbox needs, for {@link dev.accord.runtime.sql.Database#open}. */
  public static final Migrations MIGRATIONS =
      new Migrations("inbox", "dev/accord/runtime/inbox/migrations");

  private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);

  private final InboxConfig config;
  private final Handlers handlers;
  private final Outbox outbox;
  private final EventDecoder decoder;
  private final InboxTables tables;
  private final InboxMeters meters;
  private final Redrive redrive;
  private final Slices slices;
  private final TopicGuard guard;
  private volatile String trouble = "";
  private volatile boolean closed;
  private volatile Future<Void> joined = Future.succeededFuture();

  private final List<ConsumerLoop> loops = new CopyOnWriteArrayList<>();

  private Inbox(
      Vertx vertx,
      InboxConfig config,
      Handlers handlers,
      Outbox outbox,
      EventDecoder decoder,
      TopicGuard guard,
      InboxMeters meters) {
    this.config = config;
    this.handlers = handlers;
    this.outbox = outbox;
    this.decoder = decoder;
    this.guard = guard;
    this.meters = meters;
    tables = new InboxTables(config.group());
    redrive = new Redrive(vertx, this);
    slices = new Slices(this, vertx.getOrCreateContext(), config.sliceMax());
  }

  /** Starts a list of subscriptions. */
  public static Subscriptions subscribe(InboxConfig config) {
    return new Subscriptions(config);
  }

  /** Who handles what; made before the inbox starts. */
  public static final class Subscriptions {
    private final InboxConfig config;
    private final Handlers handlers = new Handlers();

    private Subscriptions(InboxConfig config) {
      this.config = config;
    }

    /** Handles events of a type; its contract names the topic. */
    @CanIgnoreReturnValue
    public <E extends Event> Subscriptions on(Class<E> type, EventHandler<E> handler) {
      handlers.add(EventType.of(type), handler);
      return this;
    }

    /** Handles records without a value, which erase a key from a compacted topic. */
    @CanIgnoreReturnValue
    public Subscriptions onErased(String topic, EventHandler.OfTombstone handler) {
      handlers.addTombstone(topic, handler);
      return this;
    }

    /**
     * Joins the group, once the topics are what their contracts say. Kafka and the registry may be
     * away: records are handled when both are there, and {@link #ready} says what is missing.
     * Handlers run on the calling event loop.
     */
    public Future<Inbox> start(
        Vertx vertx, Outbox outbox, KafkaConfig kafka, MeterRegistry meters) {
      var types = handlers.types();
      var context = vertx.getOrCreateContext();
      var inbox =
          new Inbox(
              vertx,
              config,
              handlers,
              outbox,
              new EventDecoder(vertx, kafka, types),
              TopicGuard.open(context, kafka, handlers.topics(), EventType.jars(types)),
              new InboxMeters(meters, config.group()));
      inbox.joinOnceRight(vertx, kafka);
      inbox.redrive.start();
      inbox.meters.watch(inbox::unfinished, inbox::lag);
      return Future.succeededFuture(inbox);
    }
  }

  /** For {@code /health/ready}: fails with one sentence if records are not handled. */
  public Future<Void> ready() {
    return guard
        .trouble()
        .or(() -> loops.stream().flatMap(member -> member.trouble().stream()).findFirst())
        .or(() -> trouble.isEmpty() ? Optional.empty() : Optional.of(trouble))
        .<Future<Void>>map(told -> Future.failedFuture(new DependencyAwayException(told, null)))
        .orElseGet(Future::succeededFuture);
  }

  /** For {@code /health/live}: fails if the poll thread is stuck. */
  public Future<Void> live() {
    return loops.stream()
        .flatMap(member -> member.stall().stream())
        .findFirst()
        .<Future<Void>>map(told -> Future.failedFuture(new IllegalStateException(told)))
        .orElseGet(Future::succeededFuture);
  }

  /** Records polled and not yet accounted for. */
  public long unfinished() {
    return loops.stream().mapToLong(member -> member.figures().unfinished()).sum();
  }

  /** Records of this member's partitions not polled yet. */
  private long lag() {
    return loops.stream().mapToLong(member -> member.figures().lag()).sum();
  }

  /** Ends running work, within a bound, commits offsets and leaves the group. */
  public Future<Void> close() {
    closed = true;
    guard.close();
    redrive.close();
    return joined.eventually(this::leave);
  }

  private Future<Void> leave() {
    return Future.join(loops.stream().map(ConsumerLoop::close).toList()).mapEmpty();
  }

  private void joinOnceRight(Vertx vertx, KafkaConfig kafka) {
    guard
        .passed()
        .onSuccess(
            ignored -> {
              if (!closed) {
                joined =
                    join(vertx, kafka, config.members())
                        .otherwise(
                            failure -> {
                              note("the group cannot be joined: " + failure.getMessage());
                              return null;
                            });
              }
            });
  }

  /** One after the other; if one cannot be made, those before it leave again. */
  private Future<Void> join(Vertx vertx, KafkaConfig kafka, int members) {
    if (loops.size() == members) {
      return Future.succeededFuture();
    }
    return ConsumerLoop.start(
            vertx,
            kafka,
            config.group(),
            handlers.topics(),
            config.limits(),
            record -> new Processing(this, new Delivery(record)))
        .compose(
            member -> {
              loops.add(member);
              return join(vertx, kafka, members);
            })
        .recover(failure -> leave().transform(ignored -> Future.failedFuture(failure)));
  }

  /** The pause before the next attempt: doubles each time, up to the longest. */
  Duration pause(int failures) {
    var longest = config.retryMax();
    var pause = config.retryMin();
    for (int i = 1; i < failures && pause.compareTo(longest) < 0; i++) {
      pause = pause.multipliedBy(2);
    }
    return pause.compareTo(longest) > 0 ? longest : pause;
  }

  void note(String newTrouble) {
    if (!newTrouble.isEmpty() && trouble.isEmpty()) {
      LOG.warn("{}; waiting", newTrouble);
    }
    trouble = newTrouble;
  }

  /** Fails only if the registry is needed and away. */
  Future<Judgement> judge(Delivery delivery) {
    return Judgement.of(delivery, decoder, handlers, config.unknownEvents());
  }

  InboxConfig config() {
    return config;
  }

  Outbox outbox() {
    return outbox;
  }

  Slices slices() {
    return slices;
  }

  InboxTables tables() {
    return tables;
  }

  InboxMeters meters() {
    return meters;
  }

  Logger log() {
    return LOG;
  }
}
