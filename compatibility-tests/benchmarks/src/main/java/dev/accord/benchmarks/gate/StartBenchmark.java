package dev.accord.benchmarks.gate;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What a pre-commit hook waits for, phase by phase, with and without what the launcher does. */
@Command(
    name = "start",
    mixinStandardHelpOptions = true,
    description = {
      "Measures accord check on this repository's contracts as a whole process: with the class",
      "archive that the launcher keeps and no logging, without the archive, and without either."
    })
public final class StartBenchmark implements Callable<Integer> {
  private static final List<String> CHECK = List.of("./accord", "check", "contracts", "--quiet");
  private static final String OPTIONS = "ACCORD_JAVA_OPTS";

  @Option(
      names = "--runs",
      defaultValue = "9",
      description = "whose median is told; default ${DEFAULT-VALUE}")
  private int runs;

  private final PrintStream out =
      new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);

  public static void main(String[] args) {
    System.exit(new CommandLine(new StartBenchmark()).execute(args));
  }

  /** A command and the variables it is given. */
  private record Start(List<String> command, Map<String, String> environment) {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    // The launcher builds when a source is newer; that is not what is measured.
    var unused = WholeProcess.run(List.of("./accord", "--version"), Map.of());
    var plain = "-XX:SharedArchiveFile=" + archiveOfTheJdk();
    Map<String, Start> starts = new LinkedHashMap<>();
    starts.put(
        "launcher and bare JVM",
        new Start(List.of("./accord"), Map.of(OPTIONS, plain + " -version")));
    starts.put(
        "accord --version: and the command tree",
        new Start(List.of("./accord", "--version"), Map.of()));
    starts.put("accord check contracts", new Start(CHECK, Map.of()));
    starts.put("accord check, JDK's class archive", new Start(CHECK, Map.of(OPTIONS, plain)));
    starts.put(
        "accord check, JDK's class archive, logging set up",
        new Start(CHECK, Map.of(OPTIONS, plain, "ACCORD_LOG", "WARN")));
    WholeProcess.head(out);
    for (Map.Entry<String, Start> start : starts.entrySet()) {
      row(start.getKey(), start.getValue());
    }
    return 0;
  }

  private static Path archiveOfTheJdk() {
    return Path.of(System.getProperty("java.home"), "lib", "server", "classes.jsa");
  }

  private void row(String name, Start start) throws IOException, InterruptedException {
    var measured = new ArrayList<WholeProcess>();
    for (int run = 0; run < runs; run++) {
      measured.add(WholeProcess.run(start.command(), start.environment()));
    }
    WholeProcess.median(measured).row(out, name);
  }
}
