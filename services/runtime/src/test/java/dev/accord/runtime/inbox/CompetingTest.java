package dev.accord.runtime.inbox;

import static dev.accord.runtime.backends.Events.id;
import static dev.accord.runtime.backends.Events.notice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.accord.runtime.backends.Await;
import dev.accord.runtime.backends.Backends;
import dev.accord.runtime.backends.TestService;
import dev.accord.runtime.inbox.InboxConfig.Sharing;
import dev.accord.runtime.outbox.Tx;
import dev.accord.shop.order.OrderStatus;
import dev.accord.shop.order.OrderStatusChanged;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two instances of a service that compete for single events. */
@ExtendWith(Backends.Shared.class)
class CompetingTest {
  private static final Set<UUID> OURS = Set.of(id(7_000_001), id(7_000_002));

  private final TestService service;
  private final TestService peer;
  private final InboxConfig config;

  CompetingTest(Backends backends) {
    service = backends.service(List.of(OrderStatusChanged.class));
    peer = backends.peer(service, List.of());
    var name = service.database.config().schema();
    config = InboxConfig.of(name).forGroup(name + "-notices", Sharing.BY_RECORD);
  }

  @BeforeEach
  void prepare() {
    Await.get(service.outbox.resolved());
    assertThat(service.rows("create table effects (order_id uuid, status text)")).isEmpty();
  }

  @AfterEach
  void stop() {
    peer.close();
    service.close();
  }

  @Test
  void eachEventHasItsEffectOnceAndOneThatFailsIsParkedAndHoldsNobodyBack() {
    var one = start(service);
    var other = start(peer);
    for (var status : List.of(OrderStatus.PENDING, OrderStatus.PAID, OrderStatus.SHIPPED)) {
      OURS.forEach(order -> service.emit(notice(order, status)));
    }
    Await.until("four effects", () -> service.count("select count(*) from effects") == 4);
    // Other tests leave bytes on the topic that nobody can decode.
    var parked = "from inbox_parked where reason = 'HANDLER_FAILED'";
    Await.until("two dead letters", () -> service.count("select count(*) " + parked) == 2);
    assertThat(service.rows("select blocks_key, attempts " + parked))
        .allSatisfy(
            letter -> {
              assertThat(letter.getBoolean("blocks_key")).isFalse();
              assertThat(letter.getInteger("attempts")).isEqualTo(5);
            });
    Await.until("all is answered", () -> one.unfinished() + other.unfinished() == 0);
    assertThat(service.count("select count(distinct (order_id, status)) from effects"))
        .isEqualTo(4);
    Await.get(one.close().compose(left -> other.close()));
  }

  @Test
  void erasureIsNotCompetedFor() {
    assertThatThrownBy(
            () ->
                Inbox.subscribe(config)
                    .onErased("products", (tx, key, delivery) -> Future.succeededFuture()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("read in order");
  }

  private Inbox start(TestService instance) {
    return Await.get(
        Inbox.subscribe(config)
            .on(
                OrderStatusChanged.class,
                (tx, event, delivery) ->
                    OURS.contains(event.getOrderId())
                        ? handle(tx, event)
                        : Future.succeededFuture())
            .start(instance.vertx, instance.outbox, instance.kafka, instance.meters));
  }

  private static Future<Void> handle(Tx tx, OrderStatusChanged event) {
    return event.getStatus() == OrderStatus.PAID
        ? Future.failedFuture(new IllegalStateException("bug"))
        : tx.sql()
            .preparedQuery("insert into effects values ($1, $2)")
            .execute(Tuple.of(event.getOrderId(), event.getStatus().name()))
            .mapEmpty();
  }
}
