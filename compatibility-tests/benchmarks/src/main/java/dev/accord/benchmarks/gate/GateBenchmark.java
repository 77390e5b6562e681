package dev.accord.benchmarks.gate;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The benchmark as a command. */
@Command(
    name = "gate",
    mixinStandardHelpOptions = true,
    description = {
      "Measures accord check, as the launcher starts it, on events with a long history, beside the",
      "official client's compatibility check alone. Both are whole processes, by turns."
    })
public final class GateBenchmark implements Callable<Integer> {
  @Option(
      names = "--events",
      defaultValue = "1000",
      description = "each with a change in its current schema; default ${DEFAULT-VALUE}")
  private int events;

  @Option(
      names = "--versions",
      defaultValue = "10",
      description = "released before, for each event; default ${DEFAULT-VALUE}")
  private int versions;

  @Option(
      names = "--runs",
      defaultValue = "3",
      description = "whose median is told; default ${DEFAULT-VALUE}")
  private int runs;

  private final PrintStream out =
      new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);

  public static void main(String[] args) {
    System.exit(new CommandLine(new GateBenchmark()).execute(args));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("accord-gate");
    try {
      OldContracts.write(folder, events, versions);
      measure(folder);
    } finally {
      delete(folder);
    }
    return 0;
  }

  private void measure(Path folder) throws IOException, InterruptedException {
    // The launcher builds when a source is newer; that is not what is measured.
    var unused = WholeProcess.run(List.of("./accord", "--version"), Map.of());
    List<String> gate = List.of("./accord", "check", folder.toString(), "--quiet");
    List<String> official = official(folder);
    var ours = new ArrayList<WholeProcess>();
    var theirs = new ArrayList<WholeProcess>();
    for (int run = 0; run < runs; run++) {
      ours.add(WholeProcess.run(gate, Map.of()));
      theirs.add(WholeProcess.run(official, Map.of()));
    }
    out.printf(
        Locale.ROOT,
        "%d events, %d versions each, FULL_TRANSITIVE, %d processors, median of %d runs%n%n",
        events,
        versions,
        Runtime.getRuntime().availableProcessors(),
        runs);
    WholeProcess.head(out);
    WholeProcess our = WholeProcess.median(ours);
    WholeProcess their = WholeProcess.median(theirs);
    our.row(out, "accord check");
    their.row(out, "AvroSchema.isCompatible alone");
    out.printf(Locale.ROOT, "%nratio %.1f%n", our.seconds() / their.seconds());
  }

  private static List<String> official(Path folder) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        // As the launcher starts the gate.
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-cp",
        System.getProperty("java.class.path"),
        OfficialCheck.class.getName(),
        folder.toString());
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
