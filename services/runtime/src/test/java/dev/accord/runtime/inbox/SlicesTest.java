package dev.accord.runtime.inbox;

import static dev.accord.runtime.backends.Events.id;
import static dev.accord.runtime.backends.Events.notice;
import static dev.accord.runtime.backends.Events.product;
import static org.assertj.core.api.Assertions.assertThat;

import dev.accord.event.Event;
import dev.accord.runtime.backends.Await;
import dev.accord.runtime.backends.Backends;
import dev.accord.runtime.backends.TestService;
import dev.accord.runtime.event.EventHeaders;
import dev.accord.runtime.inbox.EventHandler.Part;
import dev.accord.runtime.inbox.InboxConfig.UnknownEvents;
import dev.accord.runtime.kafka.ConsumerLoop;
import dev.accord.runtime.launch.DependencyAwayException;
import dev.accord.runtime.outbox.Tx;
import dev.accord.shop.order.OrderStatusChanged;
import dev.accord.shop.product.ProductUpdated;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Many events wait when the inbox starts, so that their effects share commits. Events and garbage
 * of other tests are on the topic as well.
 */
@ExtendWith(Backends.Shared.class)
class SlicesTest {
  private static final List<Class<? extends Event>> EVENTS =
      List.of(OrderStatusChanged.class, ProductUpdated.class);
  private static final int MANY = 12;
  private static final int FIRST = 200;

  private final Backends backends;
  private final TestService service;
  private final String group;

  SlicesTest(Backends backends) {
    this.backends = backends;
    service = backends.service(EVENTS);
    group = service.database.config().schema();
  }

  @BeforeEach
  void publish() {
    Await.get(service.outbox.resolved());
    var unused =
        service.rows(
            "create table effects (key text primary key, once int unique deferrable initially"
                + " deferred)");
    var emitted =
        Await.get(
            service.outbox.inTransaction(
                tx ->
                    Future.all(
                        IntStream.range(0, MANY)
                            .mapToObj(n -> tx.emit(notice(id(FIRST + n))))
                            .toList())));
    assertThat(emitted.size()).isEqualTo(MANY);
    Await.until("the events", () -> backends.published("order-notices", group).size() == MANY);
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void effectsAndFollowUpsOfEventsThatWaitedShareCommits() {
    var inbox = start((tx, key) -> effect(tx, key).compose(done -> followUp(tx, key)));
    Await.until("every effect", () -> effects().size() == MANY);
    assertThat(service.count("select count(distinct xmin::text) from effects")).isLessThan(MANY);
    assertThat(service.count("select count(*) from outbox where topic = 'products' and seq = 1"))
        .isEqualTo(MANY);
    assertThat(
            service.count("select count(distinct causation) from outbox where topic = 'products'"))
        .isEqualTo(MANY);
    Await.get(inbox.close());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "5", "11", "3,8"})
  void anEventThatFailsIsParkedAloneAndTheOthersOfItsSliceHaveTheirEffect(String failing) {
    var poison = keys(failing);
    var inbox =
        start(
            (tx, key) ->
                effect(tx, key)
                    .compose(
                        done ->
                            poison.contains(key)
                                ? Future.failedFuture(new IllegalStateException("bug"))
                                : Future.succeededFuture()));
    poisonAloneIsParked(poison);
    Await.get(inbox.close());
  }

