package dev.accord.drills.registry;

import dev.accord.drills.history.Violation;
import dev.accord.drills.history.Violation.Invariant;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The drill as a command. */
@Command(
    name = "registry",
    mixinStandardHelpOptions = true,
    description = {
      "Three nodes, three brokers and many callers; leaders are killed, paused and cut off.",
      "Exit code 0: every promise was kept; 1: not, or the cluster did not recover."
    })
public final class RegistryDrill implements Callable<Integer> {
  private static final int EXAMPLES_SHOWN = 3;

  @Option(
      names = "--faults",
      defaultValue = "14",
      description = "how many; about 15 s each; default ${DEFAULT-VALUE}")
  private int faults;

  @Option(
      names = "--only",
      paramLabel = "FAULT",
      description = "of this kind; again for another; default: all of ${COMPLETION-CANDIDATES}")
  private final List<Fault> only = new ArrayList<>();

  @Option(
      names = "--callers",
      defaultValue = "50",
      description = "at the same time; default ${DEFAULT-VALUE}")
  private int callers;

  @Option(names = "--brokers", defaultValue = "3", description = "default ${DEFAULT-VALUE}")
  private int brokers;

  @Option(names = "--seed", description = "of what is random; default: the clock")
  private @Nullable Long seed;

  @Option(
      names = "--unfenced",
      description = "the nodes' log refuses nobody: the drill must find what follows")
  private boolean unfenced;

  private final PrintStream out =
      new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);

  private RegistryDrill() {}

  public static void main(String[] args) {
    System.exit(new CommandLine(new RegistryDrill()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    long chosen = seed == null ? System.currentTimeMillis() : seed;
    var plan =
        new DrillRun.Plan(
            brokers,
            callers,
            DrillRun.Plan.faults(
                faults, brokers, chosen, only.isEmpty() ? EnumSet.allOf(Fault.class) : only),
            2 * callers,
            chosen,
            !unfenced);
    var folder = Files.createTempDirectory("accord-drill");
    long begun = System.nanoTime();
    DrillRun.Outcome outcome;
    try (var run = new DrillRun(plan, folder, out::println)) {
      outcome = run.run();
    } catch (IllegalStateException e) {
      out.println(e.getMessage() + "; what the processes printed is in " + folder);
      return 1;
    }
    show(outcome.violations());
    out.println(outcome.counts());
    out.printf(
        Locale.ROOT,
        "%d violations in %d s, load %.1f%n",
        outcome.violations().size(),
        Duration.ofNanos(System.nanoTime() - begun).toSeconds(),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    // Only now have the processes that write there ended.
    delete(folder);
    return outcome.violations().isEmpty() ? 0 : 1;
  }

  private void show(List<Violation> violations) {
    for (var invariant : Invariant.values()) {
      var found = violations.stream().filter(one -> one.invariant() == invariant).toList();
      if (!found.isEmpty()) {
        out.println(invariant + " broken " + found.size() + " times, for example");
        found.stream().limit(EXAMPLES_SHOWN).forEach(one -> out.println("  " + one.evidence()));
      }
    }
  }

  private static void delete(Path folder) throws Exception {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted((one, other) -> other.compareTo(one)).toList()) {
        Files.delete(file);
      }
    }
  }
}
