package dev.accord.drills.registry;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/**
 * What came of registrations in a while.
 *
 * @param refused of which the answer says that nothing was written, or that could not be sent
 * @param unknown without an answer, or with one that leaves open what came of it
 * @param pauseMax longest time between two acknowledgements of what was not there before
 */
record Tally(int faults, int acknowledged, int refused, int unknown, Duration pauseMax) {
  private static final String ROW = "%-16s %6s %13s %9s %9s %15s%n";

  /** Of both whiles. */
  Tally plus(Tally other) {
    return new Tally(
        faults + other.faults,
        acknowledged + other.acknowledged,
        refused + other.refused,
        unknown + other.unknown,
        pauseMax.compareTo(other.pauseMax) > 0 ? pauseMax : other.pauseMax);
  }

  /** As a table with a line for each kind of fault. */
  static String table(Map<Fault, Tally> tallies) {
    var table =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                ROW,
                "fault",
                "times",
                "acknowledged",
                "refused",
                "unknown",
                "longest pause"));
    tallies.forEach((fault, tally) -> table.append(tally.row(fault.toString())));
    tallies.values().stream().reduce(Tally::plus).ifPresent(all -> table.append(all.row("all")));
    return table.toString();
  }

  private String row(String name) {
    return String.format(
        Locale.ROOT,
        ROW,
        name,
        faults,
        acknowledged,
        refused,
        unknown,
        String.format(Locale.ROOT, "%.1f s", pauseMax.toMillis() / 1e3));
  }
}
