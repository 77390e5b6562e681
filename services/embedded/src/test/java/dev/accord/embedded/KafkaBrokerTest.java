package dev.accord.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaBrokerTest {
  private static final TopicPartition PARTITION = new TopicPartition("kept", 0);

  @TempDir Path dataDir;

  @Test
  void anAcknowledgedRecordIsThereAfterARestartOnAnotherPort() throws Exception {
    try (var broker = KafkaBroker.start(dataDir)) {
      write(broker);
    }
    try (var broker = KafkaBroker.start(dataDir)) {
      assertThat(read(broker)).isEqualTo("an order");
    }
  }

  private static void write(KafkaBroker broker) throws Exception {
    var settings =
        Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers(), "acks", "all");
    try (var admin = Admin.create(settings);
        var producer =
            new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      admin
          .createTopics(List.of(new NewTopic(PARTITION.topic(), 1, (short) 1)))
          .all()
          .get(1, TimeUnit.MINUTES);
      producer.send(new ProducerRecord<>(PARTITION.topic(), "an order")).get(1, TimeUnit.MINUTES);
    }
  }

  private static String read(KafkaBroker broker) {
    var settings =
        Map.<String, Object>of(
            "bootstrap.servers", broker.bootstrapServers(), "auto.offset.reset", "earliest");
    try (var consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      consumer.assign(List.of(PARTITION));
      while (true) {
        for (var found : consumer.poll(Duration.ofSeconds(1))) {
          return found.value();
        }
      }
    }
  }
}
