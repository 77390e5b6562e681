package dev.accord.runtime.inbox;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.accord.event.Event;
import dev.accord.runtime.event.EventDecoder;
import dev.accord.runtime.event.EventType;
import dev.accord.runtime.kafka.ConsumerLoop;
import dev.accord.runtime.kafka.KafkaConfig;
import dev.accord.runtime.kafka.Membership;
import dev.accord.runtime.kafka.TopicGuard;
import dev.accord.runtime.launch.DependencyAwayException;
import dev.accord.runtime.outbox.Outbox;
import dev.accord.runtime.progress.GroupOwner;
import dev.accord.runtime.share.ShareLoop;
import dev.accord.runtime.sql.Migrations;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
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
  private static final String NOT_JOINED = "the consumer group is not joined yet";
  private static final long JOIN_AGAIN_MILLIS = 1_000;

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

  private final List<Membership> members = new CopyOnWriteArrayList<>();

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

    /**
     * Handles what events say together: those that share a transaction are one call.
     *
     * <pre>{@code
     * subscriptions.together(orders::paid).on(OrderPaid.class, (event, delivery) -> event);
     * }</pre>
     */
    public <T> Together<T> together(EventHandler.OfMany<T> handler) {
      return new Together<>(handlers, new Handlers.Group<>(handler));
    }

    /** Handles records without a value, which erase a key from a compacted topic. */
    @CanIgnoreReturnValue
    public Subscriptions onErased(String topic, EventHandler.OfTombstone handler) {
      if (config.sharing() == InboxConfig.Sharing.BY_RECORD) {
        throw new IllegalArgumentException(
            "what is erased must not come again, so it is read in order, not competed for");
      }
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

  /** Which events one handler takes together; they may be of several types. */
  public static final class Together<T> {
    private final Handlers handlers;
    private final Handlers.Group<T> group;

    private Together(Handlers handlers, Handlers.Group<T> group) {
      this.handlers = handlers;
      this.group = group;
    }

    /**
     * Takes events of a type; its contract names the topic.
     *
     * @param news what the handler is told of an event; pure
     */
    @CanIgnoreReturnValue
    public <E extends Event> Together<T> on(Class<E> type, BiFunction<E, Delivery, T> news) {
      handlers.add(EventType.of(type), news, group);
      return this;
    }
  }

  /** For {@code /health/ready}: fails with one sentence if records are not handled. */
  public Future<Void> ready() {
    return guard
        .trouble()
        .or(() -> trouble.isEmpty() ? Optional.empty() : Optional.of(trouble))
        .or(() -> members.size() < config.members() ? Optional.of(NOT_JOINED) : Optional.empty())
        .or(() -> members.stream().flatMap(member -> member.trouble().stream()).findFirst())
        .<Future<Void>>map(told -> Future.failedFuture(new DependencyAwayException(told, null)))
        .orElseGet(Future::succeededFuture);
  }

  /** For {@code /health/live}: fails if the poll thread or a handler is stuck. */
  public Future<Void> live() {
    return members.stream()
        .flatMap(member -> member.stall().stream())
        .findFirst()
        .<Future<Void>>map(told -> Future.failedFuture(new IllegalStateException(told)))
        .orElseGet(Future::succeededFuture);
  }

  /** Records polled and not yet accounted for. */
  public long unfinished() {
    return members.stream().mapToLong(member -> member.unfinished()).sum();
  }

  /** Records of this member's partitions not polled yet. */
  private long lag() {
    return members.stream().mapToLong(member -> member.lag()).sum();
  }

  /** Ends running work, within a bound, commits offsets and leaves the group. */
  public Future<Void> close() {
    closed = true;
    guard.close();
    redrive.close();
    return joined.eventually(this::leave);
  }

  private Future<Void> leave() {
    return Future.join(members.stream().map(Membership::close).toList()).mapEmpty();
  }

  private void joinOnceRight(Vertx vertx, KafkaConfig kafka) {
    guard.passed().onSuccess(ignored -> claimThenJoin(vertx, kafka));
  }

  private void claimThenJoin(Vertx vertx, KafkaConfig kafka) {
    if (closed) {
      return;
    }
    var topic = handlers.topics().iterator().next();
    joined =
        GroupOwner.claim(vertx, kafka, config.home(), topic, outbox.database())
            .compose(owner -> closed ? Future.succeededFuture() : join(vertx, kafka, owner))
            .onSuccess(ignored -> note(""))
            .otherwise(
                failure -> {
                  note("the group cannot be joined: " + failure.getMessage());
                  var unused = vertx.setTimer(JOIN_AGAIN_MILLIS, a -> claimThenJoin(vertx, kafka));
                  return null;
                });
  }

  /** One after the other; if one cannot be made, those before it leave again. */
  private Future<Void> join(Vertx vertx, KafkaConfig kafka, String owner) {
    if (members.size() == config.members()) {
      return Future.succeededFuture();
    }
    return member(vertx, kafka, owner)
        .compose(
            member -> {
              members.add(member);
              return join(vertx, kafka, owner);
            })
        .recover(
            failure ->
                leave()
                    .transform(
                        left -> {
                          members.clear();
                          return Future.failedFuture(failure);
                        }));
  }

  private Future<Membership> member(Vertx vertx, KafkaConfig kafka, String owner) {
    var group = config.group();
    var topics = handlers.topics();
    return switch (config.sharing()) {
      case BY_PARTITION ->
          ConsumerLoop.start(
                  vertx,
                  kafka,
                  new ConsumerLoop.Reading(
                      group, topics, guard.compacted(), owner, config.acceptGap()),
                  config.limits(),
                  record -> new Processing(this, new Delivery(record), false))
              .map(loop -> loop);
      case BY_RECORD ->
          Future.succeededFuture(
              ShareLoop.start(
                  vertx,
                  kafka,
                  group,
                  topics,
                  config.limits(),
                  (record, last) -> new Processing(this, new Delivery(record), last)));
    };
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
