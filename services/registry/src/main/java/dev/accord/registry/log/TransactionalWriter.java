package dev.accord.registry.log;

import dev.accord.registry.subject.RegistryRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * The writing side of the log in Kafka. The right to append is a transactional producer id:
 * claiming it raises its epoch, and the brokers refuse every older epoch (KIP-98).
 */
final class TransactionalWriter {
  private static final Duration CLOSE_MAX = Duration.ofSeconds(5);

  private final KafkaLogConfig config;
  private final TopicPartition partition;
  private @Nullable Producer<byte[], byte[]> producer;

  TransactionalWriter(KafkaLogConfig config, TopicPartition partition) {
    this.config = config;
    this.partition = partition;
  }

  void claim() throws LogException {
    close();
    try {
      var claimed =
          new KafkaProducer<>(
              config.client(settings()), new ByteArraySerializer(), new ByteArraySerializer());
      producer = claimed;
      claimed.initTransactions();
    } catch (KafkaException e) {
      close();
      throw config.unavailable("cannot be claimed for writing", e);
    }
  }

  private Map<String, String> settings() {
    var timeout = Long.toString(config.timeout().toMillis());
    return Map.of(
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
        Long.toString(config.answerMax().toMillis()),
        "delivery.timeout.ms",
        timeout,
        "transaction.timeout.ms",
        timeout);
  }

  long append(List<RegistryRecord> records) throws LogException {
    return appendAll(
        records.stream()
            .map(record -> written(null, RecordCodec.key(record), RecordCodec.value(record)))
            .toList());
  }

  long copy(List<LogRecord> records) throws LogException {
    return appendAll(
        records.stream()
            .map(record -> written(record.timestamp(), record.key(), record.value()))
            .toList());
  }

  private ProducerRecord<byte[], byte[]> written(
      @Nullable Long timestamp, byte @Nullable [] key, byte @Nullable [] value) {
    return new ProducerRecord<>(partition.topic(), partition.partition(), timestamp, key, value);
  }

  private long appendAll(List<ProducerRecord<byte[], byte[]>> records) throws LogException {
    var claimed = producer;
    if (claimed == null) {
      throw new LogException.Fenced("this writer has not claimed the log", null);
    }
    long last = send(claimed, records);
    try {
      claimed.commitTransaction();
      return last;
    } catch (KafkaException e) {
      close();
      // Where another has claimed the log since, that may have been after the commit.
      throw new LogException.OutcomeUnknown(
          "Kafka did not confirm a write to topic " + config.topic() + ": " + e,
          e,
          last,
          isFencing(e));
    }
  }

  /** Until the commit nothing counts, so every failure here means that nothing was written. */
  private long send(Producer<byte[], byte[]> claimed, List<ProducerRecord<byte[], byte[]>> records)
      throws LogException {
    try {
      claimed.beginTransaction();
      var sent = new ArrayList<Future<RecordMetadata>>();
      for (var record : records) {
        sent.add(claimed.send(record));
      }
      claimed.flush();
      long offset = -1;
      for (var one : sent) {
        offset = one.get().offset();
      }
      return offset;
    } catch (ExecutionException e) {
      throw notSent(claimed, e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw notSent(claimed, e);
    } catch (KafkaException e) {
      throw notSent(claimed, e);
    }
  }

  private LogException notSent(Producer<byte[], byte[]> claimed, Throwable cause) {
    if (isFencing(cause)) {
      return fenced(cause);
    }
    try {
      claimed.abortTransaction();
    } catch (KafkaException e) {
      // The next claim ends what could not be ended here.
      cause.addSuppressed(e);
      close();
    }
    return cause instanceof RecordTooLargeException
        ? new LogException.TooLarge(
            "topic " + config.topic() + " takes no record of this size: " + cause, cause)
        : config.unavailable("cannot be written", cause);
  }

  private static boolean isFencing(Throwable cause) {
    return cause instanceof ProducerFencedException
        || cause instanceof InvalidProducerEpochException;
  }

  private LogException.Fenced fenced(Throwable cause) {
    close();
    return new LogException.Fenced(
        "another node has claimed topic " + config.topic() + " for writing", cause);
  }

  void close() {
    if (producer != null) {
      producer.close(CLOSE_MAX);
      producer = null;
    }
  }
}
