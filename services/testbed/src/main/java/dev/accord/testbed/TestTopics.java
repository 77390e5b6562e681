package dev.accord.testbed;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import com.github.f4b6a3.uuid.UuidCreator;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.accord.event.Event;
import dev.accord.runtime.event.EventEncoder;
import dev.accord.runtime.event.EventHeaders;
import dev.accord.runtime.event.EventType;
import dev.accord.runtime.kafka.KafkaConfig;
import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** The topics as any other program sees them: Kafka's clients and Confluent's deserializer. */
public final class TestTopics {
  private static final Duration POLL = Duration.ofMillis(100);

  private final KafkaConfig config;
  private final EventEncoder encoder;
  private final KafkaProducer<byte[], byte[]> producer;

  TestTopics(KafkaConfig config) {
    this.config = config;
    encoder = new EventEncoder(config);
    var bytes = new ByteArraySerializer();
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", config.bootstrapServers(), "acks", "all"), bytes, bytes);
  }

  void close() {
    producer.close();
  }

  /**
   * Publishes an event as another service would, without the sequence that an outbox adds.
   *
   * @return the event's id
   */
  @CanIgnoreReturnValue
  public String publish(Event event) {
    return publish(event, event.key(), Map.of());
  }

  /** Publishes an event under a key that is not its own, as the n-th of that source and key. */
  public void publishAs(String source, String key, int sequence, Event event) {
    publish(
        event,
        key,
        Map.of(EventHeaders.SOURCE, source, EventHeaders.SEQUENCE, Integer.toString(sequence)));
  }

  @CanIgnoreReturnValue
  private String publish(Event event, String key, Map<String, String> headers) {
    try {
      encoder.resolve(EventType.of(event.getClass()));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
    var id = UuidCreator.getTimeOrderedEpoch().toString();
    var record = record(event.topic(), key, encoder.encode(event));
    record.headers().add(EventHeaders.ID, id.getBytes(StandardCharsets.UTF_8));
    headers.forEach(
        (name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    publish(record);
    return id;
  }

  /** Publishes the tombstone of a key. */
  public void erase(String topic, String key) {
    publish(record(topic, key, null));
  }

  /** Publishes a record as it stands. */
  public void publish(ProducerRecord<byte[], byte[]> record) {
    try {
      var unused = producer.send(record).get(1, TimeUnit.MINUTES);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** Records of a key on a topic now, in their order. */
  public List<ConsumerRecord<byte[], byte[]>> records(String topic, String key) {
    return records(topic).stream().filter(record -> keyOf(record).equals(key)).toList();
  }

  private List<ConsumerRecord<byte[], byte[]>> records(String topic) {
    var found = new ArrayList<ConsumerRecord<byte[], byte[]>>();
    try (var consumer = consumer()) {
      var partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
        consumer.poll(POLL).forEach(found::add);
      }
    }
    return found;
  }

  private static String keyOf(ConsumerRecord<byte[], byte[]> record) {
    return new String(record.key(), StandardCharsets.UTF_8);
  }

  /** Events of a key on a topic now, in their order. */
  public List<Object> events(String topic, String key) {
    return events(topic).getOrDefault(key, List.of());
  }

  /** Events on a topic now by key, those of a key in their order. */
  public Map<String, List<Object>> events(String topic) {
    try (var deserializer = deserializer()) {
      return records(topic).stream()
          .collect(
              groupingBy(
                  TestTopics::keyOf,
                  mapping(record -> deserializer.deserialize(topic, record.value()), toList())));
    }
  }

  /** The event in a record. */
  public Object decode(ConsumerRecord<byte[], byte[]> record) {
    try (var deserializer = deserializer()) {
      return deserializer.deserialize(record.topic(), record.value());
    }
  }

  /** The text of a header that the record has. */
  public static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  private KafkaAvroDeserializer deserializer() {
    var deserializer = new KafkaAvroDeserializer();
    deserializer.configure(
        Map.of("schema.registry.url", config.registryUrl(), "specific.avro.reader", true), false);
    return deserializer;
  }

  /** Waits until the group has committed everything that is on the topic now. */
  public void untilConsumed(String group, String topic) {
    try (var admin = Admin.create(Map.of("bootstrap.servers", config.bootstrapServers()));
        var consumer = consumer()) {
      var partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      var ends = consumer.endOffsets(partitions);
      Testbed.until(
          group + " has read " + topic,
          () -> {
            try {
              var done = admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata();
              var offsets = done.get(1, TimeUnit.MINUTES);
              return ends.entrySet().stream()
                  .allMatch(
                      end ->
                          end.getValue() == 0
                              || (offsets.containsKey(end.getKey())
                                  && offsets.get(end.getKey()).offset() >= end.getValue()));
            } catch (Exception e) {
              throw new AssertionError(e);
            }
          });
    }
  }

  /** How many members a consumer group has now. */
  public int membersOf(String group) {
    try (var admin = Admin.create(Map.of("bootstrap.servers", config.bootstrapServers()))) {
      return admin
          .describeConsumerGroups(List.of(group))
          .all()
          .get(1, TimeUnit.MINUTES)
          .values()
          .iterator()
          .next()
          .members()
          .size();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static ProducerRecord<byte[], byte[]> record(
      String topic, String key, byte @Nullable [] value) {
    return new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value);
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    var bytes = new ByteArrayDeserializer();
    return new KafkaConsumer<>(
        Map.<String, Object>of("bootstrap.servers", config.bootstrapServers()), bytes, bytes);
  }
}
