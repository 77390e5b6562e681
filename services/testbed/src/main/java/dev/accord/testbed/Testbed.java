package dev.accord.testbed;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.accord.embedded.KafkaBroker;
import dev.accord.embedded.PostgresServer;
import dev.accord.registry.RegistryConfig;
import dev.accord.registry.RegistryVerticle;
import dev.accord.runtime.kafka.KafkaConfig;
import dev.accord.runtime.kafka.Topics;
import dev.accord.runtime.launch.Settings;
import dev.accord.runtime.service.EventService;
import dev.accord.runtime.sql.DatabaseConfig;
import dev.accord.runtime.sql.ServiceSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClientFactory;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Backends with the contracts in them, and the services that a test puts on them.
 *
 * <pre>{@code
 * bed = Testbed.open();
 * shipping = bed.start("shipping", ShippingService::new, Map.of());
 * bed.topics().publish(payment(order));
 * }</pre>
 */
public final class Testbed implements AutoCloseable {
  private static final long WAIT_SECONDS_MAX = 120;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Vertx vertx = Vertx.vertx();
  private final Path folder;
  private final KafkaBroker kafka;
  private final PostgresServer postgres;
  private final RegistryVerticle registry;
  private final Map<RunningService, String> deployments = new HashMap<>();
  private @Nullable TestTopics topics;

  private Testbed() throws Exception {
    folder = Files.createTempDirectory("accord-testbed");
    kafka = KafkaBroker.start(folder.resolve("kafka"));
    postgres = PostgresServer.start(folder.resolve("postgres"));
    registry = new RegistryVerticle(RegistryConfig.onPort(0, kafka.bootstrapServers()));
  }

  /** Starts everything, and releases the contracts that are on the class path. */
  public static Testbed open() throws Exception {
    var bed = new Testbed();
    try {
      await(bed.vertx.deployVerticle(bed.registry));
      bed.releaseContracts();
      return bed;
    } catch (Exception | AssertionError e) {
      bed.close();
      throw e;
    }
  }

  /**
   * Makes a role and a schema of that name and starts a service on them.
   *
   * @param more settings beside those that tell the service where everything is
   */
  public RunningService start(
      String name, Function<Settings, EventService> service, Map<String, String> more) {
    var settings = new HashMap<>(room(name));
    settings.putAll(more);
    var verticle = service.apply(Settings.of(settings));
    var deployment = await(vertx.deployVerticle(verticle));
    var running = new RunningService(verticle.url());
    deployments.put(running, deployment);
    return running;
  }

  /**
   * Makes a role and a schema of that name.
   *
   * @return the settings that tell a service of that name, here or in another process, where
   *     everything is
   */
  public Map<String, String> room(String name) {
    var admin =
        new DatabaseConfig("127.0.0.1", postgres.port(), "postgres", "postgres", "", "public", 1);
    await(ServiceSchema.create(vertx, admin, name, "secret", name));
    return whereEverythingIs();
  }

  /** Stops a service as an orderly end of its process does. */
  public void stop(RunningService service) {
    await(vertx.undeploy(deployments.remove(service)));
  }

  /** Where Kafka listens. */
  public String bootstrapServers() {
    return kafka.bootstrapServers();
  }

  /** Where the registry listens. */
  public String registryUrl() {
    return registry.url().toString();
  }

  /** The topics as any other program sees them. */
  public TestTopics topics() {
    if (topics == null) {
      topics = new TestTopics(KafkaConfig.of(bootstrapServers(), registryUrl()));
    }
    return topics;
  }

  /** The one value that a statement of the database's owner gives, as text; empty without rows. */
  public String sql(String statement) {
    try (var connection = DriverManager.getConnection(postgres.jdbcUrl("postgres", "postgres"));
        var rows = connection.createStatement().executeQuery(statement)) {
      return rows.next() ? String.valueOf(rows.getString(1)) : "";
    } catch (SQLException e) {
      throw new AssertionError(statement, e);
    }
  }

  /** Waits for the condition; fails after two minutes, naming it. */
  public static void until(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS_MAX);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("not within " + WAIT_SECONDS_MAX + " s: " + what);
      }
      LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
    }
  }

  @Override
  public void close() throws IOException {
    await(vertx.close());
    if (topics != null) {
      topics.close();
    }
    kafka.close();
    postgres.close();
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  private void releaseContracts() throws Exception {
    var client =
        SchemaRegistryClientFactory.newClient(
            List.of(registryUrl()), 100, List.of(), Map.of(), Map.of());
    var topics = new HashSet<Topics.Topic>();
    for (var event : JSON.readTree(resource("META-INF/accord/events.json"))) {
      var subject = event.get("subject").asText();
      for (int older = 1; older < event.get("version").asInt(); older++) {
        var unused =
            client.register(
                subject, schema("contracts/released/" + subject + "/" + older + ".avsc"));
      }
      var unused = client.register(subject, schema(event.get("schema").asText()));
      topics.add(
          new Topics.Topic(
              event.get("topic").asText(),
              event.get("partitions").asInt(),
              event.get("cleanup").asText()));
    }
    var config = KafkaConfig.of(bootstrapServers(), registryUrl());
    await(Topics.ensure(vertx, config, List.copyOf(topics)));
  }

  private static AvroSchema schema(String resource) throws IOException {
    return new AvroSchema(new String(resource(resource), StandardCharsets.UTF_8));
  }

  private Map<String, String> whereEverythingIs() {
    return Map.of(
        "http.port",
        "0",
        "database.port",
        Integer.toString(postgres.port()),
        "database.name",
        "postgres",
        "database.password",
        "secret",
        "kafka.bootstrap-servers",
        kafka.bootstrapServers(),
        "registry.url",
        registry.url().toString());
  }

  @CanIgnoreReturnValue
  private static <T> T await(Future<T> future) {
    try {
      return future
          .toCompletionStage()
          .toCompletableFuture()
          .get(WAIT_SECONDS_MAX, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] resource(String name) throws IOException {
    try (var stream = Testbed.class.getClassLoader().getResourceAsStream(name)) {
      if (stream == null) {
        throw new IOException(name + " is missing");
      }
      return stream.readAllBytes();
    }
  }
}
