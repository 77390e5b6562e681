package dev.accord.order;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.accord.embedded.KafkaBroker;
import dev.accord.embedded.PostgresServer;
import dev.accord.inventory.InventoryService;
import dev.accord.registry.RegistryConfig;
import dev.accord.registry.RegistryVerticle;
import dev.accord.runtime.kafka.KafkaConfig;
import dev.accord.runtime.kafka.Topics;
import dev.accord.runtime.launch.Settings;
import dev.accord.runtime.sql.DatabaseConfig;
import dev.accord.runtime.sql.ServiceSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClientFactory;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
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

/** Order and inventory service on a real broker, PostgreSQL and registry. */
final class Shop implements AutoCloseable {
  private static final long WAIT_SECONDS_MAX = 60;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient http = HttpClient.newHttpClient();
  private final Path folder;
  private final KafkaBroker kafka;
  private final PostgresServer postgres;
  private final RegistryVerticle registry;
  private URI orders = URI.create("http://127.0.0.1");

  private Shop() throws Exception {
    folder = Files.createTempDirectory("accord-shop");
    kafka = KafkaBroker.start(folder.resolve("kafka"));
    postgres = PostgresServer.start(folder.resolve("postgres"));
    registry = new RegistryVerticle(RegistryConfig.onPort(0, kafka.bootstrapServers()));
  }

  static Shop open() throws Exception {
    var shop = new Shop();
    try {
      shop.start();
      return shop;
    } catch (Exception | AssertionError e) {
      shop.close();
      throw e;
    }
  }

  private void start() throws Exception {
    await(vertx.deployVerticle(registry));
    releaseContracts();
    prepareSchema("order");
    prepareSchema("inventory");
    await(vertx.deployVerticle(new InventoryService(settings())));
    var service = new OrderService(settings());
    await(vertx.deployVerticle(service));
    orders = service.url();
  }

  String registryUrl() {
    return registry.url().toString();
  }

  String bootstrapServers() {
    return kafka.bootstrapServers();
  }

  HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder(orders.resolve(path)).GET());
  }

  HttpResponse<String> post(String path, String json, String... headers) {
    var request =
        HttpRequest.newBuilder(orders.resolve(path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json));
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  static JsonNode json(HttpResponse<String> response) {
    try {
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new AssertionError(response.body(), e);
    }
  }

  /** The one value that a statement gives, as text. */
  String sql(String statement) {
    try (var connection = DriverManager.getConnection(postgres.jdbcUrl("postgres", "postgres"));
        var rows = connection.createStatement().executeQuery(statement)) {
      return rows.next() ? rows.getString(1) : "";
    } catch (SQLException e) {
      throw new AssertionError(statement, e);
    }
  }

  static void until(String what, BooleanSupplier condition) {
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
    kafka.close();
    postgres.close();
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  private void releaseContracts() throws Exception {
    var registry =
        SchemaRegistryClientFactory.newClient(
            List.of(registryUrl()), 100, List.of(), Map.of(), Map.of());
    var topics = new HashSet<Topics.Topic>();
    for (var event : JSON.readTree(resource("META-INF/accord/events.json"))) {
      var unused =
          registry.register(
              event.get("subject").asText(),
              new AvroSchema(
                  new String(resource(event.get("schema").asText()), StandardCharsets.UTF_8)));
      topics.add(new Topics.Topic(event.get("topic").asText(), 4, false));
    }
    var unused =
        await(
            Topics.ensure(
                vertx, KafkaConfig.of(bootstrapServers(), registryUrl()), List.copyOf(topics)));
  }

  private void prepareSchema(String service) {
    var admin =
        new DatabaseConfig("127.0.0.1", postgres.port(), "postgres", "postgres", "", "public", 1);
    await(ServiceSchema.create(vertx, admin, service, "secret", service));
  }

  private Settings settings() {
    var settings = new HashMap<String, String>();
    settings.put("http.port", "0");
    settings.put("database.port", Integer.toString(postgres.port()));
    settings.put("database.name", "postgres");
    settings.put("database.password", "secret");
    settings.put("kafka.bootstrap-servers", bootstrapServers());
    settings.put("registry.url", registryUrl());
    return Settings.of(settings);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
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
    try (var stream = Shop.class.getClassLoader().getResourceAsStream(name)) {
      if (stream == null) {
        throw new IOException(name + " is missing");
      }
      return stream.readAllBytes();
    }
  }
}
