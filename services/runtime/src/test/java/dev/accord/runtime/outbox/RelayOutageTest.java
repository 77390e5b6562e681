package dev.accord.runtime.outbox;

import static dev.accord.runtime.backends.Events.id;
import static dev.accord.runtime.backends.Events.notice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.accord.event.Event;
import dev.accord.runtime.backends.Await;
import dev.accord.runtime.backends.Backends;
import dev.accord.runtime.backends.TestService;
import dev.accord.runtime.event.EventHeaders;
import dev.accord.runtime.inbox.Inbox;
import dev.accord.runtime.inbox.InboxConfig;
import dev.accord.runtime.launch.DependencyAwayException;
import dev.accord.shop.order.OrderStatusChanged;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Broker, PostgreSQL and relay die under a service that goes on emitting. */
class RelayOutageTest {
  private static final List<Class<? extends Event>> EVENTS = List.of(OrderStatusChanged.class);
  private static final int KEYS = 7;

  private static final String LOCKS =
      "from pg_locks where locktype = 'advisory' and granted"
          + " and classid = 'outbox'::regclass::oid";

  private static final String OWNERS = "select distinct pid " + LOCKS;

  private static Backends backends;

  @BeforeAll
  static void start() throws IOException {
    backends = Backends.start();
  }

  @AfterAll
  static void stop() throws IOException {
    backends.close();
  }

  @Test
  void rowsWaitWhileTheBrokerIsAwayAndGoOutInOrderWhenItIsBack() throws Exception {
    try (var service = backends.service(EVENTS)) {
      Await.get(service.outbox.resolved());
      emit(service, 20);
      backends.stopKafka();
      emit(service, 20);
      Await.until("trouble is told", () -> service.outbox.ready().failed());
      assertThat(service.outbox.ready().cause()).hasMessageContaining("Kafka");
      backends.startKafka();
      assertPublishedInOrder(service, 40);
      Await.until("ready again", () -> service.outbox.ready().succeeded());
    }
  }

  @Test
  void anOutboxOpenedWithoutBrokerAndRegistryTakesOverWhenTheyCome() throws Exception {
    backends.stopKafka();
    Await.get(backends.registry.stop());
    try (var service = backends.service(EVENTS)) {
      assertThat(service.outbox.ready().failed()).isTrue();
      assertThatThrownBy(() -> service.emit(notice(id(0))))
          .isInstanceOf(DependencyAwayException.class);
      Await.get(backends.registry.start());
      Await.get(service.outbox.resolved());
      emit(service, 10);
      backends.startKafka();
      assertPublishedInOrder(service, 10);
    }
  }

  @Test
  void requestsAreRefusedWhileTooManyRowsWaitAndEventsGoOn() throws Exception {
    var schema = backends.newSchema();
    var defaults = OutboxConfig.of(schema);
    var config =
        new OutboxConfig(
            schema,
            defaults.batchRowsMax(),
            defaults.pollMin(),
            defaults.pollMax(),
            defaults.eventBytesMax(),
            defaults.keepPublished(),
            defaults.backlogAgeMax(),
            5);
    var vertx = backends.vertx;
    try (var service =
        new TestService(vertx, backends.at(schema), backends.kafkaConfig(), config, EVENTS)) {
      Await.get(service.outbox.resolved());
      backends.stopKafka();
      Await.until("refused", () -> refuses(service, Cause.UNKNOWN));
      assertThat(service.outbox.ready().failed()).isTrue();
      assertThat(refuses(service, Cause.event(id(1).toString(), "", ""))).isFalse();
      var waiting = service.count("select count(*) from outbox");
      assertThat(waiting).isGreaterThan(5);
      backends.startKafka();
      Await.until("accepted", () -> !refuses(service, Cause.UNKNOWN));
    }
  }

  @Test
  void whatAKilledOwnerHadPublishedIsNotPublishedAgain() {
    var first = backends.service(EVENTS);
    Await.get(first.outbox.resolved());
    emit(first, 30);
    assertPublishedInOrder(first, 30);
    Await.get(first.outbox.close());
    emit(first, 10);
    // As if it had died before it stored any position.
    var unused = first.rows("delete from outbox_progress where n > 8");
    try (var second = backends.peer(first, EVENTS)) {
      Await.get(second.outbox.resolved());
      assertPublishedInOrder(first, 40);
      assertThat(backends.published("order-notices", first.database.config().schema())).hasSize(40);
      assertThat(second.meters.counter("accord.outbox.duplicates.avoided").count()).isEqualTo(30);
    } finally {
      first.close();
    }
  }