  @Test
  void eventsThatWaitedAreOneCallOfAHandlerOfManyAndEachLeadsToItsOwn() {
    var calls = new AtomicInteger();
    var inbox =
        startTogether(
            (tx, parts) -> {
              calls.incrementAndGet();
              return effects(tx, parts)
                  .compose(done -> Future.all(parts.stream().map(SlicesTest::followUp).toList()))
                  .mapEmpty();
            });
    Await.until("every effect", () -> effects().size() == MANY);
    assertThat(calls).hasValueLessThan(MANY);
    assertThat(
            service.count("select count(distinct causation) from outbox where topic = 'products'"))
        .isEqualTo(MANY);
    Await.get(inbox.close());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "5", "11", "3,8"})
  void anEventThatAHandlerOfManyCannotTakeIsParkedAlone(String failing) {
    var poison = keys(failing);
    var inbox =
        startTogether(
            (tx, parts) ->
                effects(tx, parts)
                    .compose(
                        done ->
                            parts.stream().map(Part::news).anyMatch(poison::contains)
                                ? Future.failedFuture(new IllegalStateException("bug"))
                                : Future.succeededFuture()));
    poisonAloneIsParked(poison);
    Await.get(inbox.close());
  }

  @Test
  void aCommitThatFailsParksTheEventBehindItThoughItsHandlerSucceeded() {
    var unused = service.rows("insert into effects values ('earlier', 7)");
    var inbox =
        start(
            (tx, key) ->
                tx.sql()
                    .preparedQuery("insert into effects values ($1, $2)")
                    .execute(Tuple.of(key, key.equals(key("6")) ? 7 : null))
                    .mapEmpty());
    Await.until("the dead letter", () -> parked().equals(Set.of(key("6"))));
    Await.until("every other effect", () -> effects().size() == MANY);
    assertThat(effects()).contains("earlier").doesNotContain(key("6"));
    Await.get(inbox.close());
  }

  @Test
  void aConnectionThatBreaksAmongTheHandlersParksNothingAndDoublesNothing() {
    var breaks = new AtomicInteger();
    var inbox =
        start(
            (tx, key) ->
                effect(tx, key)
                    .compose(
                        done ->
                            key.equals(key("4")) && breaks.getAndIncrement() < 2
                                ? tx.sql()
                                    .query("select pg_terminate_backend(pg_backend_pid())")
                                    .execute()
                                    .<Void>mapEmpty()
                                : Future.succeededFuture()));
    Await.until("the third attempt", () -> breaks.get() > 2);
    Await.until("every effect", this::hasEveryEffect);
    assertThat(parked()).isEmpty();
    Await.get(inbox.close());
  }

  private static Set<String> keys(String numbers) {
    return Stream.of(numbers.split(",", -1)).map(SlicesTest::key).collect(Collectors.toSet());
  }

  private void poisonAloneIsParked(Set<String> poison) {
    Await.until("the dead letters", () -> parked().equals(poison));
    Await.until("every other effect", () -> effects().size() == MANY - poison.size());
    assertThat(effects()).doesNotContainAnyElementsOf(poison);
    assertThat(service.count("select count(*) from inbox_parked where attempts = 1")).isZero();
  }

  private interface Handling {
    Future<Void> of(Tx tx, String key);
  }

  private Inbox start(Handling handling) {
    return start(
        Inbox.subscribe(config())
            .on(
                OrderStatusChanged.class,
                (tx, event, from) ->
                    isOurs(from) ? handling.of(tx, event.key()) : Future.succeededFuture()));
  }

  /** The handler is told the keys of our events alone. */
  private Inbox startTogether(EventHandler.OfMany<String> handler) {
    var subscriptions = Inbox.subscribe(config());
    subscriptions
        .<String>together(
            (tx, parts) -> {
              var ours = parts.stream().filter(part -> isOurs(part.delivery())).toList();
              return ours.isEmpty() ? Future.succeededFuture() : handler.handle(tx, ours);
            })
        .on(OrderStatusChanged.class, (event, from) -> event.key());
    return start(subscriptions);
  }

  private Inbox start(Inbox.Subscriptions subscriptions) {
    return Await.get(
        subscriptions.start(service.vertx, service.outbox, service.kafka, service.meters));
  }

  private InboxConfig config() {
    return new InboxConfig(
        group,
        group,
        1,
        ConsumerLoop.Limits.DEFAULT,
        50,
        2,
        Duration.ofMillis(1),
        Duration.ofMillis(100),
        UnknownEvents.IGNORE,
        InboxConfig.Sharing.BY_PARTITION,
        false);
  }

  private boolean isOurs(Delivery from) {
    return from.header(EventHeaders.SOURCE).orElse("").equals(group);
  }

  private static Future<Void> effects(Tx tx, List<Part<String>> parts) {
    return tx.sql()
        .preparedQuery("insert into effects (key) select unnest($1::text[])")
        .execute(
            Tuple.tuple().addArrayOfString(parts.stream().map(Part::news).toArray(String[]::new)))
        .mapEmpty();
  }

  private static Future<UUID> followUp(Part<String> part) {
    return part.emit(product(UUID.fromString(part.news()), "follow-up"));
  }

  private static String key(String number) {
    return id(FIRST + Integer.parseInt(number)).toString();
  }

  private static Future<Void> effect(Tx tx, String key) {
    return tx.sql()
        .preparedQuery("insert into effects (key) values ($1)")
        .execute(Tuple.of(key))
        .mapEmpty();
  }

  private static Future<Void> followUp(Tx tx, String key) {
    return tx.emit(product(UUID.fromString(key), "follow-up")).mapEmpty();
  }

  /** The pool may hand out the broken connection once more before it notices. */
  private boolean hasEveryEffect() {
    try {
      return effects().size() == MANY;
    } catch (DependencyAwayException e) {
      return false;
    }
  }

  private Set<String> effects() {
    return texts("select key from effects");
  }

  private Set<String> parked() {
    return texts("select convert_from(key, 'UTF8') from inbox_parked where event_type is not null");
  }

  private Set<String> texts(String sql) {
    return service.rows(sql).stream().map(row -> row.getString(0)).collect(Collectors.toSet());
  }
}
