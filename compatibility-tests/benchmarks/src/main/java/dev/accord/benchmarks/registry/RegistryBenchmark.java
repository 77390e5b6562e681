package dev.accord.benchmarks.registry;

import dev.accord.benchmarks.Cost;
import dev.accord.benchmarks.Load;
import dev.accord.embedded.ChildProcess;
import dev.accord.embedded.FreePorts;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The benchmark as a command. */
@Command(
    name = "registry",
    mixinStandardHelpOptions = true,
    description = {
      "Measures our registry beside a peer and the raw limits, each in a process of its own.",
      "With --server it measures what runs already, and starts nothing. Writes a lot."
    })
public final class RegistryBenchmark implements Callable<Integer> {
  private static final Path PEER_FOLDER = Path.of("compatibility-tests/benchmarks/target/peer");

  @Option(
      names = "--versions",
      defaultValue = "10000",
      description = "how many each registry is filled with; default ${DEFAULT-VALUE}")
  private int versions;

  @Option(
      names = "--seconds",
      defaultValue = "5",
      description = "of each measurement; default ${DEFAULT-VALUE}")
  private int seconds;

  @Option(
      names = "--starts",
      defaultValue = "3",
      description = "whose median is told; default ${DEFAULT-VALUE}")
  private int starts;

  @Option(
      names = "--server",
      paramLabel = "NAME=URL",
      description = "a running registry to measure; again for another")
  private Map<String, URI> servers = new LinkedHashMap<>();

  @Option(names = "--peer", description = "measure Apicurio Registry too; needs a newer Java")
  private boolean peer;

  @Option(
      names = "--peer-java",
      defaultValue = "${env:JAVA_HOME_NEWER}",
      description = "home of the peer's Java; default: the variable JAVA_HOME_NEWER")
  private @Nullable Path peerJava;

  @Option(
      names = "--java-options",
      defaultValue = "-XX:+UseSerialGC -Xmx256m",
      description = "of our registry; default ${DEFAULT-VALUE}")
  private String javaOptions = "";

  private final PrintStream out =
      new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
  private final Result result = new Result(out);

  private RegistryBenchmark() {}

  public static void main(String[] args) {
    System.exit(new CommandLine(new RegistryBenchmark()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    printMachine();
    try (var load = new Load()) {
      if (servers.isEmpty()) {
        startAndMeasure(load);
      } else {
        for (var server : servers.entrySet()) {
          measure(load, Server.at(server.getKey(), server.getValue()));
        }
      }
    }
    result.printRatios();
    printMachine();
    return result.failed() == 0 ? 0 : 1;
  }

  private void printMachine() {
    var system = ManagementFactory.getOperatingSystemMXBean();
    out.printf(
        Locale.ROOT,
        "%d processors, load %.1f, Java %s%n",
        system.getAvailableProcessors(),
        system.getSystemLoadAverage(),
        Runtime.version());
  }

  private void startAndMeasure(Load load) throws Exception {
    var folder = Files.createTempDirectory("accord-benchmark");
    int port = FreePorts.one();
    var bootstrapServers = "127.0.0.1:" + port;
    try (var broker =
        ChildProcess.start(
            Plans.broker(folder.resolve("kafka"), port), Map.of(), folder.resolve("kafka.log"))) {
      measureLimits(load, bootstrapServers, folder);
      measureOurs(load, Plans.ours(List.of(javaOptions.split(" +")), bootstrapServers), folder);
      if (peer) {
        measurePeer(load, folder);
      }
      result.tell("Kafka's memory", Cost.residentMebibytes(broker.handle()), "MiB");
    } finally {
      delete(folder);
    }
  }

  private void measureLimits(Load load, String bootstrapServers, Path folder) throws Exception {
    var kafka = new RawKafka(bootstrapServers, Duration.ofSeconds(seconds));
    // Unmeasured: a broker that has done nothing yet is slow at everything.
    var unusedProduce = kafka.produce(1);
    var unusedTransactions = kafka.transactions(1);
    for (int writers : Scenarios.WRITERS) {
      var name = Scenarios.registering(writers);
      result.add(Row.of(name, "raw produce", kafka.produce(writers), Duration.ZERO));
      result.add(Row.of(name, "raw transaction", kafka.transactions(writers), Duration.ZERO));
    }
    try (var bare = Server.start(Plans.bare(), folder)) {
      result.add(scenarios(load, bare, List.of()).read(Scenarios.BY_ID, "/"));
    }
  }

  private void measureOurs(Load load, Server.Plan plan, Path folder) throws IOException {
    tellStarts(plan, "empty", folder);
    try (var ours = Server.start(plan, folder)) {
      result.tell(plan.name() + " memory, empty", ours.residentMebibytes(), "MiB");
      measure(load, ours);
      result.tell(plan.name() + " memory after it all", ours.residentMebibytes(), "MiB");
    }
    tellStarts(plan, "filled", folder);
    try (var ours = Server.start(plan, folder)) {
      result.tell(plan.name() + " memory, started filled", ours.residentMebibytes(), "MiB");
    }
  }

  private void measurePeer(Load load, Path folder) throws IOException {
    if (peerJava == null || !Files.isDirectory(PEER_FOLDER)) {
      throw new IOException(
          "the peer needs a newer Java (--peer-java or JAVA_HOME_NEWER), and its archive in "
              + PEER_FOLDER.toAbsolutePath()
              + ", which the command in the README does");
    }
    var plan = Plans.peer(peerJava.resolve("bin/java"), PEER_FOLDER);
    tellStarts(plan, "empty", folder);
    try (var server = Server.start(plan, folder)) {
      result.tell(plan.name() + " memory, empty", server.residentMebibytes(), "MiB");
      measure(load, server);
      result.tell(plan.name() + " memory after it all", server.residentMebibytes(), "MiB");
    }
  }

  private void tellStarts(Server.Plan plan, String state, Path folder) throws IOException {
    var millis = new ArrayList<Long>();
    for (int i = 0; i < starts; i++) {
      try (var server = Server.start(plan, folder)) {
        millis.add(server.start().toMillis());
      }
    }
    millis.sort(Long::compare);
    result.tell(plan.name() + " start, " + state, millis.get(millis.size() / 2), "ms");
  }

  private void measure(Load load, Server server) throws IOException {
    var ids = new Corpus(versions).fill(load, server.url());
    result.tell(
        server.name() + " memory with " + versions + " versions",
        server.residentMebibytes(),
        "MiB");
    scenarios(load, server, ids).run(result::add);
  }

  private Scenarios scenarios(Load load, Server server, List<Integer> ids) {
    return new Scenarios(load, server, ids, Duration.ofSeconds(seconds));
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted((one, other) -> other.compareTo(one)).toList()) {
        Files.delete(file);
      }
    }
  }
}
