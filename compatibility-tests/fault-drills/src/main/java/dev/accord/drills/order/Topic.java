package dev.accord.drills.order;

import dev.accord.drills.order.OrderHistory.Published;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** A topic as any program sees it: Kafka's clients and nothing of ours. */
record Topic(String name, String bootstrapServers) {
  private static final int GARBAGE_BYTES = 40;

  /** Every record now, partition by partition. */
  List<Published> published() {
    return records().stream().map(Topic::published).toList();
  }

  private List<ConsumerRecord<byte[], byte[]>> records() {
    var bytes = new ByteArrayDeserializer();
    var found = new ArrayList<ConsumerRecord<byte[], byte[]>>();
    try (var consumer = new KafkaConsumer<>(settings(), bytes, bytes)) {
      var partitions =
          consumer.partitionsFor(name).stream()
              .map(partition -> new TopicPartition(name, partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
        consumer.poll(Duration.ofMillis(200)).forEach(found::add);
      }
    }
    return found;
  }

  /** Puts every event there once more, as a producer does that lost an acknowledgement. */
  int repeatAll() throws ExecutionException, InterruptedException {
    var records = records();
    var bytes = new ByteArraySerializer();
    try (var producer = new KafkaProducer<>(settings(), bytes, bytes)) {
      for (var record : records) {
        var unused =
            producer.send(
                new ProducerRecord<>(
                    name, record.partition(), record.key(), record.value(), record.headers()));
      }
      producer.flush();
    }
    return records.size();
  }

  /** Puts a record there that no program can read, and says where. */
  String poison(RandomGenerator random) throws ExecutionException, InterruptedException {
    var garbage = new byte[GARBAGE_BYTES];
    random.nextBytes(garbage);
    garbage[0] = 1;
    var key = ("poison-" + random.nextInt()).getBytes(StandardCharsets.UTF_8);
    var bytes = new ByteArraySerializer();
    try (var producer = new KafkaProducer<>(settings(), bytes, bytes)) {
      var written = producer.send(new ProducerRecord<>(name, key, garbage)).get();
      return name + "-" + written.partition() + "@" + written.offset();
    }
  }

  /** What a group has committed, by partition. */
  Map<Integer, Long> committed(String group) throws ExecutionException, InterruptedException {
    try (var admin = Admin.create(settings())) {
      var offsets = new HashMap<Integer, Long>();
      admin
          .listConsumerGroupOffsets(group)
          .partitionsToOffsetAndMetadata()
          .get()
          .forEach(
              (partition, offset) -> {
                if (partition.topic().equals(name) && offset != null) {
                  offsets.put(partition.partition(), offset.offset());
                }
              });
      return offsets;
    }
  }

  /** Whether a group has committed everything there is. */
  boolean isConsumed(String group) throws ExecutionException, InterruptedException {
    var committed = committed(group);
    var bytes = new ByteArrayDeserializer();
    try (var consumer = new KafkaConsumer<>(settings(), bytes, bytes)) {
      return consumer
          .endOffsets(
              consumer.partitionsFor(name).stream()
                  .map(partition -> new TopicPartition(name, partition.partition()))
                  .toList())
          .entrySet()
          .stream()
          .allMatch(end -> committed.getOrDefault(end.getKey().partition(), 0L) >= end.getValue());
    }
  }

  private Map<String, Object> settings() {
    return Map.of("bootstrap.servers", bootstrapServers, "acks", "all");
  }

  private static Published published(ConsumerRecord<byte[], byte[]> record) {
    var sequence = text(record, "accord_seq");
    return new Published(
        record.topic(),
        record.partition(),
        record.offset(),
        record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8),
        text(record, "ce_source"),
        text(record, "ce_id"),
        sequence.isEmpty() ? 0 : Long.parseLong(sequence),
        text(record, "ce_type"),
        digest(record.value()));
  }

  private static String text(ConsumerRecord<byte[], byte[]> record, String header) {
    var found = record.headers().lastHeader(header);
    return found == null ? "" : new String(found.value(), StandardCharsets.UTF_8);
  }

  static String digest(byte @Nullable [] bytes) {
    try {
      return bytes == null
          ? ""
          : HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
