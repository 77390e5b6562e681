package dev.accord.drills.order;

import dev.accord.embedded.BrokerMain;
import dev.accord.embedded.ChildProcess;
import dev.accord.embedded.FreePorts;
import dev.accord.embedded.MailCatcher;
import dev.accord.embedded.PaymentProvider;
import dev.accord.embedded.PostgresServer;
import dev.accord.registry.RegistryConfig;
import dev.accord.registry.RegistryVerticle;
import dev.accord.runtime.kafka.KafkaConfig;
import dev.accord.runtime.kafka.Topics;
import dev.accord.runtime.launch.Settings;
import dev.accord.runtime.sql.Database;
import dev.accord.runtime.sql.DatabaseConfig;
import dev.accord.runtime.sql.ServiceSchema;
import dev.accord.stack.Accord;
import dev.accord.stack.contracts.ContractFolder;
import dev.accord.stack.contracts.ReleasedSchemas;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Every service as a process of its own, the order service twice, on a broker and a PostgreSQL that
 * can be killed. The registry, the payment provider and the mail server run here, and outlive
 * whatever is killed.
 */
final class OrderSystem implements AutoCloseable {
  /** The processes of services. */
  static final List<String> PROCESSES =
      List.of("order", "order-2", "inventory", "payment", "shipping", "notification", "analytics");

  private static final String PASSWORD = "secret";
  private static final String SECOND = "-2";
  private static final String REDELIVERED = "accord_inbox_duplicates_total{";
  private static final List<String> SMALL =
      List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx192m");

  private final Path folder;
  private final Vertx vertx = Vertx.vertx();
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<Integer> ports = FreePorts.some(5 + PROCESSES.size());
  private final Map<String, ChildProcess> processes = new LinkedHashMap<>();
  private final PaymentProvider provider;
  private final MailCatcher mails;
  private PostgresServer postgres;
  private String registry = "";

  /** Starts everything but the services. */
  OrderSystem(Path folder) throws Exception {
    this.folder = folder;
    startBroker();
    postgres = PostgresServer.start(folder.resolve("postgres"), ports.get(1));
    for (var service : services()) {
      ServiceSchema.create(vertx, login("postgres", "", "public"), service, PASSWORD, service)
          .await();
    }
    provider =
        PaymentProvider.start(vertx, folder.resolve("provider"), ports.get(3), Clock.systemUTC());
    mails = MailCatcher.start(ports.get(4), Clock.systemUTC());
    Until.holds("broker", () -> Topics.check(vertx, kafka(), List.of()).await().isEmpty());
    startRegistry();
    var contracts = ContractFolder.onClassPath();
    var unused = Topics.ensure(vertx, kafka(), contracts.topics()).await();
    try (var schemas = new ReleasedSchemas(registryUrl())) {
      Until.holds(
          "registry",
          () -> {
            schemas.register(contracts);
            return true;
          });
    }
  }

  /** The services, each once. */
  static List<String> services() {
    return PROCESSES.stream().filter(process -> !process.endsWith(SECOND)).toList();
  }

  /** Where the instances of the order service are. */
  List<String> orderUrls() {
    return List.of(url("order"), url("order-2"));
  }

  private String url(String process) {
    return "http://127.0.0.1:" + port(process);
  }

  private int port(String process) {
    return ports.get(5 + PROCESSES.indexOf(process));
  }

  String bootstrapServers() {
    return "127.0.0.1:" + ports.get(0);
  }

  String registryUrl() {
    return "http://127.0.0.1:" + ports.get(2);
  }

  /** What the provider took and gave back. */
  JsonObject ledger() {
    return provider.ledger();
  }

  private KafkaConfig kafka() {
    return KafkaConfig.of(bootstrapServers(), registryUrl());
  }

  /** Whether every service calls itself ready. */
  boolean isReady() throws IOException, InterruptedException {
    for (var process : PROCESSES) {
      var request = HttpRequest.newBuilder(URI.create(url(process) + "/health/ready")).build();
      if (http.send(request, BodyHandlers.discarding()).statusCode() != 200) {
        return false;
      }
    }
    return true;
  }

  /** Starts one of {@link #PROCESSES}, or again the same one after a kill. */
  void start(String process) throws IOException {
    var service = process.replace(SECOND, "");
    var arguments = new ArrayList<>(List.of("service", service));
    settings(process).forEach((key, value) -> arguments.add("--" + key + "=" + value));
    settingsOfItsOwn(service).forEach((key, value) -> arguments.add("--" + key + "=" + value));
    run(process, ChildProcess.java(SMALL, Accord.class, arguments));
  }

