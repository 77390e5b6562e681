package dev.accord.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.rest.entities.Config;
import io.confluent.kafka.schemaregistry.client.rest.entities.Metadata;
import io.confluent.kafka.schemaregistry.client.rest.entities.Rule;
import io.confluent.kafka.schemaregistry.client.rest.entities.RuleKind;
import io.confluent.kafka.schemaregistry.client.rest.entities.RuleMode;
import io.confluent.kafka.schemaregistry.client.rest.entities.RuleSet;
import io.confluent.kafka.schemaregistry.client.rest.entities.SchemaReference;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people do with the official client and serdes, release 7.7.0. */
class OfficialScenariosTest {
  private static final AvroSchema ADDRESS =
      new AvroSchema(
          "{\"type\":\"record\",\"name\":\"Address\",\"namespace\":\"n\","
              + "\"fields\":[{\"name\":\"zip\",\"type\":\"string\"}]}");
  private static final AvroSchema PLAIN =
      new AvroSchema("{\"type\":\"record\",\"name\":\"P\",\"fields\":[]}");

  private static RegistryUnderTest registry;

  @BeforeAll
  static void start(@TempDir Path dataDir) throws Exception {
    registry = RegistryUnderTest.start(dataDir);
  }

  @AfterAll
  static void stop() {
    registry.close();
  }

  @Test
  void aSchemaRefersToAnotherOne() throws Exception {
    var client = registry.client();
    var unused = client.register("address", ADDRESS);
    var reference = new SchemaReference("n.Address", "address", 1);
    var customer =
        new AvroSchema(
            "{\"type\":\"record\",\"name\":\"Customer\",\"namespace\":\"n\","
                + "\"fields\":[{\"name\":\"home\",\"type\":\"n.Address\"}]}",
            List.of(reference),
            Map.of("n.Address", ADDRESS.canonicalString()),
            null);
    int id = client.register("customer", customer);
    var read = (AvroSchema) registry.client().getSchemaById(id);
    assertThat(read.rawSchema()).isEqualTo(customer.rawSchema());
    assertThat(read.references()).containsExactly(reference);
    assertThat(registry.send("GET", "/subjects/address/versions/1/referencedby", "").body())
        .isEqualTo("[" + id + "]");
    assertCode(42206, () -> client.deleteSubject("address"));
  }

  @Test
  void aSubjectIsDeletedSoftlyThenForGood() throws Exception {
    var client = registry.client();
    int id = client.register("deleted", PLAIN);
    assertThat(client.deleteSubject("deleted")).containsExactly(1);
    assertThat(registry.client().getSchemaById(id)).isEqualTo(PLAIN);
    assertThat(client.getAllSubjects()).doesNotContain("deleted");
    assertThat(client.getAllSubjects(true)).contains("deleted");
    assertThat(client.deleteSubject(Map.of(), "deleted", true)).containsExactly(1);
    assertCode(40401, () -> registry.client().getAllVersions("deleted"));
  }

  @Test
  void metadataAndRulesAreKeptForWhoRunsThem() throws Exception {
    var client = registry.client();
    var rule =
        new Rule(
            "short",
            null,
            RuleKind.CONDITION,
            RuleMode.WRITE,
            "CEL",
            null,
            null,
            "true",
            null,
            null,
            false);
    var metadata = new Metadata(null, Map.of("owner", "orders"), Set.of());
    var schema = PLAIN.copy(metadata, new RuleSet(null, List.of(rule)));
    int id = client.register("ruled", schema);
    var read = registry.client().getSchemaBySubjectAndId("ruled", id);
    assertThat(read.ruleSet()).isEqualTo(schema.ruleSet());
    assertThat(read.metadata()).isEqualTo(metadata);
    assertThat(client.getLatestWithMetadata("ruled", Map.of("owner", "orders"), false).getId())
        .isEqualTo(id);
  }

