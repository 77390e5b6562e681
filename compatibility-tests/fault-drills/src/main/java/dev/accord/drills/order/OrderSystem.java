package dev.accord.drills.order;

import dev.accord.embedded.BrokerMain;
import dev.accord.embedded.ChildProcess;
import dev.accord.embedded.FreePorts;
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
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Order and inventory, two of it, as processes of their own, on a broker and a PostgreSQL that can
 * be killed. The registry runs here.
 */
final class OrderSystem implements AutoCloseable {
  private static final List<String> SERVICES = List.of("order", "inventory");
  private static final String PASSWORD = "secret";
  private static final List<String> SMALL =
      List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m");

  private final Path folder;
  private final Vertx vertx = Vertx.vertx();
  private final List<Integer> ports = FreePorts.some(6);
  private final Map<String, ChildProcess> processes = new LinkedHashMap<>();
  private PostgresServer postgres;
  private String registry = "";

  /** Starts everything but the services. */
  OrderSystem(Path folder) throws Exception {
    this.folder = folder;
    startBroker();
    postgres = PostgresServer.start(folder.resolve("postgres"), ports.get(1));
    for (var service : SERVICES) {
      ServiceSchema.create(vertx, login("postgres", "", "public"), service, PASSWORD, service)
          .await();
    }
    OrderDrill.await("a broker", () -> Topics.check(vertx, kafka(), List.of()).await().isEmpty());
    startRegistry();
    var contracts = ContractFolder.onClassPath();
    var unused = Topics.ensure(vertx, kafka(), contracts.topics()).await();
    try (var schemas = new ReleasedSchemas(registryUrl())) {
      OrderDrill.await(
          "a registry",
          () -> {
            schemas.register(contracts);
            return true;
          });
    }
  }

  String orderUrl() {
    return "http://127.0.0.1:" + ports.get(3);
  }

  KafkaConfig kafka() {
    return KafkaConfig.of("127.0.0.1:" + ports.get(0), registryUrl());
  }

  private String registryUrl() {
    return "http://127.0.0.1:" + ports.get(2);
  }

  /** Starts a service, or again the same one after a kill: order, inventory or inventory-2. */
  void start(String name) throws IOException {
    var service = name.startsWith("inventory") ? "inventory" : name;
    var port = ports.get(3 + List.of("order", "inventory", "inventory-2").indexOf(name));
    var arguments =
        List.of(
            "service",
            service,
            "--http.port=" + port,
            "--database.port=" + postgres.port(),
            "--database.name=postgres",
            "--database.password=" + PASSWORD,
            "--kafka.bootstrap-servers=" + kafka().bootstrapServers(),
            "--registry.url=" + registryUrl());
    run(name, ChildProcess.java(SMALL, Accord.class, arguments));
  }

  private void startBroker() throws IOException {
    var arguments = new ArrayList<String>();
    arguments.add(folder.resolve("kafka").toString());
    arguments.add(ports.get(0).toString());
    // So that a killed broker's registration is soon forgotten.
    arguments.add("broker.session.timeout.ms=4000");
    arguments.add("broker.heartbeat.interval.ms=500");
    run("kafka", ChildProcess.java(SMALL, BrokerMain.class, arguments));
  }

  private void run(String name, List<String> command) throws IOException {
    processes.put(name, ChildProcess.start(command, Map.of(), folder.resolve(name + ".log")));
  }

  /** kill -9; {@link #revive} starts it again. */
  void kill(String name) throws IOException {
    if (name.equals("postgres")) {
      ProcessHandle.of(postgres.pid()).ifPresent(ProcessHandle::destroyForcibly);
    } else if (name.equals("registry")) {
      vertx.undeploy(registry).await();
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
      case "postgres" -> OrderDrill.await("PostgreSQL", this::restartPostgres);
      case "registry" -> startRegistry();
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

  private void startRegistry() {
    var settings =
        Settings.of(
            Map.of(
                "http.port",
                ports.get(2).toString(),
                "kafka.bootstrap-servers",
                "127.0.0.1:" + ports.get(0),
                "registry.topic-replication",
                "1"));
    registry = vertx.deployVerticle(new RegistryVerticle(RegistryConfig.from(settings))).await();
  }

  /** The tables of a service, as the database's owner. The caller closes it. */
  Database tables(String service) {
    return Database.open(vertx, login("postgres", "", service)).await();
  }

  private DatabaseConfig login(String user, String password, String schema) {
    return new DatabaseConfig(
        "127.0.0.1",
        postgres.port(),
        "postgres",
        user,
        password,
        schema,
        2,
        Duration.ofSeconds(30));
  }

  @Override
  public void close() throws IOException {
    processes.values().forEach(ChildProcess::close);
    vertx.close().await();
    postgres.close();
  }
}
