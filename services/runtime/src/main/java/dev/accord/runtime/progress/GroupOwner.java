package dev.accord.runtime.progress;

import dev.accord.runtime.kafka.KafkaConfig;
import dev.accord.runtime.sql.Database;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ApiException;

/**
 * For which database a consumer group reads. Two systems that share a Kafka and not their databases
 * would each handle a part of the events. So the offsets of a group carry the database they were
 * committed for, from the first member on, and whoever has another one stays out.
 */
public final class GroupOwner {
  private static final int SECONDS_MAX = 10;

  private GroupOwner() {}

  /**
   * Marks a group that nobody marked. May be repeated.
   *
   * @param topic one that the group reads
   * @return the mark, for the offsets that are committed; fails with one sentence if the group is
   *     another database's, or if Kafka or the database is away
   */
  public static Future<String> claim(
      Vertx vertx, KafkaConfig kafka, String group, String topic, Database database) {
    return database
        .pool()
        .query("select id::text from inbox_identity")
        .execute()
        .map(rows -> "database " + rows.iterator().next().getString(0))
        .compose(
            owner ->
                vertx.executeBlocking(
                    () -> {
                      claim(kafka, group, new TopicPartition(topic, 0), owner);
                      return owner;
                    },
                    false));
  }

  private static void claim(KafkaConfig kafka, String group, TopicPartition partition, String owner)
      throws InterruptedException, ExecutionException, TimeoutException {
    try (var admin = admin(kafka)) {
      var offsets = offsets(admin, group);
      if (offsets.values().stream().allMatch(offset -> offset.metadata().isEmpty())) {
        mark(admin, group, partition, offsets, owner);
        offsets = offsets(admin, group);
      }
      for (var offset : offsets.values()) {
        var mark = offset.metadata();
        if (!mark.isEmpty() && !mark.equals(owner)) {
          throw new IllegalStateException(refusal(kafka, group, owner, mark));
        }
      }
    }
  }

  private static Admin admin(KafkaConfig kafka) {
    var settings = new HashMap<String, Object>(kafka.clientSettings());
    settings.put("bootstrap.servers", kafka.bootstrapServers());
    settings.put("default.api.timeout.ms", Integer.toString(SECONDS_MAX * 1000));
    settings.put("request.timeout.ms", Integer.toString(SECONDS_MAX * 1000));
    return Admin.create(settings);
  }

  /** Partitions that the group never committed are left out. */
  private static Map<TopicPartition, OffsetAndMetadata> offsets(Admin admin, String group)
      throws InterruptedException, ExecutionException, TimeoutException {
    var found =
        admin
            .listConsumerGroupOffsets(group)
            .partitionsToOffsetAndMetadata()
            .get(SECONDS_MAX, TimeUnit.SECONDS);
    var offsets = new HashMap<>(found);
    offsets.values().removeIf(Objects::isNull);
    return offsets;
  }

  /** With an offset that changes nothing: where the group is, or where it would begin. */
  private static void mark(
      Admin admin,
      String group,
      TopicPartition partition,
      Map<TopicPartition, OffsetAndMetadata> offsets,
      String owner)
      throws InterruptedException, ExecutionException, TimeoutException {
    var begun = offsets.get(partition);
    var earliest = admin.listOffsets(Map.of(partition, OffsetSpec.earliest()));
    var offset =
        begun != null
            ? begun.offset()
            : earliest.partitionResult(partition).get(SECONDS_MAX, TimeUnit.SECONDS).offset();
    try {
      admin
          .alterConsumerGroupOffsets(group, Map.of(partition, new OffsetAndMetadata(offset, owner)))
          .all()
          .get(SECONDS_MAX, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      // A group that has members is marked by what they commit.
      if (!(e.getCause() instanceof ApiException)) {
        throw e;
      }
    }
  }

  private static String refusal(KafkaConfig kafka, String group, String owner, String other) {
    return "consumer group "
        + group
        + (" at " + kafka.bootstrapServers() + " reads for " + other + ", and this is " + owner)
        + ": give each system a Kafka, or groups (inbox.group), of its own; if the other database"
        + " is gone for good, delete the group (kafka-consumer-groups.sh --delete --group "
        + group
        + ") and this one handles every event from the beginning";
  }
}
