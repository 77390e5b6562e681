package dev.accord.runtime.outbox;

import static dev.accord.runtime.backends.Events.id;
import static dev.accord.runtime.backends.Events.notice;
import static dev.accord.runtime.backends.Events.product;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.accord.event.Event;
import dev.accord.runtime.backends.Await;
import dev.accord.runtime.backends.Backends;
import dev.accord.runtime.backends.Events;
import dev.accord.runtime.backends.TestService;
import dev.accord.runtime.event.ContractBreachException;
import dev.accord.runtime.event.EventHeaders;
import dev.accord.runtime.sql.DatabaseRefusedException;
import dev.accord.shop.inventory.InventoryRejected;
import dev.accord.shop.order.OrderStatusChanged;
import dev.accord.shop.product.ProductUpdated;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.pgclient.PgException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Backends.Shared.class)
class OutboxTest {
  private static final List<Class<? extends Event>> EVENTS =
      List.of(OrderStatusChanged.class, ProductUpdated.class, InventoryRejected.class);

  private final Backends backends;
  private TestService service;
  private String source;

  OutboxTest(Backends backends) {
    this.backends = backends;
    service = backends.service(EVENTS);
    source = service.database.config().schema();
  }

  @BeforeEach
  void resolveSchemas() {
    Await.get(service.outbox.resolved());
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void theBytesInTheRowAreTheBytesOnTheTopic() {
    var order = id(1);
    service.emit(notice(order));
    var record = awaitPublished("order-notices", 1).get(0);
    var row = service.rows("select * from outbox").get(0);
    assertThat(record.value()).isEqualTo(row.getBuffer("value").getBytes());
    assertThat(new String(record.key(), StandardCharsets.UTF_8)).isEqualTo(order.toString());
    assertThat(header(record, EventHeaders.ID)).isEqualTo(row.getUUID("id").toString());
    assertThat(header(record, EventHeaders.TYPE)).isEqualTo(OrderStatusChanged.class.getName());
    assertThat(header(record, EventHeaders.SOURCE)).isEqualTo(source);
    assertThat(header(record, EventHeaders.SUBJECT)).isEqualTo(order.toString());
    assertThat(header(record, EventHeaders.SEQUENCE)).isEqualTo("1");
    assertThat(header(record, EventHeaders.CORRELATION)).isEqualTo(row.getUUID("id").toString());
    assertThat(header(record, EventHeaders.TRACEPARENT)).startsWith("00-").hasSize(55);
    assertThat(Instant.parse(header(record, EventHeaders.TIME)))
        .isEqualTo(row.getOffsetDateTime("time").toInstant());
    assertThat(record.headers().lastHeader(EventHeaders.CAUSATION)).isNull();
  }

  @Test
  void aRolledBackTransactionPublishesNothing() {
    var failed =
        service.outbox.inTransaction(
            tx ->
                tx.emit(notice(id(2)))
                    .compose(id -> Future.failedFuture(new IllegalStateException("no stock"))));
    assertThatThrownBy(() -> Await.get(failed)).hasMessage("no stock");
    assertThat(service.count("select count(*) from outbox")).isZero();
  }

  @Test
  @SuppressWarnings("deprecation") // The decoder's constructor is the only way to a broken event.
  void anEventThatBreaksItsContractRollsTheBusinessChangeBackEvenWhenNobodyLooks() {
    createNotes();
    var broken = new OrderStatusChanged();
    var forgotten =
        service.outbox.inTransaction(
            tx -> {
              var unused = Future.succeededFuture().compose(ignored -> tx.emit(withKey(broken)));
              return tx.sql().query("insert into notes values ('kept?')").execute();
            });
    assertThatThrownBy(() -> Await.get(forgotten))
        .isInstanceOf(ContractBreachException.class)
        .hasMessageContaining("OrderStatusChanged")
        .hasMessageContaining("status");
    assertThat(service.count("select count(*) from notes")).isZero();
  }

  @Test
  void anEventAboveTheSizeLimitIsRefusedWithTheSetting() {
    var huge = product(id(3), "x".repeat(1_000_000));
    assertThatThrownBy(() -> service.emit(huge))
        .isInstanceOf(ContractBreachException.class)
        .hasMessageContaining("outbox.event-bytes-max is 1000000");
  }

  @Test
  void anOutboxBelongsToOneService() {
    var where = service.database.config();
    var other = OutboxConfig.of("other");
    assertThatThrownBy(
            () -> new TestService(service.vertx, where, service.kafka, other, EVENTS).close())
        .isInstanceOf(DatabaseRefusedException.class)
        .hasMessageContaining("belongs to service " + source)
        .hasMessageContaining("database.schema");
  }

  @Test
  void nobodyCanChangeOrDeleteARow() {
    service.emit(notice(id(4)));
    for (var change : List.of("update outbox set key = 'x'", "delete from outbox")) {
      assertThatThrownBy(() -> service.rows(change))
          .isInstanceOf(PgException.class)
          .hasMessageContaining("append-only");
    }
  }

  @Test
  void eventsOfAKeyArePublishedInCommitOrderUnderConcurrentTransactions() {
    createNotes();
    var keys = IntStream.range(0, 5).mapToObj(Events::id).toList();
    var all = new ArrayList<Future<?>>();
    for (int i = 0; i < 400; i++) {
      var key = keys.get(i % keys.size());
      all.add(service.outbox.inTransaction(tx -> tx.emit(notice(key))));
    }
    var unused = Await.get(Future.all(all));
    var published = awaitPublished("order-notices", 400);
    assertThat(published).hasSize(400);
    assertSequencesRise(published);
  }

  @Test
  void aTransactionHeldOpenStallsNobodyAndIsNotSkippedWhenItCommitsLate() {
    var early = id(5);
    var late = id(6);
    var commit = Promise.<Void>promise();
    var emitted = Promise.<Void>promise();
    var held =
        service.outbox.inTransaction(
            tx ->
                tx.emit(notice(late))
                    .onSuccess(id -> emitted.complete())
                    .compose(id -> commit.future()));
    Await.get(emitted.future());
    for (int i = 0; i < 20; i++) {
      service.emit(notice(early));
    }
    assertThat(awaitPublished("order-notices", 20))
        .allMatch(record -> header(record, EventHeaders.SUBJECT).equals(early.toString()));
    commit.complete();
    var unused = Await.get(held);
    assertThat(awaitPublished("order-notices", 21))
        .filteredOn(record -> header(record, EventHeaders.SUBJECT).equals(late.toString()))
        .hasSize(1);
  }

  @Test
  void aTombstoneIsPublishedWithoutAValue() {
    var key = id(7).toString();
    var unused = Await.get(service.outbox.inTransaction(tx -> tx.erase("products", key)));
    var record = awaitPublished("products", 1).get(0);
    assertThat(record.value()).isNull();
    assertThat(record.headers().lastHeader(EventHeaders.TYPE)).isNull();
  }

  @Test
  void aRowThatTheBrokerRefusesParksItsKeyAndNobodyElse() throws Exception {
    backends.limitMessages("inventory", 2_000);
    service.emit(rejected(id(8), "small"));
    service.emit(rejected(id(8), "x".repeat(10_000)));
    service.emit(rejected(id(8), "behind"));
    service.emit(rejected(id(9), "another key"));
    Await.until("two parked", () -> service.count("select count(*) from outbox_parked") == 2);
    service.emit(rejected(id(8), "later"));
    service.emit(rejected(id(9), "another key"));
    Await.until("three parked", () -> service.count("select count(*) from outbox_parked") == 3);
    assertThat(awaitPublished("inventory", 3))
        .extracting(record -> header(record, EventHeaders.SUBJECT))
        .containsExactlyInAnyOrder(id(8).toString(), id(9).toString(), id(9).toString());
    var parked = service.rows("select * from outbox_parked order by position");
    assertThat(parked).extracting(row -> row.getString("key")).containsOnly(id(8).toString());
    assertThat(parked).extracting(row -> row.getLong("seq")).containsExactly(2L, 3L, 4L);
    assertThat(parked.get(0).getString("reason")).contains("larger");
    Await.until("ready", () -> service.outbox.ready().succeeded());
  }

  private static InventoryRejected rejected(UUID order, String reason) {
    return InventoryRejected.newBuilder()
        .setOrderId(order)
        .setReason(reason)
        .setShortages(List.of())
        .setRejectedAt(Instant.EPOCH)
        .build();
  }

  private void createNotes() {
    var unused = service.rows("create table notes (note text)");
  }

  private List<ConsumerRecord<byte[], byte[]>> awaitPublished(String topic, int count) {
    var found = new ArrayList<ConsumerRecord<byte[], byte[]>>();
    Await.until(
        count + " events on " + topic + ", " + service.outbox.ready(),
        () -> {
          found.clear();
          found.addAll(backends.published(topic, source));
          return found.size() >= count;
        });
    return found;
  }

  static void assertSequencesRise(List<ConsumerRecord<byte[], byte[]>> published) {
    var last = new HashMap<String, Long>();
    for (var record : published) {
      var sequence = EventHeaders.sequence(record.headers()).orElseThrow();
      assertThat(sequence)
          .isEqualTo(last.getOrDefault(header(record, EventHeaders.SUBJECT), 0L) + 1);
      last.put(header(record, EventHeaders.SUBJECT), sequence);
    }
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    return EventHeaders.text(record.headers(), name).orElseThrow();
  }

  private static OrderStatusChanged withKey(OrderStatusChanged event) {
    event.put(0, id(8));
    return event;
  }
}
