package dev.accord.runtime.inbox;

import static dev.accord.runtime.backends.Events.id;
import static dev.accord.runtime.backends.Events.notice;
import static org.assertj.core.api.Assertions.assertThat;

import dev.accord.event.Event;
import dev.accord.runtime.backends.Await;
import dev.accord.runtime.backends.Backends;
import dev.accord.runtime.backends.TestService;
import dev.accord.runtime.deadletter.DeadLetters;
import dev.accord.runtime.deadletter.Letter;
import dev.accord.runtime.deadletter.LetterFilter;
import dev.accord.runtime.inbox.InboxConfig.UnknownEvents;
import dev.accord.runtime.kafka.ConsumerLoop;
import dev.accord.shop.order.OrderStatus;
import dev.accord.shop.order.OrderStatusChanged;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Backends.Shared.class)
class RedriveTest {
  private static final List<Class<? extends Event>> EVENTS = List.of(OrderStatusChanged.class);

  /** The topic is shared: each test has an order of its own. */
  private static final AtomicInteger ORDERS = new AtomicInteger(400);

  private final UUID order = id(ORDERS.incrementAndGet());
  private final TestService service;
  private final String group;
  private final DeadLetters letters;
  private Inbox inbox;
  private volatile boolean broken = true;

  RedriveTest(Backends backends) {
    service = backends.service(EVENTS);
    group = service.database.config().schema();
    letters = new DeadLetters(service.database);
  }

  @BeforeEach
  void parkTwo() {
    Await.get(service.outbox.resolved());
    var unused =
        service.rows("create table effects (n bigint generated always as identity, what text)");
    inbox = Await.get(failingWhileBroken());
    service.emit(notice(order, OrderStatus.PENDING));
    service.emit(notice(order, OrderStatus.PAID));
    service.emit(notice(order, OrderStatus.SHIPPED));
    Await.until("two dead letters", () -> parked(order).size() == 2);
  }

  @AfterEach
  void stop() {
    Await.get(inbox.close());
    service.close();
  }

  @Test
  void aRetriedDeadLetterIsHandledAndWhatWaitedBehindItFollowsInOrder() {
    broken = false;
    assertThat(Await.get(letters.retry(LetterFilter.id(parked(order).get(0).id())))).isEqualTo(1);
    Await.until("no dead letter", () -> parked(order).isEmpty());
    service.emit(notice(order, OrderStatus.CANCELLED));
    Await.until("the next one", () -> effects().contains("CANCELLED"));
    assertThat(effects()).containsExactly("PENDING", "PAID", "SHIPPED", "CANCELLED");
    assertThat(service.meters.counter("accord.inbox.redriven", "group", group).count())
        .isEqualTo(2);
  }

  @Test
  void whatFailsAgainStaysAndSaysWhy() {
    var first = parked(order).get(0);
    assertThat(Await.get(letters.retry(LetterFilter.id(first.id())))).isEqualTo(1);
    Await.until("an answer", () -> parked(order).get(0).answer().isPresent());
    var again = parked(order).get(0);
    assertThat(again.answer().orElseThrow()).startsWith("failed:").contains("bug");
    assertThat(again.attempts()).isEqualTo(first.attempts() + 1);
    assertThat(parked(order)).hasSize(2);
    assertThat(effects()).containsExactly("PENDING");
  }

  @Test
  void aDryRunTellsWhatWouldHappenAndChangesNothing() {
    assertThat(answerOfDryRun()).startsWith("would fail:").contains("bug");
    broken = false;
    assertThat(answerOfDryRun()).isEqualTo("would be handled");
    assertThat(effects()).containsExactly("PENDING");
    assertThat(parked(order)).hasSize(2);
  }

  @Test
  void aDiscardedDeadLetterLetsThoseBehindItGoOn() {
    var filter =
        new LetterFilter(
            List.of(), "HANDLER_FAILED", "order-notices", order.toString(), null, null);
    assertThat(Await.get(letters.discard(filter))).isEqualTo(1);
    Await.until("the one behind", () -> effects().contains("SHIPPED"));
    assertThat(effects()).containsExactly("PENDING", "SHIPPED");
    Await.until("no dead letter", () -> parked(order).isEmpty());
  }

  @Test
  void aDeadLetterHasTheOriginalBytesAndTheWholeContext() {
    var letter = parked(order).get(0);
    assertThat(letter.subscription()).isEqualTo(group);
    assertThat(letter.reason()).isEqualTo("HANDLER_FAILED");
    assertThat(letter.detail()).contains("bug");
    assertThat(letter.eventType()).contains(OrderStatusChanged.class.getName());
    assertThat(letter.headers()).containsKeys("ce_id", "ce_source", "traceparent", "accord_seq");
    assertThat(letter.headers()).containsEntry("ce_id", Buffer.buffer(letter.eventId()));
    var row = service.rows("select value from outbox where seq = 2").get(0);
    assertThat(letter.value()).isEqualTo(row.getBuffer("value"));
    assertThat(letter.schemaId()).isPositive();
    assertThat(letter.blocksKey()).isTrue();
  }

  private String answerOfDryRun() {
    var first = LetterFilter.id(parked(order).get(0).id());
    assertThat(Await.get(letters.dryRun(first))).isEqualTo(1);
    Await.until("an answer", () -> parked(order).get(0).answer().isPresent());
    return parked(order).get(0).answer().orElseThrow();
  }

  private Future<Inbox> failingWhileBroken() {
    var config =
        new InboxConfig(
            group,
            group,
            1,
            ConsumerLoop.Limits.DEFAULT,
            50,
            2,
            Duration.ofMillis(10),
            Duration.ofMillis(100),
            UnknownEvents.IGNORE,
            InboxConfig.Sharing.BY_PARTITION,
            false);
    return Inbox.subscribe(config)
        .on(
            OrderStatusChanged.class,
            (tx, event, delivery) ->
                !event.getOrderId().equals(order)
                    ? Future.succeededFuture()
                    : broken && event.getStatus() == OrderStatus.PAID
                        ? Future.failedFuture(new IllegalStateException("bug"))
                        : tx.sql()
                            .preparedQuery("insert into effects (what) values ($1)")
                            .execute(Tuple.of(event.getStatus().name()))
                            .mapEmpty())
        .start(service.vertx, service.outbox, service.kafka, service.meters);
  }

  private List<Letter> parked(UUID key) {
    var filter = new LetterFilter(List.of(), null, null, key.toString(), null, null);
    return Await.get(letters.list(filter, 100));
  }

  private List<String> effects() {
    return service.rows("select what from effects order by n").stream()
        .map(row -> row.getString(0))
        .toList();
  }
}
