package dev.accord.order;

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

/**
 * The shop's topics as any other program sees them: Kafka's clients and Confluent's deserializer.
 */
record ShopTopics(String bootstrapServers, String registryUrl) {
  /** Records of a key on a topic now, in their order. */
  List<ConsumerRecord<byte[], byte[]>> published(String topic, String key) {
    var bytes = new ByteArrayDeserializer();
    var settings = Map.<String, Object>of("bootstrap.servers", bootstrapServers);
    var found = new ArrayList<ConsumerRecord<byte[], byte[]>>();
    try (var consumer = new KafkaConsumer<>(settings, bytes, bytes)) {
      var partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
        consumer
            .poll(Duration.ofMillis(100))
            .forEach(
                record -> {
                  if (key.equals(new String(record.key(), StandardCharsets.UTF_8))) {
                    found.add(record);
                  }
                });
      }
    }
    return found;
  }

  Object decode(ConsumerRecord<byte[], byte[]> record) {
    try (var deserializer = new KafkaAvroDeserializer()) {
      deserializer.configure(
          Map.of("schema.registry.url", registryUrl, "specific.avro.reader", true), false);
      return deserializer.deserialize(record.topic(), record.value());
    }
  }

  /** Publishes an event as another service would; the event's id. */
  @CanIgnoreReturnValue
  String publish(Event event) {
    var encoder = new EventEncoder(KafkaConfig.of(bootstrapServers, registryUrl));
    var id = UuidCreator.getTimeOrderedEpoch().toString();
    try {
      encoder.resolve(EventType.of(event.getClass()));
      var record =
          new ProducerRecord<>(
              event.topic(), event.key().getBytes(StandardCharsets.UTF_8), encoder.encode(event));
      record.headers().add(EventHeaders.ID, id.getBytes(StandardCharsets.UTF_8));
      publish(record);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
    return id;
  }

  void publish(ProducerRecord<byte[], byte[]> record) throws Exception {
    var bytes = new ByteArraySerializer();
    var settings = Map.<String, Object>of("bootstrap.servers", bootstrapServers, "acks", "all");
    try (var producer = new KafkaProducer<>(settings, bytes, bytes)) {
      var unused = producer.send(record).get(1, TimeUnit.MINUTES);
    }
  }

  void untilConsumed(String group, String topic, int partition) {
    var place = new TopicPartition(topic, partition);
    var settings = Map.<String, Object>of("bootstrap.servers", bootstrapServers);
    var bytes = new ByteArrayDeserializer();
    try (var admin = Admin.create(settings);
        var consumer = new KafkaConsumer<>(settings, bytes, bytes)) {
      long end = consumer.endOffsets(List.of(place)).getOrDefault(place, 0L);
      Shop.until(
          group + " has read " + place,
          () -> {
            try {
              var offsets =
                  admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
              return offsets.containsKey(place) && offsets.get(place).offset() >= end;
            } catch (Exception e) {
              throw new AssertionError(e);
            }
          });
    }
  }

  static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }
}
