package dev.accord.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.accord.embedded.KafkaBroker;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The official Java client, release 7.7.0, against a node on a real broker. */
class OfficialClientTest {
  private static final AvroSchema ONE = schema("{\"name\":\"a\",\"type\":\"string\"}");
  private static final AvroSchema TWO =
      schema(
          "{\"name\":\"a\",\"type\":\"string\"},"
              + "{\"name\":\"b\",\"type\":\"int\",\"default\":0}");
  private static final AvroSchema BROKEN =
      schema("{\"name\":\"a\",\"type\":\"string\"},{\"name\":\"c\",\"type\":\"int\"}");

  private static KafkaBroker broker;

  @BeforeAll
  static void start(@TempDir Path dataDir) throws Exception {
    broker = KafkaBroker.start(dataDir);
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @Test
  void registersAndReadsBackAlsoAfterARestart() throws Exception {
    int first;
    int second;
    try (var registry = RunningRegistry.start(config())) {
      var client = client(registry);
      first = client.register("orders-value", ONE);
      second = client.register("orders-value", TWO);
      assertThat(second).isGreaterThan(first);
      assertThat(client.register("orders-value", ONE)).isEqualTo(first);
      assertThat(client.register("copies-value", ONE)).isEqualTo(first);
      assertThat(client.getVersion("orders-value", TWO)).isEqualTo(2);
      assertThat(client.updateCompatibility("orders-value", "FULL")).isEqualTo("FULL");
      assertRead(client(registry), first, second);
    }
    try (var registry = RunningRegistry.start(config())) {
      assertRead(client(registry), first, second);
      assertThat(client(registry).register("orders-value", TWO)).isEqualTo(second);
    }
  }

  private static void assertRead(SchemaRegistryClient client, int first, int second)
      throws Exception {
    assertThat(client.getSchemaById(first)).isEqualTo(ONE);
    assertThat(client.getSchemaBySubjectAndId("orders-value", second)).isEqualTo(TWO);
    assertThat(client.getAllVersions("orders-value")).containsExactly(1, 2);
    assertThat(client.getLatestSchemaMetadata("orders-value").getId()).isEqualTo(second);
    assertThat(client.getSchemaMetadata("orders-value", 1).getSchema())
        .isEqualTo(ONE.canonicalString());
    assertThat(client.getAllSubjects()).contains("orders-value", "copies-value");
    assertThat(client.getCompatibility("orders-value")).isEqualTo("FULL");
    assertThat(client.getMode()).isEqualTo("READWRITE");
    assertThat(client.testCompatibility("orders-value", BROKEN)).isFalse();
    assertThat(client.testCompatibilityVerbose("orders-value", BROKEN))
        .first()
        .asString()
        .contains("READER_FIELD_MISSING_DEFAULT_VALUE");
    assertThatThrownBy(() -> client.register("orders-value", BROKEN))
        .isInstanceOfSatisfying(
            RestClientException.class,
            refused -> {
              assertThat(refused.getStatus()).isEqualTo(409);
              assertThat(refused.getErrorCode()).isEqualTo(40901);
            });
    assertThatThrownBy(() -> client.getSchemaById(4711))
        .isInstanceOfSatisfying(
            RestClientException.class,
            refused -> assertThat(refused.getErrorCode()).isEqualTo(40403));
  }

  private static SchemaRegistryClient client(RunningRegistry registry) {
    return new CachedSchemaRegistryClient(List.of(registry.url().toString()), 100);
  }

  private static RegistryConfig config() {
    return RegistryConfig.onPort(0, broker.bootstrapServers());
  }

  private static AvroSchema schema(String fields) {
    return new AvroSchema("{\"type\":\"record\",\"name\":\"Order\",\"fields\":[" + fields + "]}");
  }
}
