package dev.accord.benchmarks.registry;

import dev.accord.benchmarks.Measured;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The limits of registrations: what Kafka itself takes for a record of the same size. Blocks; for
 * one thread.
 */
final class RawKafka implements AutoCloseable {
  private static final String TOPIC = "raw";

  private final ProducerRecord<String, String> record =
      new ProducerRecord<>(TOPIC, 0, "one", Corpus.sample());
  private final Producer<String, String> plain;
  private final Producer<String, String> transactional;

  /** Waits for the broker, and makes a topic like a registry's. */
  RawKafka(String bootstrapServers) throws InterruptedException, ExecutionException {
    var topic = new NewTopic(TOPIC, 1, (short) 1).configs(Map.of("cleanup.policy", "compact"));
    try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      var unused = admin.createTopics(List.of(topic)).all().get();
    }
    plain = producer(bootstrapServers, Map.of("acks", "all"));
    transactional = producer(bootstrapServers, Map.of("transactional.id", "raw"));
    transactional.initTransactions();
  }

  private static Producer<String, String> producer(
      String bootstrapServers, Map<String, String> own) {
    var settings = new HashMap<String, Object>(own);
    settings.put("bootstrap.servers", bootstrapServers);
    settings.put("linger.ms", "0");
    return new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
  }

  /** Records one by one, acknowledged by all, as many under way as there are writers. */
  Measured produce(int writers, Duration time) throws InterruptedException {
    var nanos = new ConcurrentLinkedQueue<Long>();
    var free = new Semaphore(writers);
    long start = System.nanoTime();
    while (System.nanoTime() - start < time.toNanos()) {
      free.acquire();
      long sent = System.nanoTime();
      var unused =
          plain.send(
              record,
              (metadata, failure) -> {
                if (failure == null) {
                  nanos.add(System.nanoTime() - sent);
                }
                free.release();
              });
    }
    free.acquire(writers);
    return measured(List.copyOf(nanos), start);
  }

  /** Transactions one after the other, each of some records: what one fenced writer can do. */
  Measured transactions(int records, Duration time) {
    var nanos = new ArrayList<Long>();
    long start = System.nanoTime();
    while (System.nanoTime() - start < time.toNanos()) {
      long begun = System.nanoTime();
      transactional.beginTransaction();
      for (int i = 0; i < records; i++) {
        var unused = transactional.send(record);
      }
      transactional.commitTransaction();
      for (int i = 0; i < records; i++) {
        nanos.add(System.nanoTime() - begun);
      }
    }
    return measured(nanos, start);
  }

  private static Measured measured(List<Long> nanos, long start) {
    return new Measured(
        nanos.stream().mapToLong(Long::longValue).toArray(),
        0,
        Duration.ofNanos(System.nanoTime() - start));
  }

  @Override
  public void close() {
    plain.close();
    transactional.close();
  }
}
