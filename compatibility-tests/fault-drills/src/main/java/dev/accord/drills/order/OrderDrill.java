package dev.accord.drills.order;

import dev.accord.drills.verdict.OrderChecker;
import dev.accord.drills.verdict.Promise;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Kills one part after the other while orders come in, then holds what was told against what is.
 */
@Command(
    name = "order",
    description = {
      "Orders come in while services, a relay's owner, the broker and PostgreSQL are killed with",
      "kill -9, every service is stopped and started in turn, the registry is away, 1 % of what is",
      "on the topics is garbage and every event is published twice. After each of these everything",
      "is checked. Exit code 0: every promise was kept; 1: not. Kill -9 is no power loss: what the",
      "operating system holds is written."
    },
    mixinStandardHelpOptions = true)
public final class OrderDrill implements Callable<Integer> {
  private static final int EXAMPLES_SHOWN = 3;

  @Option(names = "--orders", defaultValue = "500", description = "default ${DEFAULT-VALUE}")
  private int orders;

  @Option(
      names = "--only",
      split = ",",
      description = "parts of the drill, of ${COMPLETION-CANDIDATES}; default: all")
  private Set<Fault> parts = EnumSet.allOf(Fault.class);

  @Option(names = "--seed", description = "of what is random; default: the clock")
  private @Nullable Long seed;

  private final PrintStream out =
      new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);

  private OrderDrill() {}

  /** {@code --help} tells the options. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new OrderDrill()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    long chosen = seed == null ? System.currentTimeMillis() : seed;
    var folder = Files.createTempDirectory("accord-drill");
    long begun = System.nanoTime();
    boolean kept;
    try (var system = new OrderSystem(folder);
        var course = new Course(system, folder, chosen, out::println)) {
      out.printf(Locale.ROOT, "open after %.1f s, seed %d%n", since(begun), chosen);
      course.run(orders, parts);
      show(course);
      kept = course.broken().isEmpty();
    } catch (IllegalStateException e) {
      out.println(e.getMessage() + "; what the processes printed is in " + folder);
      return 1;
    }
    out.printf(
        Locale.ROOT,
        "%.0f s, load %.1f, seed %d%n",
        since(begun),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
        chosen);
    if (!kept) {
      out.println("what the processes printed is in " + folder);
      return 1;
    }
    // Only now have the processes that write there ended.
    delete(folder);
    return 0;
  }

  private void show(Course course) {
    out.printf(Locale.ROOT, "%n%-26s %8s %10s%n", "promise", "checked", "violations");
    for (var promise : Promise.values()) {
      var found = course.broken().stream().filter(one -> one.promise() == promise).toList();
      out.printf(
          Locale.ROOT,
          "%-26s %8d %10d%n",
          promise,
          course.checked().getOrDefault(promise, 0L),
          found.size());
      found.stream().limit(EXAMPLES_SHOWN).forEach(one -> out.println("  " + one.evidence()));
    }
    var history = course.history();
    out.printf(
        Locale.ROOT,
        "%n%d orders, %d of them asked for again; %d records, %d copies of others, %d garbage; %d"
            + " dead letters%n",
        history.orders.size(),
        history.unanswered.size(),
        history.published.size(),
        OrderChecker.duplicates(history),
        history.poison.size(),
        history.letters.size());
    var takeovers = course.takeovers();
    if (takeovers.isEmpty()) {
      return;
    }
    out.printf(
        Locale.ROOT,
        "takeover after kill -9 of a relay's owner: p50 %.2f s, longest %.2f s of %d%n",
        Course.seconds(takeovers.get(takeovers.size() / 2)),
        Course.seconds(takeovers.get(takeovers.size() - 1)),
        takeovers.size());
  }

  private static double since(long nanos) {
    return Course.seconds(Duration.ofNanos(System.nanoTime() - nanos));
  }

  private static void delete(Path folder) throws Exception {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
