package dev.accord.drills.order;

import dev.accord.drills.verdict.OrderChecker;
import dev.accord.drills.verdict.OrderHistory.Headers;
import dev.accord.drills.verdict.OrderHistory.Place;
import dev.accord.drills.verdict.OrderHistory.Published;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** The topics as any program sees them: Kafka's clients and nothing of ours. One thread. */
final class Records implements AutoCloseable {
  private static final int GARBAGE_BYTES = 40;
  private static final Duration POLL = Duration.ofMillis(100);

  private final List<String> names;
  private final Map<String, Object> settings;
  private final Facts facts;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Admin admin;
  private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
  private final List<Published> published = new ArrayList<>();

  Records(List<String> names, String bootstrapServers, Facts facts) {
    this.names = names;
    this.facts = facts;
    settings =
        Map.of(
            "bootstrap.servers", bootstrapServers, "acks", "all", "auto.offset.reset", "earliest");
    var bytes = new ByteArrayDeserializer();
    consumer = new KafkaConsumer<>(settings, bytes, bytes);
    admin = Admin.create(settings);
  }

  /** Every record now, partition by partition in the order of offsets. */
  List<Published> published() throws InterruptedException {
    refresh();
    return List.copyOf(published);
  }

  private void refresh() throws InterruptedException {
    if (consumer.assignment().isEmpty()) {
      consumer.assign(partitions());
    }
    var ends = consumer.endOffsets(consumer.assignment());
    while (ends.entrySet().stream().anyMatch(end -> isBefore(end.getKey(), end.getValue()))) {
      for (var record : consumer.poll(POLL)) {
        records.add(record);
        published.add(published(record));
      }
    }
  }

  private boolean isBefore(TopicPartition partition, long end) {
    return consumer.position(partition) < end;
  }

  private List<TopicPartition> partitions() {
    return names.stream()
        .flatMap(name -> consumer.partitionsFor(name).stream())
        .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
        .toList();
  }

  /** One past the last record of each partition. */
  Map<TopicPartition, Long> ends() {
    return consumer.endOffsets(partitions());
  }

  /** By group, then by {@code topic-partition}: the next offset to be read. */
  Map<String, Map<String, Long>> committed(Collection<String> groups)
      throws ExecutionException, InterruptedException {
    var asked = new HashMap<String, ListConsumerGroupOffsetsSpec>();
    groups.stream()
        .filter(group -> !OrderChecker.SHARE_GROUPS.contains(group))
        .forEach(group -> asked.put(group, new ListConsumerGroupOffsetsSpec()));
    var committed = new HashMap<>(accepted());
    admin
        .listConsumerGroupOffsets(asked)
        .all()
        .get()
        .forEach(
            (group, offsets) -> {
              var ofGroup = new HashMap<String, Long>();
              offsets.forEach(
                  (partition, offset) -> {
                    if (offset != null) {
                      ofGroup.put(partition.toString(), offset.offset());
                    }
                  });
              committed.put(group, ofGroup);
            });
    return committed;
  }

  /**
   * The same of share groups: all before it is accepted or rejected. Where a group starts is moved
   * now and then only; that nothing is left is known at once.
   */
  private Map<String, Map<String, Long>> accepted()
      throws ExecutionException, InterruptedException {
    var ends = ends();
    var asked = new HashMap<String, ListShareGroupOffsetsSpec>();
    OrderChecker.SHARE_GROUPS.forEach(group -> asked.put(group, new ListShareGroupOffsetsSpec()));
    var accepted = new HashMap<String, Map<String, Long>>();
    admin
        .listShareGroupOffsets(asked)
        .all()
        .get()
        .forEach(
            (group, offsets) -> {
              var ofGroup = new HashMap<String, Long>();
              offsets.forEach(
                  (partition, info) -> {
                    if (info != null) {
                      var done = info.lag().orElse(Long.MAX_VALUE) == 0;
                      var start = info.startOffset();
                      ofGroup.put(
                          partition.toString(), done ? ends.getOrDefault(partition, start) : start);
                    }
                  });
              accepted.put(group, ofGroup);
            });
    return accepted;
  }

  /** Puts every event there once more, as a producer does that lost an acknowledgement. */
  int repeatAll() throws InterruptedException {
    refresh();
    var bytes = new ByteArraySerializer();
    var before = records.stream().filter(record -> record.headers().iterator().hasNext()).toList();
    try (var producer = new KafkaProducer<>(settings, bytes, bytes)) {
      for (var record : before) {
        var unused =
            producer.send(
                new ProducerRecord<>(
                    record.topic(),
                    record.partition(),
                    record.key(),
                    record.value(),
                    record.headers()));
      }
      producer.flush();
    }
    return before.size();
  }

  /** Puts a record there that no program can read, and says where. */
  Place poison(String name, RandomGenerator random)
      throws ExecutionException, InterruptedException {
    var garbage = new byte[GARBAGE_BYTES];
    random.nextBytes(garbage);
    // No magic byte, or the id of a schema that nobody has.
    garbage[0] = (byte) random.nextInt(2);
    garbage[1] = Byte.MAX_VALUE;
    var key = ("poison-" + random.nextInt()).getBytes(StandardCharsets.UTF_8);
    var bytes = new ByteArraySerializer();
    try (var producer = new KafkaProducer<>(settings, bytes, bytes)) {
      var written = producer.send(new ProducerRecord<>(name, key, garbage)).get();
      return new Place(name, written.partition(), written.offset());
    }
  }

  @Override
  public void close() {
    consumer.close();
    admin.close();
  }

  private Published published(ConsumerRecord<byte[], byte[]> record) throws InterruptedException {
    return new Published(
        new Place(record.topic(), record.partition(), record.offset()),
        record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8),
        headers(record),
        digest(record.value()),
        facts(record.value()));
  }

  private Map<String, String> facts(byte @Nullable [] value) throws InterruptedException {
    try {
      return value == null ? Map.of() : facts.read(value);
    } catch (IOException | RuntimeException unreadable) {
      // Then its facts are missing, and whoever should have told them is found.
      return Map.of();
    }
  }

  private static Headers headers(ConsumerRecord<byte[], byte[]> record) {
    var id = text(record, "ce_id");
    return id.isEmpty()
        ? Headers.NONE
        : new Headers(
            text(record, "ce_source"),
            id,
            Long.parseLong(text(record, "accord_seq")),
            text(record, "ce_type"),
            text(record, "accord_causation"),
            Instant.parse(text(record, "ce_time")).toString());
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
