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

/** The limits of registrations: what Kafka itself takes for a record of the same size. */
final class RawKafka {
  private static final String TOPIC = "raw";

  private final String bootstrapServers;
  private final Duration time;
  private final ProducerRecord<String, String> record =
      new ProducerRecord<>(
          TOPIC, 0, "one", Corpus.schema(Corpus.subject(0), Corpus.VERSIONS_A_SUBJECT - 1));

  /** Waits for the broker, and makes a topic like a registry's. */
  RawKafka(String bootstrapServers, Duration time) throws InterruptedException, ExecutionException {
    this.bootstrapServers = bootstrapServers;
    this.time = time;
    var topic = new NewTopic(TOPIC, 1, (short) 1).configs(Map.of("cleanup.policy", "compact"));
    try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      var unused = admin.createTopics(List.of(topic)).all().get();
    }
  }

  /** Records one by one, acknowledged by all, as many under way as there are writers. */
  Measured produce(int writers) throws InterruptedException {
    var nanos = new ConcurrentLinkedQueue<Long>();
    var free = new Semaphore(writers);
    try (var producer = producer(Map.of("acks", "all", "linger.ms", "0"))) {
      long start = System.nanoTime();
      while (System.nanoTime() - start < time.toNanos()) {
        free.acquire();
        long sent = System.nanoTime();
        var unused =
            producer.send(
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
  }

  /** Transactions one after the other, each of some records: what one fenced writer can do. */
  Measured transactions(int records) {
    var nanos = new ArrayList<Long>();
    try (var producer = producer(Map.of("transactional.id", "raw", "linger.ms", "0"))) {
      producer.initTransactions();
      long start = System.nanoTime();
      while (System.nanoTime() - start < time.toNanos()) {
        long begun = System.nanoTime();
        producer.beginTransaction();
        for (int i = 0; i < records; i++) {
          var unused = producer.send(record);
        }
        producer.commitTransaction();
        for (int i = 0; i < records; i++) {
          nanos.add(System.nanoTime() - begun);
        }
      }
      return measured(nanos, start);
    }
  }

  private static Measured measured(List<Long> nanos, long start) {
    return new Measured(
        nanos.stream().mapToLong(Long::longValue).toArray(),
        0,
        Duration.ofNanos(System.nanoTime() - start));
  }

  private Producer<String, String> producer(Map<String, String> own) {
    var settings = new HashMap<String, Object>(own);
    settings.put("bootstrap.servers", bootstrapServers);
    return new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
  }
}
