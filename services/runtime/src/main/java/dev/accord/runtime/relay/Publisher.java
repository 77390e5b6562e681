package dev.accord.runtime.relay;

import dev.accord.runtime.kafka.KafkaConfig;
import dev.accord.runtime.relay.OutboxRow.TopicKey;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.kafka.client.producer.KafkaWriteStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends rows to Kafka, acknowledged by all in-sync replicas. One row of a key is under way at a
 * time: if it fails, none behind it has overtaken it. Rows of different keys share batches.
 */
final class Publisher {
  private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);

  private final KafkaWriteStream<byte[], byte[]> stream;
  private final Supplier<Future<Void>> gate;

  /**
   * What became of rows.
   *
   * @param refused rows the broker will never take, with its reason, and rows of their keys behind
   *     them
   * @param unsent rows to try again, in order
   * @param trouble why; empty exactly if {@code unsent} is
   */
  record Sent(Map<OutboxRow, String> refused, List<OutboxRow> unsent, String trouble) {}

  /** One batch on its way. */
  private static final class Progress {
    final Map<OutboxRow, String> refused = new LinkedHashMap<>();
    final List<OutboxRow> unsent = new ArrayList<>();
    String trouble = "";
  }

  private Publisher(KafkaWriteStream<byte[], byte[]> stream, Supplier<Future<Void>> gate) {
    this.stream = stream;
    this.gate = gate;
  }

  /**
   * Makes the producer; fails if the bootstrap servers cannot be resolved.
   *
   * @param gate asked before each batch; nothing is sent while it fails
   */
  static Future<Publisher> open(
      Vertx vertx, KafkaConfig config, Supplier<Future<Void>> gate, int eventBytesMax) {
    var settings = settings(config, eventBytesMax);
    return vertx
        .executeBlocking(
            () ->
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer()))
        .map(
            producer -> {
              var stream = KafkaWriteStream.create(vertx, producer);
              // Every send's future is looked at; this only keeps failures from being reported
              // twice.
              var unused = stream.exceptionHandler(failure -> LOG.debug("A send failed", failure));
              return new Publisher(stream, gate);
            });
  }

  private static Map<String, Object> settings(KafkaConfig config, int eventBytesMax) {
    var settings = new HashMap<String, Object>(config.clientSettings());
    settings.put("bootstrap.servers", config.bootstrapServers());
    settings.put("acks", "all");
    settings.put("enable.idempotence", "true");
    settings.put("linger.ms", "1");
    settings.put("batch.size", "65536");
    // Room for the key and the headers beside the event.
    settings.put("max.request.size", Integer.toString(eventBytesMax + 64 * 1024));
    settings.put("max.block.ms", "5000");
    settings.put("request.timeout.ms", "5000");
    settings.put("delivery.timeout.ms", "10000");
    return settings;
  }

  /** Sends rows, which are in the order of positions. Never fails. */
  Future<Sent> publish(List<OutboxRow> rows) {
    var topics = rows.stream().map(OutboxRow::topic).distinct().toList();
    return reach(topics)
        .compose(ignored -> sendAll(rows))
        .recover(
            away ->
                Future.succeededFuture(
                    new Sent(Map.of(), rows, String.valueOf(away.getMessage()))));
  }

  /** Asked for first, metadata that are missing cost one wait and not one for each row. */
  private Future<Void> reach(List<String> topics) {
    var reached = gate.get();
    for (var topic : topics) {
      reached = reached.compose(ignored -> stream.partitionsFor(topic).mapEmpty());
    }
    return reached;
  }

  private Future<Sent> sendAll(List<OutboxRow> rows) {
    var chains = new LinkedHashMap<TopicKey, List<OutboxRow>>();
    rows.forEach(row -> chains.computeIfAbsent(row.topicKey(), key -> new ArrayList<>()).add(row));
    var progress = new Progress();
    var sends = chains.values().stream().map(chain -> sendChain(chain, 0, progress)).toList();
    return Future.all(sends)
        .map(
            ignored -> {
              progress.unsent.sort((a, b) -> Long.compare(a.position(), b.position()));
              return new Sent(progress.refused, progress.unsent, progress.trouble);
            });
  }

  private Future<Void> sendChain(List<OutboxRow> chain, int from, Progress progress) {
    if (from == chain.size()) {
      return Future.succeededFuture();
    }
    return stream
        .send(chain.get(from).toRecord())
        .transform(
            sent -> {
              if (sent.succeeded()) {
                return sendChain(chain, from + 1, progress);
              }
              stop(chain.subList(from, chain.size()), sent.cause(), progress);
              return Future.succeededFuture();
            });
  }

  private static void stop(List<OutboxRow> rest, Throwable cause, Progress progress) {
    if (!isRefusal(cause)) {
      progress.unsent.addAll(rest);
      progress.trouble = String.valueOf(cause.getMessage());
      return;
    }
    progress.refused.put(rest.get(0), String.valueOf(cause.getMessage()));
    behind(rest.subList(1, rest.size())).forEach(progress.refused::put);
  }

  /** The reason of rows whose key is parked already. */
  static Map<OutboxRow, String> behind(Collection<OutboxRow> rows) {
    var reasons = new LinkedHashMap<OutboxRow, String>();
    rows.forEach(row -> reasons.put(row, "behind an earlier row of its key"));
    return reasons;
  }

  private static boolean isRefusal(Throwable cause) {
    return Set.of(
            RecordTooLargeException.class,
            InvalidRecordException.class,
            InvalidTopicException.class)
        .contains(cause.getClass());
  }

  Future<Void> close() {
    return stream.close();
  }
}
