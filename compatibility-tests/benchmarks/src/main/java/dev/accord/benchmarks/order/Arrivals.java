package dev.accord.benchmarks.order;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Sees every event as a consumer does that does nothing else: a thread of its own polls all topics
 * of the saga and notes when each event was there first. Figures may be read by any thread.
 */
final class Arrivals implements AutoCloseable {
  static final List<String> TOPICS =
      List.of("orders", "inventory", "payments", "shipments", "order-notices");
  private static final String SHIPPED = "dev.accord.shop.order.OrderShipped";

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Clock clock;
  private final CompletableFuture<Void> watching;
  private final Map<String, Long> microsById = new ConcurrentHashMap<>();
  private final Map<String, Long> shippedMicros = new ConcurrentHashMap<>();
  private final AtomicLong shipped = new AtomicLong();
  private final Set<String> repeated = ConcurrentHashMap.newKeySet();

  /** Begins with what comes from now on. */
  Arrivals(String bootstrapServers, Clock clock) {
    this.clock = clock;
    Deserializer<byte[]> bytes = new ByteArrayDeserializer();
    consumer = new KafkaConsumer<>(Map.of("bootstrap.servers", bootstrapServers), bytes, bytes);
    var partitions =
        TOPICS.stream()
            .flatMap(topic -> consumer.partitionsFor(topic).stream())
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
    watching =
        CompletableFuture.runAsync(this::watch, task -> new Thread(task, "arrivals").start());
  }

  private void watch() {
    try {
      while (true) {
        var records = consumer.poll(Duration.ofSeconds(1));
        long now = micros(clock);
        records.forEach(record -> note(record, now));
      }
    } catch (WakeupException e) {
      consumer.close();
    }
  }

  private void note(ConsumerRecord<byte[], byte[]> record, long now) {
    var id = text(record, "ce_id");
    if (microsById.putIfAbsent(id, now) != null) {
      repeated.add(id);
    } else if (text(record, "ce_type").equals(SHIPPED)) {
      shippedMicros.put(new String(record.key(), StandardCharsets.UTF_8), now);
      shipped.incrementAndGet();
    }
  }

  /** When the event was there; empty ids stand for records that are no events. */
  Map<String, Long> microsById() {
    return microsById;
  }

  /** When each order's last event was there. */
  Map<String, Long> shippedMicros() {
    return shippedMicros;
  }

  /** Orders that have gone all the way. */
  long shipped() {
    return shipped.get();
  }

  /** Events that came more than once. */
  Set<String> repeated() {
    return repeated;
  }

  /** Microseconds of the machine's clock, which PostgreSQL reads as well. */
  static long micros(Clock clock) {
    var now = clock.instant();
    return now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
  }

  private static String text(ConsumerRecord<byte[], byte[]> record, String header) {
    var found = record.headers().lastHeader(header);
    return found == null ? "" : new String(found.value(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    consumer.wakeup();
    watching.join();
  }
}
