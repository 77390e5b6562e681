package dev.accord.drills.registry;

import dev.accord.registry.log.KafkaLogConfig;
import dev.accord.registry.log.KafkaSchemaLog;
import dev.accord.registry.log.LogException;
import dev.accord.registry.log.LogRecord;
import dev.accord.registry.log.RecordCodec;
import dev.accord.registry.log.SchemaLog;
import dev.accord.registry.subject.RegistryRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * A log with the fault that the fencing prevents: claiming it takes the right from nobody, and
 * records are appended without a transaction, as by a registry that trusts its election.
 */
final class UnfencedLog implements SchemaLog {
  // Never read so far: what was not confirmed stays unknown.
  private static final long NOWHERE = Long.MAX_VALUE;

  private final KafkaLogConfig config;
  private final KafkaSchemaLog reading;
  private @Nullable Producer<byte[], byte[]> producer;

  UnfencedLog(KafkaLogConfig config) {
    this.config = config;
    this.reading = new KafkaSchemaLog(config);
  }

  @Override
  public void open() throws LogException {
    reading.open();
  }

  @Override
  public List<LogRecord> poll(Duration patience) throws LogException {
    return reading.poll(patience);
  }

  @Override
  public long end() throws LogException {
    return reading.end();
  }

  @Override
  public long position() {
    return reading.position();
  }

  @Override
  public String clusterId() {
    return reading.clusterId();
  }

  @Override
  public void claim() {
    if (producer == null) {
      producer =
          new KafkaProducer<>(
              Map.of("bootstrap.servers", config.bootstrapServers(), "acks", "all"),
              new ByteArraySerializer(),
              new ByteArraySerializer());
    }
  }

  @Override
  public long append(List<RegistryRecord> records) throws LogException {
    var writer = producer;
    if (writer == null) {
      throw new IllegalStateException("claim the log first");
    }
    try {
      var sent = new ArrayList<Future<RecordMetadata>>();
      for (var record : records) {
        sent.add(
            writer.send(
                new ProducerRecord<>(
                    config.topic(), 0, RecordCodec.key(record), RecordCodec.value(record))));
      }
      long offset = -1;
      for (var one : sent) {
        offset = one.get(config.timeout().toMillis(), TimeUnit.MILLISECONDS).offset();
      }
      return offset;
    } catch (ExecutionException | TimeoutException e) {
      throw new LogException.OutcomeUnknown("not confirmed: " + e, e, NOWHERE, false);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LogException.OutcomeUnknown("interrupted", e, NOWHERE, false);
    }
  }

  @Override
  public boolean holds(long offset) throws LogException {
    return reading.holds(offset);
  }

  @Override
  public void close() {
    if (producer != null) {
      producer.close(Duration.ZERO);
    }
    reading.close();
  }
}
