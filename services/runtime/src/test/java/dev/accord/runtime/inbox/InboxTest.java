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
import dev.accord.runtime.inbox.InboxConfig.UnknownEvents;
import dev.accord.runtime.kafka.ConsumerLoop;
import dev.accord.runtime.outbox.Tx;
import dev.accord.shop.order.OrderStatus;
import dev.accord.shop.order.OrderStatusChanged;
import dev.accord.shop.product.ProductUpdated;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Backends.Shared.class)
class InboxTest {
  private static final List<Class<? extends Event>> EVENTS =
      List.of(OrderStatusChanged.class, ProductUpdated.class);

  private final Backends backends;
  private final TestService service;
  private final String group;

  InboxTest(Backends backends) {
    this.backends = backends;
    service = backends.service(EVENTS);
    group = service.database.config().schema();
  }

  @BeforeEach
  void prepare() {
    Await.get(service.outbox.resolved());
    var unused =
        service.rows(
            "create table effects (n bigint generated always as identity, key text, what text)");
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void anEventHasItsEffectAndItsFollowUpCarriesCausationAndTrace() {
    var inbox =
        start(
            Inbox.subscribe(config())
                .on(
                    OrderStatusChanged.class,
                    (tx, event, delivery) ->
                        event.getOrderId().equals(id(101))
                            ? effect(tx, event.key(), event.getStatus().name())
                                .compose(done -> tx.emit(product(id(101), "follow-up")))
                                .mapEmpty()
                            : Future.succeededFuture()));
    service.emit(notice(id(101), OrderStatus.PAID));
    Await.until("a follow-up", () -> backends.published("products", group).size() == 1);
    assertThat(effects(id(101))).containsExactly("PAID");
    var first = backends.published("order-notices", group).get(0).headers();
    var second = backends.published("products", group).get(0).headers();
    var firstId = EventHeaders.text(first, EventHeaders.ID);
    assertThat(EventHeaders.text(second, EventHeaders.CAUSATION)).isEqualTo(firstId);
    assertThat(EventHeaders.text(second, EventHeaders.CORRELATION)).isEqualTo(firstId);
    assertThat(EventHeaders.text(second, EventHeaders.TRACEPARENT).orElseThrow().substring(0, 36))
        .isEqualTo(
            EventHeaders.text(first, EventHeaders.TRACEPARENT).orElseThrow().substring(0, 36));
    Await.get(inbox.close());
  }

  @Test
  void aRecordPublishedTwiceHasOneEffectAlsoUnderAnotherGroupPosition() {
    service.emit(notice(id(102), OrderStatus.PAID));
    service.emit(notice(id(102), OrderStatus.SHIPPED));
    Await.until("two events", () -> backends.published("order-notices", group).size() == 2);
    backends.published("order-notices", group).forEach(this::publishAgain);
    var inbox = start(recording());
    service.emit(notice(id(102), OrderStatus.CANCELLED));
    Await.until("the last effect", () -> effects(id(102)).contains("CANCELLED"));
    assertThat(effects(id(102))).containsExactly("PAID", "SHIPPED", "CANCELLED");
    assertThat(service.meters.counter("accord.inbox.duplicates", "group", group).count())
        .isEqualTo(2);
    Await.get(inbox.close());
  }

  @Test
  void undecodableRecordsAreParkedAsTheyCameWhileOthersFlow() {
    var inbox = start(recording());
    var poison = "not avro".getBytes(StandardCharsets.UTF_8);
    var unknownId = new byte[] {0, 0x7f, 0, 0, 0, 1};
    send(id(103).toString(), poison, Map.of());
    send(id(103).toString(), unknownId, Map.of("x", "y"));
    service.emit(notice(id(103)));
    Await.until("the effect", () -> effects(id(103)).size() == 1);
    Await.until("two dead letters", () -> parked(id(103)).size() == 2);
    assertThat(parked(id(103))).containsExactly("UNDECODABLE_BYTES", "UNKNOWN_SCHEMA_ID");
    var letters = service.rows("select * from inbox_parked order by id");
    assertThat(letters.get(0).getBuffer("value").getBytes()).isEqualTo(poison);
    assertThat(letters.get(1).getArrayOfStrings("header_names")).containsExactly("x");
    assertThat(letters.get(1).getInteger("schema_id")).isEqualTo(0x7f000000);
    Await.get(inbox.close());
  }

  @Test
  void aHandlerThatKeepsFailingParksItsEventAndLaterOnesOfItsKeyBehindItOthersFlow() {
    var inbox =
        start(
            Inbox.subscribe(config())
                .on(
                    OrderStatusChanged.class,
                    (tx, event, delivery) ->
                        effect(tx, event.key(), event.getStatus().name())
                            .compose(
                                ignored ->
                                    event.getStatus() == OrderStatus.PAID
                                        ? Future.failedFuture(new IllegalStateException("bug"))
                                        : Future.succeededFuture())));
    service.emit(notice(id(104), OrderStatus.PENDING));
    service.emit(notice(id(104), OrderStatus.PAID));
    service.emit(notice(id(104), OrderStatus.SHIPPED));
    service.emit(notice(id(105), OrderStatus.SHIPPED));
    Await.until("two dead letters", () -> parked(id(104)).size() == 2);
    assertThat(parked(id(104))).containsExactly("HANDLER_FAILED", "BEHIND_PARKED");
    assertThat(effects(id(104))).containsExactly("PENDING");
    Await.until("the other key", () -> effects(id(105)).contains("SHIPPED"));
    var letter = service.rows("select * from inbox_parked order by id").get(0);
    assertThat(letter.getInteger("attempts")).isEqualTo(3);
    assertThat(letter.getString("detail")).contains("bug");
    assertThat(letter.getString("event_type")).isEqualTo(OrderStatusChanged.class.getName());
    Await.get(inbox.close());
  }

  @Test
  void aTombstoneIsHandledAndAnUnexpectedTypeIsPassedOver() {
    var inbox =
        start(
            Inbox.subscribe(config())
                .onErased("products", (tx, key, delivery) -> effect(tx, key, "erased")));
    service.emit(product(id(106), "chair"));
    var unused =
        Await.get(service.outbox.inTransaction(tx -> tx.erase("products", id(106).toString())));
    Await.until("erased", () -> effects(id(106)).equals(List.of("erased")));
    Await.until(
        "the ignored one",
        () -> service.meters.counter("accord.inbox.ignored", "group", group).count() >= 1);
    Await.get(inbox.close());
  }

  @Test
  void anUnexpectedTypeIsParkedWhereThatIsWanted() {
    var inbox =
        start(
            Inbox.subscribe(config(UnknownEvents.PARK))
                .onErased("products", (tx, key, delivery) -> effect(tx, key, "erased")));
    service.emit(product(id(108), "table"));
    Await.until("a dead letter", () -> parked(id(108)).equals(List.of("UNKNOWN_EVENT")));
    Await.get(inbox.close());
  }

  @Test
  void aRegistryThatIsAwayMakesRecordsWaitAndParksNothing() {
    service.emit(notice(id(107), OrderStatus.PAID));
    Await.until("the event", () -> backends.published("order-notices", group).size() == 1);
    Await.get(backends.registry.stop());
    var inbox = start(recording());
    Await.until("trouble is told", () -> inbox.unfinished() > 0 && inbox.ready().failed());
    assertThat(inbox.ready().cause()).hasMessageContaining("registry");
    Await.get(backends.registry.start());
    Await.until("the effect", () -> effects(id(107)).equals(List.of("PAID")));
    assertThat(parked(id(107))).isEmpty();
    Await.get(backends.registry.stop());
    service.emit(notice(id(107), OrderStatus.SHIPPED));
    Await.until("a schema once seen is enough", () -> effects(id(107)).contains("SHIPPED"));
    Await.get(backends.registry.start());
    Await.get(inbox.close());
  }

  @Test
  void aFullDiskIsWaitedForAndParksNothing() {
    var full =
        service.rows(
            "create function full_disk() returns trigger language plpgsql as $$ begin"
                + " raise exception 'No space left on device' using errcode = 'disk_full'; end $$");
    var refusing =
        service.rows(
            "create trigger no_space before insert on effects for each row"
                + " execute function full_disk()");
    var inbox = start(recording());
    service.emit(notice(id(109), OrderStatus.PAID));
    Await.until("trouble is told", () -> inbox.ready().failed() && inbox.unfinished() > 0);
    assertThat(inbox.ready().cause()).hasMessageContaining("No space left on device");
    var space = service.rows("drop trigger no_space on effects");
    Await.until("the effect", () -> effects(id(109)).equals(List.of("PAID")));
    assertThat(parked(id(109))).isEmpty();
    assertThat(List.of(full, refusing, space)).allMatch(List::isEmpty);
    Await.get(inbox.close());
  }

  private Inbox.Subscriptions recording() {
    return Inbox.subscribe(config())
        .on(
            OrderStatusChanged.class,
            (tx, event, delivery) -> effect(tx, event.key(), event.getStatus().name()));
  }

  private InboxConfig config() {
    return config(UnknownEvents.IGNORE);
  }

  private InboxConfig config(UnknownEvents unknown) {
    return new InboxConfig(
        group,
        group,
        1,
        ConsumerLoop.Limits.DEFAULT,
        50,
        3,
        Duration.ofMillis(10),
        Duration.ofMillis(100),
        unknown,
        InboxConfig.Sharing.BY_PARTITION,
        false);
  }

  private Inbox start(Inbox.Subscriptions subscriptions) {
    return Await.get(
        subscriptions.start(service.vertx, service.outbox, service.kafka, service.meters));
  }

  private static Future<Void> effect(Tx tx, String key, String what) {
    return tx.sql()
        .preparedQuery("insert into effects (key, what) values ($1, $2)")
        .execute(Tuple.of(key, what))
        .mapEmpty();
  }

  private List<String> effects(UUID key) {
    return service.rows("select what from effects where key = '" + key + "' order by n").stream()
        .map(row -> row.getString(0))
        .toList();
  }

  private List<String> parked(UUID key) {
    var where = "where convert_from(key, 'UTF8') = '" + key + "' order by id";
    return service.rows("select reason from inbox_parked " + where).stream()
        .map(row -> row.getString(0))
        .toList();
  }

  private void publishAgain(
      org.apache.kafka.clients.consumer.ConsumerRecord<byte[], byte[]> record) {
    publish(
        new ProducerRecord<>(
            record.topic(), record.partition(), record.key(), record.value(), record.headers()));
  }

  private void send(String key, byte[] value, Map<String, String> headers) {
    var record = new ProducerRecord<>("order-notices", key.getBytes(StandardCharsets.UTF_8), value);
    headers.forEach(
        (name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
    publish(record);
  }

  private void publish(ProducerRecord<byte[], byte[]> record) {
    var settings = Map.<String, Object>of("bootstrap.servers", service.kafka.bootstrapServers());
    var bytes = new ByteArraySerializer();
    try (var producer = new KafkaProducer<>(settings, bytes, bytes)) {
      var unused = producer.send(record).get(30, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
