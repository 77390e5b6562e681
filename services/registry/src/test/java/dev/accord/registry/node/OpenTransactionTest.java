package dev.accord.registry.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accord.checks.compatibility.CompatibilityLevel;
import dev.accord.embedded.KafkaBroker;
import dev.accord.registry.log.KafkaLogConfig;
import dev.accord.registry.log.KafkaSchemaLog;
import dev.accord.registry.subject.RegistryState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Readers of committed records see nothing behind a transaction that somebody leaves open. */
class OpenTransactionTest {
  private static final Duration STALE_AFTER = Duration.ofSeconds(2);
  private static final long PATIENCE_SECONDS = 60;

  @Test
  void aReaderHeldUpByAnOpenTransactionSaysSoAndGoesOnWhenItEnds(@TempDir Path dataDir)
      throws Exception {
    try (var broker = KafkaBroker.start(dataDir);
        var log = new KafkaSchemaLog(KafkaLogConfig.of(broker.bootstrapServers()));
        var replica =
            new Replica(log, RegistryState.empty(CompatibilityLevel.BACKWARD), STALE_AFTER);
        var foreign = producer(broker)) {
      replica.start().await(PATIENCE_SECONDS, TimeUnit.SECONDS);
      foreign.initTransactions();
      foreign.beginTransaction();
      foreign.send(new ProducerRecord<>(KafkaLogConfig.TOPIC_DEFAULT, 0, key(), config())).get();

      waitUntil(() -> replica.refusal().isPresent());
      assertThat(replica.refusal().orElseThrow()).contains("has not been reached for 2 s");
      assertThat(replica.applied()).isZero();

      foreign.commitTransaction();
      waitUntil(() -> replica.refusal().isEmpty());
      assertThat(replica.applied()).isEqualTo(2);
    }
  }

  private static KafkaProducer<String, String> producer(KafkaBroker broker) {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", "foreign"),
        new StringSerializer(),
        new StringSerializer());
  }

  private static String key() {
    return "{\"keytype\":\"CONFIG\",\"magic\":0}";
  }

  private static String config() {
    return "{\"compatibilityLevel\":\"FULL\"}";
  }

  private static void waitUntil(BooleanSupplier reached) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!reached.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }
}
