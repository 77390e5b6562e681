package dev.accord.runtime.backends;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accord.embedded.FreePorts;
import dev.accord.embedded.KafkaBroker;
import dev.accord.embedded.PostgresServer;
import dev.accord.event.Event;
import dev.accord.runtime.event.EventHeaders;
import dev.accord.runtime.kafka.KafkaConfig;
import dev.accord.runtime.kafka.Topics;
import dev.accord.runtime.outbox.OutboxConfig;
import dev.accord.runtime.sql.DatabaseConfig;
import dev.accord.runtime.sql.ServiceSchema;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** A broker, a PostgreSQL and a registry. {@link Shared} starts one set for the whole test run. */
public final class Backends implements AutoCloseable {
  private static final List<Topics.Topic> TOPICS =
      List.of(
          new Topics.Topic("order-notices", 4, "delete"),
          new Topics.Topic("inventory", 4, "delete"),
          new Topics.Topic("products", 4, "compact"));

  public final Vertx vertx = Vertx.vertx();
  public final RegistryStandIn registry;
  private final Path folder;
  private final int kafkaPort = FreePorts.one();
  private final int postgresPort = FreePorts.one();
  private final AtomicInteger schemas = new AtomicInteger();
  private KafkaBroker kafka;
  private PostgresServer postgres;

  private Backends() throws IOException {
    folder = Files.createTempDirectory("accord-runtime");
    kafka = KafkaBroker.start(folder.resolve("kafka"), kafkaPort);
    postgres = PostgresServer.start(folder.resolve("postgres"), postgresPort);
    registry = new RegistryStandIn(vertx, FreePorts.one());
  }

  public static Backends start() throws IOException {
    var backends = new Backends();
    Await.get(backends.registry.start());
    assertThat(Await.get(Topics.ensure(backends.vertx, backends.kafkaConfig(), TOPICS))).isEmpty();
    return backends;
  }

  public KafkaConfig kafkaConfig() {
    return KafkaConfig.of("127.0.0.1:" + kafkaPort, registry.url());
  }

  /** A service with a schema of its own; its source is the schema's name. */
  public TestService service(List<Class<? extends Event>> events) {
    var name = newSchema();
    return new TestService(vertx, at(name), kafkaConfig(), OutboxConfig.of(name), events);
  }

  /** Another instance of a service that there is already. */
  public TestService peer(TestService service, List<Class<? extends Event>> events) {
    var where = service.database.config();
    return new TestService(vertx, where, service.kafka, OutboxConfig.of(where.schema()), events);
  }

  public String newSchema() {
    var name = "service_" + schemas.incrementAndGet();
    var admin =
        new DatabaseConfig("127.0.0.1", postgresPort, "postgres", "postgres", "", "public", 1);
    Await.get(ServiceSchema.create(vertx, admin, name, "secret", name));
    return name;
  }

  public DatabaseConfig at(String schema) {
    return new DatabaseConfig("127.0.0.1", postgresPort, "postgres", schema, "secret", schema, 8);
  }

  /** Everything of one source on a topic now, partition by partition. */
  public List<ConsumerRecord<byte[], byte[]>> published(String topic, String source) {
    var bytes = new ByteArrayDeserializer();
    var settings = Map.<String, Object>of("bootstrap.servers", kafkaConfig().bootstrapServers());
    var found = new ArrayList<ConsumerRecord<byte[], byte[]>>();
    try (var consumer = new KafkaConsumer<>(settings, bytes, bytes)) {
      var partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
        for (var record : consumer.poll(Duration.ofMillis(200))) {
          if (EventHeaders.text(record.headers(), EventHeaders.SOURCE).orElse("").equals(source)) {
            found.add(record);
          }
        }
      }
    }
    return found;
  }

  /** Puts records of one key on a partition. */
  public void produce(String topic, int partition, String key, int count) {
    var settings = Map.<String, Object>of("bootstrap.servers", kafkaConfig().bootstrapServers());
    var bytes = new ByteArraySerializer();
    var text = key.getBytes(StandardCharsets.UTF_8);
    try (var producer = new KafkaProducer<>(settings, bytes, bytes)) {
      for (int i = 0; i < count; i++) {
        var unused =
            producer
                .send(new ProducerRecord<>(topic, partition, text, text))
                .get(30, TimeUnit.SECONDS);
      }
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  /** Lets the broker refuse records of a topic that are larger. */
  public void limitMessages(String topic, int bytes) {
    set(ConfigResource.Type.TOPIC, topic, "max.message.bytes", Integer.toString(bytes));
  }

  /** Changes a setting that the broker keeps. */
  public void set(ConfigResource.Type type, String name, String setting, String value) {
    var entry = new ConfigEntry(setting, value);
    var settings = Map.<String, Object>of("bootstrap.servers", kafkaConfig().bootstrapServers());
    try (var admin = Admin.create(settings)) {
      admin
          .incrementalAlterConfigs(
              Map.of(
                  new ConfigResource(type, name),
                  List.of(new AlterConfigOp(entry, AlterConfigOp.OpType.SET))))
          .all()
          .get(30, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  public void stopKafka() {
    kafka.close();
  }

  public void startKafka() throws IOException {
    kafka = KafkaBroker.start(folder.resolve("kafka"), kafkaPort);
  }

  public void stopPostgres() throws IOException {
    postgres.close();
  }

  public void startPostgres() throws IOException {
    postgres = PostgresServer.start(folder.resolve("postgres"), postgresPort);
  }

  @Override
  public void close() throws IOException {
    Await.get(vertx.close());
    kafka.close();
    postgres.close();
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** Gives test classes one set of backends, started with the first and stopped after the last. */
  public static final class Shared implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext extension) {
      return parameter.getParameter().getType() == Backends.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext extension) {
      return extension
          .getRoot()
          .getStore(ExtensionContext.Namespace.create(Backends.class))
          .getOrComputeIfAbsent(
              "shared",
              ignored -> {
                try {
                  return start();
                } catch (IOException e) {
                  throw new AssertionError(e);
                }
              },
              Backends.class);
    }
  }
}
