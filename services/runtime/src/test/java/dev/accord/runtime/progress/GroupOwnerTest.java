package dev.accord.runtime.progress;

import static dev.accord.runtime.backends.Events.id;
import static dev.accord.runtime.backends.Events.notice;
import static org.assertj.core.api.Assertions.assertThat;

import dev.accord.runtime.backends.Await;
import dev.accord.runtime.backends.Backends;
import dev.accord.runtime.backends.TestService;
import dev.accord.runtime.inbox.Inbox;
import dev.accord.runtime.inbox.InboxConfig;
import dev.accord.shop.order.OrderStatusChanged;
import io.vertx.core.Future;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Backends.Shared.class)
class GroupOwnerTest {
  private static final String GROUP = "two-systems";

  private final Backends backends;
  private final Queue<String> handled = new ConcurrentLinkedQueue<>();
  private final Queue<String> stolen = new ConcurrentLinkedQueue<>();

  GroupOwnerTest(Backends backends) {
    this.backends = backends;
  }

  /** The first has not even read anything when the second comes. */
  @Test
  void aSecondSystemOnTheSameKafkaStaysOutAndSaysWhyAndTheFirstGoesOn() {
    try (var first = backends.service(List.of(OrderStatusChanged.class));
        var second = backends.service(List.of())) {
      var owner = start(first, handled);
      Await.until("the first has joined", () -> owner.ready().succeeded());
      var intruder = start(second, stolen);
      Await.until(
          "the second is told",
          () ->
              intruder.ready().failed()
                  && intruder.ready().cause().toString().contains("consumer group " + GROUP));
      assertThat(intruder.ready().cause())
          .hasMessageContaining("reads for database ")
          .hasMessageContaining("of its own")
          .hasMessageContaining("--delete --group " + GROUP);
      Await.get(first.outbox.resolved());
      first.emit(notice(id(8_001)));
      Await.until("the first handles it", () -> handled.contains(id(8_001).toString()));
      assertThat(stolen).isEmpty();
      Await.get(intruder.close().compose(left -> owner.close()));
      var again = start(first, handled);
      Await.until("the first joins again", () -> again.ready().succeeded());
      Await.get(again.close());
    }
  }

  private static Inbox start(TestService service, Queue<String> seen) {
    return Await.get(
        Inbox.subscribe(InboxConfig.of(GROUP))
            .on(
                OrderStatusChanged.class,
                (tx, event, delivery) -> {
                  seen.add(event.key());
                  return Future.succeededFuture();
                })
            .start(service.vertx, service.outbox, service.kafka, service.meters));
  }
}
