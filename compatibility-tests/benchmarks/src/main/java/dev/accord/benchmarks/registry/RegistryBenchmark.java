package dev.accord.benchmarks.registry;

import dev.accord.benchmarks.Cost;
import dev.accord.benchmarks.Load;
import dev.accord.benchmarks.Scratch;
import dev.accord.benchmarks.registry.Corpus.Filled;
import dev.accord.embedded.ChildProcess;
import dev.accord.embedded.FreePorts;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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
  // It takes a tenth of a second and more for each; its rates do not hang on them.
  private static final int PEER_VERSIONS = 1_000;
  // With more at once it has stopped to answer for half a minute.
  private static final int PEER_WRITERS = 4;
  private static final int WRITERS = 32;
  private static final Duration FILL_MAX = Duration.ofMinutes(5);
  private static final Path PEER_FOLDER = Path.of("compatibility-tests/benchmarks/target/peer");

  @Option(
      names = "--versions",
      defaultValue = "10000",
      description = "how many our registry is filled with; default ${DEFAULT-VALUE}")
  private int versions;

  @Option(
      names = "--rounds",
      defaultValue = "6",
      description = "in each of which everybody has a turn; default ${DEFAULT-VALUE}")
  private int rounds;

  @Option(
      names = "--turn",
      paramLabel = "MILLIS",
      defaultValue = "750",
      description = "default ${DEFAULT-VALUE}")
  private int turnMillis;

  @Option(
      names = "--starts",
      defaultValue = "3",
      description = "whose median is told; default ${DEFAULT-VALUE}")
  private int starts;

  @Option(names = "--short", description = "a minute to see that all works; worth no quoting")
  private boolean isShort;

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
      defaultValue = "",
      description = "of our registry, beside those in services/registry/registry.options")
  private String javaOptions = "";

  private final Result result =
      new Result(
          new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8));

  private RegistryBenchmark() {}

  public static void main(String[] args) {
    System.exit(new CommandLine(new RegistryBenchmark()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    if (isShort) {
      versions = Math.min(versions, 1_000);
      rounds = 2;
      turnMillis = 300;
      starts = 1;
    }
    result.tellMachine();
    var folder = Files.createTempDirectory("accord-benchmark");
    try {
      if (servers.isEmpty()) {
        startAndMeasure(folder);
      } else {
        var filled = new ArrayList<Filled>();
        servers.forEach((name, url) -> filled.add(fill(Server.at(name, url), versions)));
        measure(filled, List.of(), folder);
      }
    } finally {
      Scratch.delete(folder);
    }
    result.printRatios();
    result.tellMachine();
    return result.failed() == 0 ? 0 : 1;
  }

  private void startAndMeasure(Path folder) throws Exception {
    int port = FreePorts.one();
    var bootstrapServers = "127.0.0.1:" + port;
    var plan = Plans.ours(javaOptions, bootstrapServers);
    Plans.build();
    try (var broker =
            ChildProcess.start(
                Plans.broker(folder.resolve("kafka"), port),
                Map.of(),
                folder.resolve("kafka.log"));
        var kafka = new RawKafka(bootstrapServers)) {
      // The launcher prepares the quick start of those that follow.
      Server.start(plan, folder).close();
      tellStarts(plan, "empty", folder);
      Filled filled;
      try (var ours = Server.start(plan, folder)) {
        tellMemory(ours, "empty");
        filled = fill(ours, versions);
      }
      tellStarts(plan, "with " + versions + " versions", folder);
      try (var ours = Server.start(plan, folder)) {
        tellMemory(ours, "started with " + versions + " versions");
        measureBesidePeer(new Filled(ours, filled.ids()), kafka, folder);
      }
      result.tell("Kafka's memory", Cost.residentMebibytes(broker.handle()), "MiB");
    }
  }

  private void measureBesidePeer(Filled ours, RawKafka kafka, Path folder) throws Exception {
    if (!peer) {
      measure(List.of(ours), List.of(kafka), folder);
      return;
    }
    var plan = peerPlan();
    tellStarts(plan, "empty", folder);
    try (var other = Server.start(plan, folder)) {
      tellMemory(other, "empty");
      measure(List.of(ours, fill(other, PEER_VERSIONS, PEER_WRITERS)), List.of(kafka), folder);
    }
  }

  private void measure(List<Filled> registries, List<RawKafka> limits, Path folder)
      throws Exception {
    var answers = Files.createDirectory(folder.resolve("answers"));
    for (int i = 0; i < Scenario.READS.size(); i++) {
      var first = registries.get(0);
      var call = Scenario.READS.get(i).calls().apply(first).get(0);
      var unused =
          Files.writeString(
              answers.resolve(Integer.toString(i)), Load.send(first.server().url(), call));
    }
    var contest = new Contest(rounds, Duration.ofMillis(turnMillis), result);
    try (var bare = Server.start(Plans.bare(javaOptions, answers), folder)) {
      contest.read(registries, bare);
    }
    contest.write(registries, limits);
    for (var registry : registries) {
      tellMemory(registry.server(), "after it all");
    }
  }

  private Filled fill(Server registry, int count) {
    return fill(registry, count, WRITERS);
  }

  /** As much of it as the registry takes in time, which is told. */
  private Filled fill(Server registry, int count, int writers) {
    var filled = new Corpus(count).fill(registry, writers, FILL_MAX, result::note);
    var taken = filled.versions();
    if (taken < count) {
      result.note(
          registry.name() + " took " + taken + " versions in " + FILL_MAX.toSeconds() + " s");
    }
    tellMemory(registry, "with " + taken + " versions");
    return filled;
  }

  private void tellMemory(Server server, String state) {
    result.tell(server.name() + " memory, " + state, server.residentMebibytes(), "MiB");
  }

  private Server.Plan peerPlan() throws IOException {
    if (peerJava == null || !Files.isDirectory(PEER_FOLDER)) {
      throw new IOException(
          "the peer needs a newer Java (--peer-java or JAVA_HOME_NEWER), and its archive in "
              + PEER_FOLDER.toAbsolutePath()
              + ", which the command in the README does");
    }
    return Plans.peer(peerJava.resolve("bin/java"), PEER_FOLDER);
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
}
