package dev.accord.benchmarks.registry;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** Everything measured, printed as it comes; all ratios once more in the end. */
final class Result {
  private final PrintStream out;
  private final List<String> ratios = new ArrayList<>();
  private int failed;

  Result(PrintStream out) {
    this.out = out;
  }

  /** Tells on what it ran, and what else ran there. */
  void tellMachine() {
    out.printf(
        Locale.ROOT,
        "%d processors, load %.1f, Java %s%n",
        ManagementFactory.getOperatingSystemMXBean().getAvailableProcessors(),
        load(),
        Runtime.version());
  }

  void tell(String what, OptionalLong figure, String unit) {
    figure.ifPresent(known -> tell(what, known, unit));
  }

  void tell(String what, long figure, String unit) {
    out.printf(Locale.ROOT, "%s: %d %s%n", what, figure, unit);
  }

  /** Tells how far it is. */
  void note(String what) {
    out.println(what);
  }

  /** The first is the one whose ratios to all others are told. */
  void add(String scenario, List<Row> rows) {
    if (ratios.isEmpty()) {
      out.println(Row.HEAD);
    }
    for (var row : rows) {
      failed += row.failed();
      out.println(row.line(scenario));
    }
    for (var other : rows.subList(1, rows.size())) {
      ratios.add(ratio(scenario, rows.get(0), other));
    }
  }

  private static String ratio(String scenario, Row ours, Row other) {
    var ratio = ours.ratioTo(other);
    return String.format(
        Locale.ROOT,
        "%s: %s does %.2f (%.2f to %.2f) of %s, load %.1f",
        scenario,
        ours.contestant(),
        ratio.median(),
        ratio.least(),
        ratio.most(),
        other.contestant(),
        load());
  }

  void printRatios() {
    ratios.forEach(out::println);
  }

  /** Calls that failed, of everybody. */
  int failed() {
    return failed;
  }

  private static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }
}
