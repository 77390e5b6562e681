package dev.accord.registry.log;

import dev.accord.registry.subject.RegistryRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * The log in Kafka. Each append is one transaction and readers see committed records only, so
 * records of one append appear together or never; {@link TransactionalWriter} says what keeps all
 * but one writer out.
 */
public final class KafkaSchemaLog implements SchemaLog {
  private static final Duration CLOSE_MAX = Duration.ofSeconds(5);
  private static final Duration LOOK = Duration.ofMillis(100);

  private final KafkaLogConfig config;
  private final TopicPartition partition;
  private final TransactionalWriter writer;
  private volatile String clusterId = "";
  private @Nullable Admin admin;
  private @Nullable Consumer<byte[], byte[]> consumer;

  /** Connects to nothing yet. */
  public KafkaSchemaLog(KafkaLogConfig config) {
    this.config = config;
    this.partition = new TopicPartition(config.topic(), 0);
    this.writer = new TransactionalWriter(config, partition);
  }

  @Override
  public String clusterId() {
    return clusterId;
  }

  @Override
  public void open() throws LogException {
    var opened = connect();
    new LogTopic(config, opened).ensure();
    read(opened);
  }

  /**
   * As {@link #open}, but takes the topic as it is and never creates it.
   *
   * @return why the registry would refuse the topic; empty if it would not
   * @throws LogException.Unusable if it is not there
   */
  public Optional<String> openAsItIs() throws LogException {
    var opened = connect();
    var fault = new LogTopic(config, opened).fault();
    read(opened);
    return fault;
  }

  private Admin connect() throws LogException {
    closeReader();
    try {
      var opened = Admin.create(config.client(apiTimeouts()));
      admin = opened;
      return opened;
    } catch (KafkaException e) {
      throw config.unavailable("cannot be reached", e);
    }
  }

  private void read(Admin opened) throws LogException {
    try {
      clusterId = opened.describeCluster().clusterId().get();
      var reader = newReader();
      consumer = reader;
      reader.seekToBeginning(List.of(partition));
    } catch (KafkaException | ExecutionException e) {
      throw config.unavailable("cannot be reached", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw config.unavailable("cannot be reached", e);
    }
  }

  private Consumer<byte[], byte[]> newReader() {
    var reader =
        new KafkaConsumer<>(
            config.client(readerSettings()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    reader.assign(List.of(partition));
    return reader;
  }

  private Map<String, String> apiTimeouts() {
    return Map.of(
        "default.api.timeout.ms",
        Long.toString(config.timeout().toMillis()),
        "request.timeout.ms",
        Long.toString(config.answerMax().toMillis()));
  }

  private Map<String, String> readerSettings() {
    var settings = new HashMap<>(apiTimeouts());
    settings.putAll(
        Map.of(
            "isolation.level",
            "read_committed",
            "auto.offset.reset",
            "earliest",
            "enable.auto.commit",
            "false",
            "max.poll.records",
            "5000",
            // What comes at once stays in memory twice, once of it outside the heap for ever after.
            "max.partition.fetch.bytes",
            "1048576"));
    return settings;
  }

  @Override
  public List<LogRecord> poll(Duration patience) throws LogException {
    try {
      var found = new ArrayList<LogRecord>();
      for (var record : reader().poll(patience)) {
        found.add(new LogRecord(record.offset(), record.timestamp(), record.key(), record.value()));
      }
      return found;
    } catch (KafkaException e) {
      throw config.unavailable("cannot be read", e);
    }
  }

  @Override
  public long end() throws LogException {
    var asked = admin;
    if (asked == null) {
      throw new IllegalStateException("open the log first");
    }
    try {
      // The consumer would tell the last stable offset, which may lag behind a finished append.
      return asked
          .listOffsets(
              Map.of(partition, OffsetSpec.latest()),
              new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
          .partitionResult(partition)
          .get(config.timeout().toMillis(), TimeUnit.MILLISECONDS)
          .offset();
    } catch (KafkaException | ExecutionException | TimeoutException e) {
      throw config.unavailable("does not tell its end", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw config.unavailable("does not tell its end", e);
    }
  }

  @Override
  public long position() {
    return reader().position(partition);
  }

  private Consumer<byte[], byte[]> reader() {
    if (consumer == null) {
      throw new IllegalStateException("open the log first");
    }
    return consumer;
  }

  @Override
  public void claim() throws LogException {
    writer.claim();
  }

  @Override
  public long append(List<RegistryRecord> records) throws LogException {
    return writer.append(records);
  }

  /** As {@link #append}, with the bytes and times that the records had elsewhere. */
  public long copy(List<LogRecord> records) throws LogException {
    return writer.copy(records);
  }

  @Override
  public boolean holds(long offset) throws LogException {
    long deadline = System.nanoTime() + config.timeout().toNanos();
    try (var reader = newReader()) {
      reader.seek(partition, offset);
      while (reader.position(partition) <= offset) {
        if (System.nanoTime() > deadline) {
          throw config.unavailable("cannot be read", new TimeoutException());
        }
        for (var record : reader.poll(LOOK)) {
          if (record.offset() == offset) {
            return true;
          }
        }
      }
      return false;
    } catch (KafkaException e) {
      throw config.unavailable("cannot be read", e);
    }
  }

  @Override
  public void close() {
    writer.close();
    closeReader();
  }

  private void closeReader() {
    if (consumer != null) {
      consumer.close(CloseOptions.timeout(CLOSE_MAX));
      consumer = null;
    }
    if (admin != null) {
      admin.close(CLOSE_MAX);
      admin = null;
    }
  }
}
