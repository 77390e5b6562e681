package dev.accord.versions;

import dev.accord.shop.order.OrderCreated;
import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads topic {@code orders} until it meets one order, with the class of that time. */
public final class ReadOrderCreated {
  private ReadOrderCreated() {}

  /**
   * Takes the bootstrap servers, the address of the registry, the order's id and the file to write
   * {@code <order id> <amount> <number of items>} to. Ends when it has met the order.
   */
  public static void main(String[] args) throws IOException {
    var settings =
        Map.<String, Object>of(
            "bootstrap.servers",
            args[0],
            "schema.registry.url",
            args[1],
            "specific.avro.reader",
            "true",
            "auto.offset.reset",
            "earliest");
    var values = new KafkaAvroDeserializer();
    values.configure(settings, false);
    try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), values)) {
      consumer.assign(
          consumer.partitionsFor("orders").stream()
              .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
              .toList());
      Files.writeString(Path.of(args[3]), summary(find(consumer, args[2])));
    }
  }

  private static OrderCreated find(KafkaConsumer<String, Object> consumer, String orderId) {
    while (true) {
      for (var found : consumer.poll(Duration.ofSeconds(1))) {
        if (found.key().equals(orderId) && found.value() instanceof OrderCreated order) {
          return order;
        }
      }
    }
  }

  private static String summary(OrderCreated order) {
    return order.getOrderId() + " " + order.getAmount() + " " + order.getItems().size();
  }
}