  private Map<String, String> settings(String process) {
    return Map.of(
        "http.port", Integer.toString(port(process)),
        "database.port", ports.get(1).toString(),
        "database.name", "postgres",
        "database.password", PASSWORD,
        "kafka.bootstrap-servers", bootstrapServers(),
        "registry.url", registryUrl());
  }

  /** Soon again where the default is to be patient: a drill is short. */
  private Map<String, String> settingsOfItsOwn(String service) {
    return switch (service) {
      case "order" -> Map.of("order.internal-secret", PASSWORD);
      case "payment" ->
          Map.of(
              "payment.order-url",
              url("order"),
              "payment.order-secret",
              PASSWORD,
              "payment.provider-url",
              "http://127.0.0.1:" + ports.get(3),
              "payment.call-max",
              "1s",
              "payment.retry-max",
              "2s");
      case "notification" ->
          Map.of(
              "order.url",
              url("order"),
              "smtp.port",
              ports.get(4).toString(),
              "mail.attempt-max",
              "5s",
              "mail.retry-max",
              "2s");
      default -> Map.of();
    };
  }

  private void startBroker() throws IOException {
    var arguments = List.of(folder.resolve("kafka").toString(), ports.get(0).toString());
    run("kafka", ChildProcess.java(SMALL, BrokerMain.class, arguments));
  }

  private void run(String name, List<String> command) throws IOException {
    processes.put(name, ChildProcess.start(command, Map.of(), folder.resolve(name + ".log")));
  }

  /**
   * SIGTERM to one of {@link #PROCESSES}; {@link #start} starts it again.
   *
   * @return its exit code, once it has ended
   */
  int stop(String process) throws IOException {
    var running = processes.get(process);
    if (running == null) {
      throw new IllegalArgumentException(process + " does not run");
    }
    running.stop();
    running.close();
    return running.exitValue();
  }

  /** Events that a process has recognised as handled before, since its start. */
  long redelivered(String process) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(url(process) + "/metrics")).build();
    return http.send(request, BodyHandlers.ofLines())
        .body()
        .filter(line -> line.startsWith(REDELIVERED))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  /** kill -9; {@link #revive} starts it again. */
  void kill(String name) throws IOException {
    if (name.equals("postgres")) {
      ProcessHandle.of(postgres.pid()).ifPresent(ProcessHandle::destroyForcibly);
    } else {
      var process = processes.get(name);
      if (process != null) {
        process.kill();
        process.close();
      }
    }
  }

  /** Starts what was killed, on the same data and ports. */
  void revive(String name) throws IOException {
    switch (name) {
      // Its children outlive it by moments, and hold its memory.
      case "postgres" -> Until.holds("PostgreSQL", this::restartPostgres);
      case "kafka" -> startBroker();
      default -> start(name);
    }
  }

  private boolean restartPostgres() throws IOException {
    // Nothing is left to stop; it lets go of the folder.
    postgres.close();
    PostgresServer.stopOrphan(folder.resolve("postgres"));
    postgres = PostgresServer.start(folder.resolve("postgres"), ports.get(1));
    return true;
  }

  void stopRegistry() {
    vertx.undeploy(registry).await();
  }

  void startRegistry() {
    var settings =
        Settings.of(
            Map.of(
                "http.port",
                ports.get(2).toString(),
                "kafka.bootstrap-servers",
                bootstrapServers(),
                "registry.topic-replication",
                "1"));
    registry = vertx.deployVerticle(new RegistryVerticle(RegistryConfig.from(settings))).await();
  }

  /** The tables of the services, as the database's owner; open as long as this is. */
  Tables tables() {
    var tables = new LinkedHashMap<String, Database>();
    services()
        .forEach(
            service ->
                tables.put(service, Database.open(vertx, login("postgres", "", service)).await()));
    return new Tables(tables);
  }

  private DatabaseConfig login(String user, String password, String schema) {
    return new DatabaseConfig(
        "127.0.0.1", ports.get(1), "postgres", user, password, schema, 2, Duration.ofSeconds(30));
  }

  @Override
  public void close() throws IOException {
    processes.values().forEach(ChildProcess::close);
    provider.close();
    mails.close();
    vertx.close().await();
    postgres.close();
  }
}
