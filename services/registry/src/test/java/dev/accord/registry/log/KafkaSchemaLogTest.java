package dev.accord.registry.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.accord.embedded.FreePorts;
import dev.accord.embedded.KafkaBroker;
import dev.accord.registry.schema.SchemaContent;
import dev.accord.registry.subject.RegistryRecord;
import dev.accord.registry.subject.Subject;
import dev.accord.registry.subject.SubjectVersion;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

class KafkaSchemaLogTest extends SchemaLogContractTest {
  private static KafkaBroker broker;
  private final String topic;

  KafkaSchemaLogTest(TestInfo test) {
    topic = test.getTestMethod().orElseThrow().getName();
  }

  @BeforeAll
  static void start(@TempDir Path dataDir) throws Exception {
    broker = KafkaBroker.start(dataDir);
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @Override
  SchemaLog another() {
    return new KafkaSchemaLog(config(topic, broker.bootstrapServers()));
  }

  @Test
  void createsACompactedTopicWithOnePartition() throws Exception {
    assertThat(open().end()).isZero();
    try (var admin = admin()) {
      var description =
          admin.describeTopics(List.of(topic)).allTopicNames().get(1, TimeUnit.MINUTES);
      assertThat(description.values()).allMatch(found -> found.partitions().size() == 1);
      var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
      var config = admin.describeConfigs(List.of(resource)).all().get(1, TimeUnit.MINUTES);
      assertThat(config.values())
          .extracting(found -> found.get("cleanup.policy").value())
          .containsExactly("compact");
    }
  }

  @Test
  void aClockThatJumpsStopsNoWrite() throws Exception {
    var log = (KafkaSchemaLog) open();
    log.claim();
    var now = readThrough(log.append(List.of(schema(1))), log).get(0).timestamp();
    for (var jump : List.of(Duration.ofDays(400), Duration.ofDays(-400), Duration.ZERO)) {
      var time = now + jump.toMillis();
      var record = schema(1);
      var written =
          log.copy(
              List.of(new LogRecord(0, time, RecordCodec.key(record), RecordCodec.value(record))));
      assertThat(readThrough(written, log)).extracting(LogRecord::timestamp).containsExactly(time);
    }
  }

  @Test
  void refusesATopicThatForgets() throws Exception {
    var forgetful = new NewTopic(topic, 1, (short) 1);
    create(forgetful.configs(Map.of("cleanup.policy", "compact,delete")));
    assertThatThrownBy(this::open)
        .isInstanceOf(LogException.Unusable.class)
        .hasMessageContaining("cleanup.policy=compact,delete")
        .hasMessageContaining("set it to compact");
  }

  @Test
  void refusesATopicWithoutAnOrder() throws Exception {
    create(new NewTopic(topic, 2, (short) 1).configs(Map.of("cleanup.policy", "compact")));
    assertThatThrownBy(this::open)
        .isInstanceOf(LogException.Unusable.class)
        .hasMessageContaining("2 partitions");
  }

  @Test
  void aRecordTooLargeForTheTopicIsRefusedAndTheNextOneIsWritten() throws Exception {
    var log = open();
    log.claim();
    var large =
        new RegistryRecord.SchemaPut(
            new SubjectVersion(Subject.parse("s"), 1),
            1,
            SchemaContent.of("AVRO", "x".repeat(2_000_000)),
            false);
    assertThatThrownBy(() -> log.append(List.of(schema(1), large)))
        .isInstanceOf(LogException.TooLarge.class);
    var last = log.append(List.of(schema(2)));
    assertThat(readThrough(last, log)).hasSize(1);
  }

  @Test
  void whatAnotherClaimHasUndoneIsNotHeld() throws Exception {
    var log = open();
    var config = new HashMap<String, Object>();
    config.put("bootstrap.servers", broker.bootstrapServers());
    config.put("transactional.id", "accord-registry-" + topic);
    var bytes = new ByteArraySerializer();
    try (var old = new KafkaProducer<>(config, bytes, bytes)) {
      old.initTransactions();
      old.beginTransaction();
      var record = new ProducerRecord<>(topic, 0, RecordCodec.key(schema(1)), new byte[0]);
      long undone = old.send(record).get(1, TimeUnit.MINUTES).offset();
      log.claim();
      long kept = log.append(List.of(schema(2)));
      assertThat(log.holds(undone)).isFalse();
      assertThat(log.holds(kept)).isTrue();
    }
  }

  @Test
  void saysThatKafkaIsAway() {
    var away =
        new KafkaSchemaLog(
            new KafkaLogConfig(
                "127.0.0.1:" + FreePorts.one(), topic, 3, Duration.ofSeconds(2), Map.of()));
    assertThatThrownBy(away::open)
        .isInstanceOf(LogException.Unavailable.class)
        .hasMessageContaining(topic);
  }

  private static KafkaLogConfig config(String topic, String bootstrapServers) {
    return new KafkaLogConfig(bootstrapServers, topic, 3, Duration.ofSeconds(10), Map.of());
  }

  private static Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
  }

  private static void create(NewTopic topic) throws Exception {
    try (var admin = admin()) {
      admin.createTopics(List.of(topic)).all().get(1, TimeUnit.MINUTES);
    }
  }
}
