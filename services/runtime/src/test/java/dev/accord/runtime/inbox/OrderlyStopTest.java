package dev.accord.runtime.inbox;

import static dev.accord.runtime.backends.Events.id;
import static dev.accord.runtime.backends.Events.notice;
import static org.assertj.core.api.Assertions.assertThat;

import dev.accord.event.Event;
import dev.accord.runtime.backends.Await;
import dev.accord.runtime.backends.Backends;
import dev.accord.runtime.backends.TestService;
import dev.accord.runtime.event.EventHeaders;
import dev.accord.shop.order.OrderStatusChanged;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Instances of one service that come and go in order while events flow. */
@ExtendWith(Backends.Shared.class)
class OrderlyStopTest {
  private static final List<Class<? extends Event>> EVENTS = List.of(OrderStatusChanged.class);
  private static final String EFFECTS = "select count(*) from effects";
  private static final int ROUNDS = 3;
  private static final int EVENTS_A_ROUND = 100;

  private final Backends backends;
  private final TestService writer;
  private final String group;
  private final AtomicInteger written = new AtomicInteger();

  /** A service and its subscription, closed as a service's lifetime closes them. */
  private record Instance(TestService service, Inbox inbox) {
    long duplicates() {
      return (long)
          service
              .meters
              .counter("accord.inbox.duplicates", "group", inbox.config().group())
              .count();
    }

    void stop() {
      Await.get(inbox.close());
      service.close();
    }
  }

  OrderlyStopTest(Backends backends) {
    this.backends = backends;
    writer = backends.service(EVENTS);
    group = writer.database.config().schema();
  }

  @Test
  void anInstanceThatStopsUnderLoadLeavesNothingToBeDoneAgain() {
    Await.get(writer.outbox.resolved());
    var unused = writer.rows("create table effects (key text)");
    var current = start();
    long duplicates = -copiesOfOthers(current);
    var ended = new AtomicBoolean();
    var writing =
        CompletableFuture.runAsync(
            () -> {
              while (!ended.get()) {
                write();
              }
            });
    for (int round = 0; round < ROUNDS; round++) {
      var next = start();
      int enough = written.get() + EVENTS_A_ROUND;
      Await.until("more events", () -> written.get() >= enough);
      current.stop();
      duplicates += current.duplicates();
      current = next;
    }
    ended.set(true);
    writing.join();
    Await.until("every effect", () -> writer.count(EFFECTS) >= written.get());
    assertThat(duplicates + current.duplicates()).as("events delivered twice").isZero();
    assertThat(writer.count(EFFECTS)).isEqualTo(written.get());
    assertThat(backends.published("order-notices", group)).hasSize(written.get());
    current.stop();
    writer.close();
  }

  /** Other tests share the topic, and publish events twice on purpose. */
  private long copiesOfOthers(Instance first) {
    for (int i = 0; i < EVENTS_A_ROUND; i++) {
      write();
    }
    Await.until("effects in every partition", () -> writer.count(EFFECTS) == written.get());
    Await.until("rest", () -> first.inbox.unfinished() == 0);
    return first.duplicates();
  }

  private void write() {
    writer.emit(notice(id(7_000 + written.incrementAndGet())));
  }

  private Instance start() {
    var service = backends.peer(writer, EVENTS);
    Await.get(service.outbox.resolved());
    var inbox =
        Await.get(
            Inbox.subscribe(InboxConfig.of(group))
                .on(
                    OrderStatusChanged.class,
                    (tx, event, delivery) ->
                        isOurs(delivery)
                            ? tx.sql()
                                .preparedQuery("insert into effects values ($1)")
                                .execute(Tuple.of(event.key()))
                                .mapEmpty()
                            : Future.succeededFuture())
                .start(service.vertx, service.outbox, service.kafka, service.meters));
    Await.until("membership", () -> inbox.ready().succeeded());
    return new Instance(service, inbox);
  }

  private boolean isOurs(Delivery delivery) {
    return delivery.header(EventHeaders.SOURCE).orElse("").equals(group);
  }
}
