package dev.accord.runtime.relay;

import dev.accord.runtime.event.EventHeaders;
import dev.accord.runtime.kafka.KafkaConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a former owner of slots may have published after its last stored position. A record's
 * timestamp is its row's, so everything at or after the oldest row of a batch is found whatever any
 * clock says. Bounded: what is not found in time is published again, and recognised by the inboxes.
 */
final class TopicTail {
  private static final Logger LOG = LoggerFactory.getLogger(TopicTail.class);
  private static final int RECORDS_MAX = 200_000;
  private static final Duration TIME_MAX = Duration.ofSeconds(2);
  private static final Duration POLL = Duration.ofMillis(100);

  private final Vertx vertx;
  private final KafkaConfig config;

  TopicTail(Vertx vertx, KafkaConfig config) {
    this.vertx = vertx;
    this.config = config;
  }

  /**
   * The ids of the source's events on the topics, from a time on. Never fails: what cannot be read
   * counts as not there.
   */
  Future<Set<String>> ids(Map<String, Instant> since) {
    return vertx
        .executeBlocking(() -> read(since), false)
        .otherwise(
            failure -> {
              LOG.debug("The topics' tails cannot be read", failure);
              return Set.of();
            });
  }

  private Set<String> read(Map<String, Instant> since) {
    var settings = new HashMap<String, Object>(config.clientSettings());
    settings.put("bootstrap.servers", config.bootstrapServers());
    settings.put("enable.auto.commit", "false");
    settings.put("allow.auto.create.topics", "false");
    settings.put("default.api.timeout.ms", Long.toString(TIME_MAX.toMillis()));
    var bytes = new ByteArrayDeserializer();
    try (var consumer = new KafkaConsumer<>(settings, bytes, bytes)) {
      var ends = consumer.endOffsets(seek(consumer, since));
      var ids = new HashSet<String>();
      var until = System.nanoTime() + TIME_MAX.toNanos();
      while (isBefore(consumer, ends) && ids.size() < RECORDS_MAX && System.nanoTime() < until) {
        for (var record : consumer.poll(POLL)) {
          EventHeaders.text(record.headers(), EventHeaders.ID).ifPresent(ids::add);
        }
      }
      return ids;
    }
  }

  private static Set<TopicPartition> seek(
      KafkaConsumer<byte[], byte[]> consumer, Map<String, Instant> since) {
    var from = new HashMap<TopicPartition, Long>();
    since.forEach(
        (topic, time) ->
            consumer
                .partitionsFor(topic)
                .forEach(
                    partition ->
                        from.put(
                            new TopicPartition(topic, partition.partition()),
                            time.toEpochMilli())));
    var offsets = new HashMap<TopicPartition, Long>();
    consumer
        .offsetsForTimes(from)
        .forEach(
            (partition, found) -> {
              if (found != null) {
                offsets.put(partition, found.offset());
              }
            });
    consumer.assign(offsets.keySet());
    offsets.forEach(consumer::seek);
    return offsets.keySet();
  }

  private static boolean isBefore(
      KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue());
  }
}
