package dev.accord.path;

import dev.accord.shop.order.OrderCreated;
import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Topic {@code orders}, read with nothing but Kafka's client and Confluent's deserializer. */
final class OrderTopic {
  private final Map<String, Object> settings;

  OrderTopic(RunningStack stack) throws Exception {
    settings =
        Map.of(
            "bootstrap.servers",
            stack.kafka(),
            "schema.registry.url",
            stack.url("registry"),
            "specific.avro.reader",
            "true",
            "auto.offset.reset",
            "earliest");
  }

  /** Every record from the beginning to the end as it is now; a partition's in order. */
  List<ConsumerRecord<String, byte[]>> records() {
    try (var consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      var partitions =
          consumer.partitionsFor("orders").stream()
              .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
              .toList();
      consumer.assign(partitions);
      var ends = consumer.endOffsets(partitions);
      var found = new ArrayList<ConsumerRecord<String, byte[]>>();
      while (!ends.entrySet().stream()
          .allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
        consumer.poll(Duration.ofSeconds(1)).forEach(found::add);
      }
      return found;
    }
  }

  /** The OrderCreated events among the records, typed. */
  List<OrderCreated> ordersCreated() {
    try (var values = new KafkaAvroDeserializer()) {
      values.configure(settings, false);
      return records().stream()
          .map(record -> values.deserialize("orders", record.value()))
          .filter(OrderCreated.class::isInstance)
          .map(OrderCreated.class::cast)
          .toList();
    }
  }
}
