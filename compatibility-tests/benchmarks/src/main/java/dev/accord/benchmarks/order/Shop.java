package dev.accord.benchmarks.order;

import dev.accord.benchmarks.Cost;
import dev.accord.benchmarks.Load;
import dev.accord.embedded.BrokerMain;
import dev.accord.embedded.ChildProcess;
import dev.accord.embedded.FreePorts;
import dev.accord.embedded.PostgresServer;
import dev.accord.stack.Accord;
import dev.accord.stack.local.PostgresAddress;
import dev.accord.stack.local.ServiceDatabases;
import dev.accord.stack.local.StackPlan;
import dev.accord.stack.process.StateFolder;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * Broker, PostgreSQL and everything else of {@code accord up}, each of the three with processes of
 * its own, so that their costs are told apart.
 */
final class Shop implements AutoCloseable {
  static final List<String> SERVICES =
      List.of("order", "inventory", "payment", "shipping", "notification", "analytics");
  static final int PIECES_A_PRODUCT = 1_000_000;
  private static final int PRODUCTS = 1_000;

  /** PostgreSQL then knows when each transaction committed. */
  private static final String KEEP_COMMIT_TIMES = "alter system set track_commit_timestamp = on";

  private static final Duration STATEMENT_MAX = Duration.ofMinutes(1);
  private static final List<String> BROKER_OPTIONS = List.of("-XX:+UseSerialGC", "-Xmx512m");
  private static final List<String> SMALL =
      List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx128m");

  private final Path folder;
  private final Vertx vertx = Vertx.vertx();
  private final int brokerPort = FreePorts.one();
  private final List<ChildProcess> processes = new ArrayList<>();
  private final ChildProcess broker;
  private PostgresServer postgres;
  private StateFolder state;
  private Map<String, String> urls = Map.of();

  /**
   * Starts broker and database.
   *
   * @param countStatements whether {@link Statements} are to be asked for
   */
  Shop(Path folder, boolean countStatements) throws IOException {
    this.folder = folder;
    state = new StateFolder(folder.resolve("stack"));
    broker =
        run(
            "kafka",
            ChildProcess.java(
                BROKER_OPTIONS,
                BrokerMain.class,
                List.of(folder.resolve("kafka").toString(), Integer.toString(brokerPort))));
    postgres = PostgresServer.start(folder.resolve("postgres"));
    set(KEEP_COMMIT_TIMES + (countStatements ? ";" + Statements.SETTINGS : ""));
  }

  /** Settings that take a restart. */
  private void set(String settings) throws IOException {
    var connection = connect();
    for (var setting : settings.split(";", -1)) {
      var unused = connection.query(setting).execute().await();
    }
    connection.close().await();
    int port = postgres.port();
    postgres.close();
    postgres = PostgresServer.start(folder.resolve("postgres"), port);
  }

  /** Starts the rest; returns when a catalogue is on sale. */
  void open(List<String> javaOptions) throws Exception {
    var up =
        List.of(
            "up",
            "--ephemeral",
            "--data-dir=" + state.path(),
            "--port-offset=" + StackPlan.freePortOffset(),
            "--kafka=" + bootstrapServers(),
            "--postgres=" + database());
    var stack = run("stack", ChildProcess.java(javaOptions, Accord.class, up));
    Waiting.until(
        "stack",
        () -> {
          var running = state.running();
          urls = running.isPresent() && running.get().ready() ? running.get().urls() : Map.of();
          return !urls.isEmpty() || !stack.handle().isAlive();
        });
    if (urls.isEmpty()) {
      throw new IllegalStateException("the stack did not start; see " + folder);
    }
    stock();
  }

  /** A second instance of inventory brings the catalogue, as a new release of it would. */
  private void stock() throws Exception {
    var catalogue = new JsonArray();
    for (int i = 0; i < PRODUCTS; i++) {
      catalogue.add(
          new JsonObject()
              .put("productId", product(i))
              .put("name", "Product " + i)
              .put("price", 1 + i % 100)
              .put("currency", "EUR")
              .put("stock", PIECES_A_PRODUCT));
    }
    var file = Files.writeString(folder.resolve("catalogue.json"), catalogue.encode());
    var command =
        List.of(
            "service",
            "inventory",
            "--inventory.catalogue=" + file,
            "--http.port=" + FreePorts.one(),
            "--database.port=" + postgres.port(),
            "--database.name=" + database().database(),
            "--database.password=" + ServiceDatabases.password(database(), "inventory"),
            "--kafka.bootstrap-servers=" + bootstrapServers(),
            "--registry.url=" + url("registry"));
    try (var loader = run("catalogue", ChildProcess.java(SMALL, Accord.class, command))) {
      Waiting.until(
          "catalogue",
          () ->
              Load.send(url("order"), Load.Call.get("/products")).contains(product(PRODUCTS - 1)));
      loader.stop();
    }
  }

  /** The n-th product that there is plenty of. */
  static String product(int n) {
    return new UUID(0xacc0_4000L, 0x8000_0000_0000_0000L | n % PRODUCTS).toString();
  }

  URI url(String part) {
    return URI.create(String.valueOf(urls.get(part)));
  }

  String bootstrapServers() {
    return "127.0.0.1:" + brokerPort;
  }

  Vertx vertx() {
    return vertx;
  }

  /** A connection of the database's owner; the caller closes it. */
  PgConnection connect() {
    return PgConnection.connect(
            vertx,
            new PgConnectOptions()
                .setHost("127.0.0.1")
                .setPort(postgres.port())
                .setUser("postgres")
                .setDatabase("postgres")
                .setCachePreparedStatements(true)
                .addProperty("statement_timeout", Long.toString(STATEMENT_MAX.toMillis())))
        .timeout(STATEMENT_MAX.toSeconds(), TimeUnit.SECONDS)
        .await();
  }

  /** Processor time that each process has used since its start. */
  Map<String, Duration> processorTimes() throws IOException {
    var times = new LinkedHashMap<String, Duration>();
    times.put("PostgreSQL", Cost.processorTimeOfTree(postgres.pid()));
    times.put("broker", Cost.processorTime(broker.handle()));
    times.put("registry and services", Cost.processorTime(processes.get(1).handle()));
    times.put("generator and observer", Cost.processorTime(ProcessHandle.current()));
    return times;
  }

  long servicesPid() {
    return processes.get(1).handle().pid();
  }

  long postgresPid() throws IOException {
    return postgres.pid();
  }

  private PostgresAddress database() {
    return PostgresAddress.parse(
        "postgresql://postgres@127.0.0.1:" + postgres.port() + "/postgres");
  }

  private ChildProcess run(String name, List<String> command) throws IOException {
    var process = ChildProcess.start(command, Map.of(), folder.resolve(name + ".log"));
    processes.add(process);
    return process;
  }

  @Override
  public void close() throws IOException {
    processes.forEach(ChildProcess::close);
    vertx.close().await();
    postgres.close();
  }
}
