package dev.accord.registry.log;

import dev.accord.registry.subject.RegistryRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * The log in Kafka. The right to append is a transactional producer id: claiming it raises its
 * epoch, and the brokers refuse every older epoch (KIP-98). Each append is one transaction and
 * readers see committed records only, so records of one append appear together or never.
 */
public final class KafkaSchemaLog implements SchemaLog {
  private static final Duration CLOSE_MAX = Duration.ofSeconds(5);

  private final KafkaLogConfig config;
  private final TopicPartition partition;
  private volatile String clusterId = "";
  private @Nullable Admin admin;
  private @Nullable Consumer<byte[], byte[]> consumer;
  private @Nullable Producer<byte[], byte[]> producer;

  /** Connects to nothing yet. */
  public KafkaSchemaLog(KafkaLogConfig config) {
    this.config = config;
    this.partition = new TopicPartition(config.topic(), 0);
  }

  @Override
  public String clusterId() {
    return clusterId;
  }

  @Override
  public void open() throws LogException {
    closeReader();
    try {
      var opened = Admin.create(settings(apiTimeouts()));
      admin = opened;
      new LogTopic(config, opened).ensure();
      clusterId = opened.describeCluster().clusterId().get();
    } catch (KafkaException | ExecutionException e) {
      throw unavailable("cannot be reached", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable("cannot be reached", e);
    }
    var own = apiTimeouts();
    own.put("isolation.level", "read_committed");
    own.put("auto.offset.reset", "earliest");
    own.put("enable.auto.commit", "false");
    // A whole log of schemas in few round trips at start.
    own.put("max.poll.records", "5000");
    own.put("fetch.max.bytes", "52428800");
    own.put("max.partition.fetch.bytes", "16777216");
    var reader =
        new KafkaConsumer<>(
            settings(own), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    reader.assign(List.of(partition));
    reader.seekToBeginning(List.of(partition));
    consumer = reader;
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
      throw unavailable("cannot be read", e);
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
      throw unavailable("does not tell its end", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable("does not tell its end", e);
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
    closeProducer();
    var timeout = Long.toString(config.timeout().toMillis());
    Producer<byte[], byte[]> claimed =
        new KafkaProducer<>(
            settings(
                Map.of(
                    "transactional.id",
                    "accord-registry-" + config.topic(),
                    "acks",
                    "all",
                    "linger.ms",
                    "0",
                    "compression.type",
                    "none",
                    "max.block.ms",
                    timeout,
                    "request.timeout.ms",
                    timeout,
                    "delivery.timeout.ms",
                    timeout,
                    "transaction.timeout.ms",
                    timeout)),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    producer = claimed;
    try {
      claimed.initTransactions();
    } catch (KafkaException e) {
      closeProducer();
      throw unavailable("cannot be claimed for writing", e);
    }
  }

  @Override
  public long append(List<RegistryRecord> records) throws LogException {
    var writer = producer;
    if (writer == null) {
      throw new LogException.Fenced("this writer has not claimed the log", null);
    }
    long last = send(writer, records);
    try {
      writer.commitTransaction();
      return last;
    } catch (ProducerFencedException | InvalidProducerEpochException e) {
      throw fenced(e);
    } catch (KafkaException e) {
      closeProducer();
      throw new LogException.OutcomeUnknown(
          "Kafka did not confirm a write to topic " + config.topic() + ": " + e, e);
    }
  }

  /** Until the commit nothing counts, so every failure here means that nothing was written. */
  private long send(Producer<byte[], byte[]> writer, List<RegistryRecord> records)
      throws LogException {
    try {
      writer.beginTransaction();
      var sent = new ArrayList<Future<RecordMetadata>>();
      for (var record : records) {
        var key = RecordCodec.key(record);
        sent.add(
            writer.send(new ProducerRecord<>(config.topic(), 0, key, RecordCodec.value(record))));
      }
      writer.flush();
      long offset = -1;
      for (var one : sent) {
        offset = one.get().offset();
      }
      return offset;
    } catch (ExecutionException e) {
      throw notSent(writer, e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw notSent(writer, e);
    } catch (KafkaException e) {
      throw notSent(writer, e);
    }
  }

  private LogException notSent(Producer<byte[], byte[]> writer, Throwable cause) {
    if (cause instanceof ProducerFencedException
        || cause instanceof InvalidProducerEpochException) {
      return fenced(cause);
    }
    try {
      writer.abortTransaction();
    } catch (KafkaException e) {
      // The next claim ends what could not be ended here.
      cause.addSuppressed(e);
      closeProducer();
    }
    return cause instanceof RecordTooLargeException
        ? new LogException.TooLarge(
            "topic " + config.topic() + " takes no record of this size: " + cause, cause)
        : unavailable("cannot be written", cause);
  }

  private LogException.Fenced fenced(Throwable cause) {
    closeProducer();
    return new LogException.Fenced(
        "another node has claimed topic " + config.topic() + " for writing", cause);
  }

  private LogException.Unavailable unavailable(String what, @Nullable Throwable cause) {
    return new LogException.Unavailable(
        String.format(
            Locale.ROOT,
            "topic %s at %s %s%s",
            config.topic(),
            config.bootstrapServers(),
            what,
            cause == null ? "" : ": " + reason(cause)),
        cause);
  }

  private static String reason(Throwable cause) {
    var root =
        cause instanceof ExecutionException && cause.getCause() != null ? cause.getCause() : cause;
    var said = root.getMessage();
    return said == null ? root.getClass().getSimpleName() : said;
  }

  @Override
  public void close() {
    closeProducer();
    closeReader();
  }

  private void closeProducer() {
    if (producer != null) {
      producer.close(CLOSE_MAX);
      producer = null;
    }
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

  private Map<String, String> apiTimeouts() {
    var timeout = Long.toString(config.timeout().toMillis());
    return new HashMap<>(Map.of("default.api.timeout.ms", timeout, "request.timeout.ms", timeout));
  }

  private Map<String, Object> settings(Map<String, String> own) {
    var settings = new HashMap<String, Object>(config.client());
    settings.put("bootstrap.servers", config.bootstrapServers());
    settings.put("client.id", "accord-registry");
    settings.putAll(own);
    return settings;
  }
}
