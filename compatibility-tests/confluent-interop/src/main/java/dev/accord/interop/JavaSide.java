package dev.accord.interop;

import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The official Java client, for what the JavaScript clients wrote and are to read. */
final class JavaSide {
  static final String FROM_JAVA = "from-java";
  static final List<String> FROM_OTHERS = List.of("from-official", "from-community");
  private static final Duration READ_MAX = Duration.ofSeconds(20);
  private static final Schema SCHEMA =
      new Schema.Parser()
          .parse(
              "{\"type\":\"record\",\"name\":\"Exchanged\",\"namespace\":\"dev.accord.js\","
                  + "\"fields\":[{\"name\":\"id\",\"type\":\"string\"},{\"name\":\"amount\","
                  + "\"type\":\"long\"},{\"name\":\"note\",\"type\":[\"null\",\"string\"],"
                  + "\"default\":null}]}");
  private static final String SHOWN = "{\"id\": \"o-1\", \"amount\": 4200, \"note\": \"ünï\"}";

  private final String kafka;
  private final String registry;

  JavaSide(String kafka, String registry) {
    this.kafka = kafka;
    this.registry = registry;
  }

  /** Makes the topics, and writes what the others read. */
  void write() throws ExecutionException, InterruptedException {
    try (var admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
      for (var topic : List.of(FROM_JAVA, FROM_OTHERS.get(0), FROM_OTHERS.get(1))) {
        var unused = admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
      }
    }
    var serializer = new KafkaAvroSerializer();
    serializer.configure(Map.of("schema.registry.url", registry), false);
    var value =
        new GenericRecordBuilder(SCHEMA)
            .set("id", "o-1")
            .set("amount", 4200L)
            .set("note", "ünï")
            .build();
    try (var producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka), new StringSerializer(), serializer)) {
      var unused = producer.send(new ProducerRecord<>(FROM_JAVA, value)).get();
    }
  }

  /**
   * Reads what the others wrote.
   *
   * @throws IOException if it is not what they were to write
   */
  void read(String topic) throws IOException {
    var deserializer = new KafkaAvroDeserializer();
    deserializer.configure(Map.of("schema.registry.url", registry), false);
    try (var consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", kafka), new StringDeserializer(), deserializer)) {
      var partition = new TopicPartition(topic, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      for (var record : consumer.poll(READ_MAX)) {
        if (record.value().toString().equals(SHOWN)) {
          return;
        }
        throw new IOException(
            String.format(Locale.ROOT, "%s holds %s, not %s", topic, record.value(), SHOWN));
      }
      throw new IOException(topic + " holds nothing");
    }
  }
}
