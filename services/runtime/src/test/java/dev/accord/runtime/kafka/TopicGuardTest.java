package dev.accord.runtime.kafka;

import static dev.accord.runtime.backends.Events.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.accord.event.Event;
import dev.accord.runtime.backends.Await;
import dev.accord.runtime.backends.Backends;
import dev.accord.runtime.backends.TestService;
import dev.accord.runtime.inbox.Inbox;
import dev.accord.runtime.inbox.InboxConfig;
import dev.accord.shop.shipping.ShipmentFailed;
import dev.accord.shop.shipping.ShipmentFailureCause;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Backends.Shared.class)
class TopicGuardTest {
  private static final List<Class<? extends Event>> EVENTS = List.of(ShipmentFailed.class);
  private static final String TOPIC = "shipments";

  private final Backends backends;

  TopicGuardTest(Backends backends) {
    this.backends = backends;
  }

  @Test
  void eventsWaitUntilTheirTopicIsWhatTheContractSays() throws Exception {
    try (var service = backends.service(EVENTS)) {
      Await.get(service.outbox.resolved());
      var seen = new ArrayList<String>();
      var inbox = Await.get(recording(service, seen));
      service.emit(failed());
      untilBothSay(
          service, inbox, "topic shipments does not exist: create it as its contract says");
      create(2, "delete");
      untilBothSay(
          service,
          inbox,
          "topic shipments has partitions=2, its contract says 4: alter the topic, or correct"
              + " accord.yaml");
      alter("compact", 4);
      untilBothSay(
          service,
          inbox,
          "topic shipments has cleanup.policy=compact, its contract says delete: alter the topic,"
              + " or correct accord.yaml");
      assertThat(backends.published(TOPIC, service.database.config().schema())).isEmpty();
      alter("delete", 6);
      Await.until(
          "the event, once the topic is right", () -> seen.equals(List.of(id(1).toString())));
      assertThat(service.outbox.ready().succeeded()).isTrue();
      assertThat(inbox.ready().succeeded()).isTrue();
      Await.get(inbox.close());
    }
  }

  private static void untilBothSay(TestService service, Inbox inbox, String sentence) {
    Await.until("the outbox says: " + sentence, () -> says(service.outbox.ready(), sentence));
    Await.until("the inbox says: " + sentence, () -> says(inbox.ready(), sentence));
  }

  private static boolean says(Future<Void> ready, String sentence) {
    return ready.failed() && sentence.equals(ready.cause().getMessage());
  }

  private static Future<Inbox> recording(TestService service, List<String> seen) {
    return Inbox.subscribe(InboxConfig.of(service.database.config().schema()))
        .on(
            ShipmentFailed.class,
            (tx, event, delivery) -> {
              seen.add(event.key());
              return Future.succeededFuture();
            })
        .start(service.vertx, service.outbox, service.kafka, service.meters);
  }

  private static ShipmentFailed failed() {
    return ShipmentFailed.newBuilder()
        .setOrderId(id(1))
        .setCause(ShipmentFailureCause.ADDRESS_REFUSED)
        .setReason("no such street")
        .setFailedAt(Instant.EPOCH)
        .build();
  }

  private void create(int partitions, String cleanup) {
    var wrong = List.of(new Topics.Topic(TOPIC, partitions, cleanup));
    assertThat(Await.get(Topics.ensure(backends.vertx, backends.kafkaConfig(), wrong))).isEmpty();
  }

  private void alter(String cleanup, int partitions) throws Exception {
    var settings =
        Map.<String, Object>of("bootstrap.servers", backends.kafkaConfig().bootstrapServers());
    var policy =
        new AlterConfigOp(new ConfigEntry("cleanup.policy", cleanup), AlterConfigOp.OpType.SET);
    var topic = new ConfigResource(ConfigResource.Type.TOPIC, TOPIC);
    try (var admin = Admin.create(settings)) {
      admin.incrementalAlterConfigs(Map.of(topic, List.of(policy))).all().get(30, TimeUnit.SECONDS);
      admin
          .createPartitions(Map.of(TOPIC, NewPartitions.increaseTo(partitions)))
          .all()
          .get(30, TimeUnit.SECONDS);
    }
  }
}