  @Test
  void settingsAreChangedAndRemoved() throws Exception {
    var client = registry.client();
    assertThat(client.updateCompatibility("set", "FORWARD_TRANSITIVE"))
        .isEqualTo("FORWARD_TRANSITIVE");
    var config = new Config("FULL");
    config.setCompatibilityGroup("major");
    var unused = client.updateConfig("set", config);
    assertThat(client.getConfig("set").getCompatibilityGroup()).isEqualTo("major");
    assertThat(client.setMode("READONLY", "set")).isEqualTo("READONLY");
    assertCode(42205, () -> client.register("set", PLAIN));
    client.deleteMode("set");
    client.deleteConfig("set");
    assertCode(40408, () -> client.getConfig("set"));
  }

  @Test
  void aNormalizedSchemaIsOneWhateverItsSpelling() throws Exception {
    var client = registry.client();
    var one = new AvroSchema(spelled("\"b\":1,\"a\":{\"y\":1,\"x\":2}"));
    var other = new AvroSchema(spelled("\"a\":{\"x\":2,\"y\":1},\"b\":1"));
    int id = client.register("normal", one, true);
    assertThat(client.register("normal", other, true)).isEqualTo(id);
    assertThat(registry.client().getId("normal", other, true)).isEqualTo(id);
    assertThat(registry.client().getVersion("normal", other, true)).isEqualTo(1);
    assertThat(registry.client().testCompatibility("normal", other)).isTrue();
    assertThat(((AvroSchema) registry.client().getSchemaById(id)).canonicalString())
        .isEqualTo(one.normalize().canonicalString());

    var config = new Config("BACKWARD");
    config.setNormalize(true);
    var unused = client.updateConfig("normal-by-config", config);
    int configured = registry.client().register("normal-by-config", other);
    assertThat(registry.client().register("normal-by-config", one)).isEqualTo(configured);
    assertThat(configured).isEqualTo(id);
  }

  private static String spelled(String properties) {
    return "{\"type\":\"record\",\"name\":\"N\",\"fields\":[],%s}".replace("%s", properties);
  }

  @Test
  void contextsCountForThemselves() throws Exception {
    var client = registry.client();
    assertThat(client.register(":.blue:c", PLAIN)).isEqualTo(1);
    assertThat(client.getAllSubjectsByPrefix(":.blue:")).containsExactly(":.blue:c");
    assertThat(client.getSchemaBySubjectAndId(":.blue:c", 1)).isEqualTo(PLAIN);
  }

  @Test
  void oneSerializesAndAnotherDeserializes() throws Exception {
    var topic = "serdes";
    var settings =
        Map.<String, Object>of(
            "bootstrap.servers", registry.bootstrapServers(),
            "schema.registry.url", registry.url());
    try (var admin = Admin.create(settings)) {
      var unused = admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
    }
    var sent = new GenericRecordBuilder(ADDRESS.rawSchema()).set("zip", "12345").build();
    try (var serializer = new KafkaAvroSerializer();
        var keys = new KafkaAvroSerializer()) {
      serializer.configure(settings, false);
      keys.configure(settings, true);
      try (var producer = new KafkaProducer<>(settings, keys, serializer)) {
        var unused = producer.send(new ProducerRecord<>(topic, "key", sent)).get();
      }
    }
    assertThat(received(settings, topic).toString()).isEqualTo("{\"zip\": \"12345\"}");
  }

  private static GenericRecord received(Map<String, Object> settings, String topic) {
    try (var values = new KafkaAvroDeserializer();
        var keys = new KafkaAvroDeserializer()) {
      values.configure(settings, false);
      keys.configure(settings, true);
      try (var consumer = new KafkaConsumer<>(settings, keys, values)) {
        var partition = new TopicPartition(topic, 0);
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        while (true) {
          for (var record : consumer.poll(Duration.ofSeconds(1))) {
            return (GenericRecord) record.value();
          }
        }
      }
    }
  }

  private static void assertCode(int code, ThrowingCallable action) {
    assertThatThrownBy(action)
        .isInstanceOfSatisfying(
            RestClientException.class,
            refused -> assertThat(refused.getErrorCode()).isEqualTo(code));
  }
}