  private static boolean refuses(TestService service, Cause cause) {
    try {
      var unused = Await.get(service.outbox.inTransaction(cause, tx -> tx.emit(notice(id(9)))));
      return false;
    } catch (DependencyAwayException e) {
      assertThat(e).hasMessageContaining("outbox.backlog-rows-max");
      return true;
    }
  }

  @Test
  void serviceRelayAndInboxResumeWhenPostgresIsBackAndEveryEffectIsThereOnce() throws Exception {
    try (var service = backends.service(EVENTS)) {
      Await.get(service.outbox.resolved());
      var unused = service.rows("create table effects (source text, id text)");
      var inbox = Await.get(recording(service));
      emit(service, 50);
      backends.stopPostgres();
      Await.until("trouble is told", () -> service.outbox.ready().failed());
      backends.startPostgres();
      Await.until("ready again", () -> service.outbox.ready().succeeded());
      emit(service, 50);
      assertPublishedInOrder(service, 100);
      var ours = " from effects where source = '" + service.database.config().schema() + "'";
      Await.until("all effects", () -> service.count("select count(distinct id)" + ours) == 100);
      assertThat(service.count("select count(*)" + ours)).isEqualTo(100);
      assertThat(service.count("select count(*) from inbox_parked")).isZero();
      Await.get(inbox.close());
    }
  }

  @Test
  void instancesShareTheSlotsAndTakeOverWhenAnOwnersConnectionDies() {
    try (var first = backends.service(EVENTS);
        var second = backends.peer(first, EVENTS)) {
      Await.get(first.outbox.resolved());
      Await.get(second.outbox.resolved());
      emit(first, 20);
      for (int killed = 0; killed < 3; killed++) {
        emit(second, 20);
        Await.until("slots are shared", () -> slots(first).equals(List.of(4L, 4L)));
        assertThat(killAnOwner(first)).isEqualTo(1);
        emit(first, 20);
      }
      assertPublishedInOrder(first, 140);
    }
  }

  private static Future<Inbox> recording(TestService service) {
    return Inbox.subscribe(InboxConfig.of(service.database.config().schema()))
        .on(
            OrderStatusChanged.class,
            (tx, event, delivery) ->
                tx.sql()
                    .preparedQuery("insert into effects values ($1, $2)")
                    .execute(
                        Tuple.of(
                            delivery.header(EventHeaders.SOURCE).orElse(""), delivery.eventId()))
                    .mapEmpty())
        .start(service.vertx, service.outbox, service.kafka, service.meters);
  }

  private static void emit(TestService service, int count) {
    for (int i = 0; i < count; i++) {
      service.emit(notice(id(i % KEYS)));
    }
  }

  private static long killAnOwner(TestService service) {
    return service.count(
        "select count(pg_terminate_backend(pid)) from (" + OWNERS + " limit 1) owners");
  }

  private static List<Long> slots(TestService service) {
    return service.rows("select count(*) " + LOCKS + " group by pid").stream()
        .map(row -> row.getLong(0))
        .toList();
  }

  /** Nothing is lost, and what is there twice is the same and does not come before its first. */
  private static void assertPublishedInOrder(TestService service, int count) {
    var source = service.database.config().schema();
    var ids = new HashSet<String>();
    Await.until(
        count + " different events",
        () -> {
          backends
              .published("order-notices", source)
              .forEach(
                  record ->
                      ids.add(EventHeaders.text(record.headers(), EventHeaders.ID).orElseThrow()));
          return ids.size() == count;
        });
    Map<String, Long> last = new HashMap<>();
    for (var record : backends.published("order-notices", source)) {
      var key = EventHeaders.text(record.headers(), EventHeaders.SUBJECT).orElseThrow();
      var sequence = EventHeaders.sequence(record.headers()).orElseThrow();
      var before = last.getOrDefault(key, 0L);
      assertThat(sequence).isLessThanOrEqualTo(before + 1);
      last.put(key, Math.max(before, sequence));
    }
    assertThat(last.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(count);
  }
}
