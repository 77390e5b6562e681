package dev.accord.benchmarks.registry;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** Everything measured, printed as it comes, and the ratios in the end. */
final class Result {
  private final PrintStream out;
  private final List<Row> rows = new ArrayList<>();

  Result(PrintStream out) {
    this.out = out;
  }

  void add(Row row) {
    if (rows.isEmpty()) {
      out.println(Row.HEAD);
    }
    rows.add(row);
    out.println(row);
  }

  void tell(String what, OptionalLong figure, String unit) {
    figure.ifPresent(known -> tell(what, known, unit));
  }

  void tell(String what, long figure, String unit) {
    out.printf(Locale.ROOT, "| %s | %d %s |%n", what, figure, unit);
  }

  /** Calls that failed, of all servers. */
  int failed() {
    return rows.stream().mapToInt(row -> row.measured().failed()).sum();
  }

  /** Each scenario of the first registry beside what others do of the same name. */
  void printRatios() {
    var ours = rows.stream().filter(row -> isRegistry(row.server())).findFirst().map(Row::server);
    ours.ifPresent(this::printRatios);
  }

  private void printRatios(String ours) {
    for (var row : rows) {
      if (!row.server().equals(ours)) {
        rate(row.scenario(), ours)
            .ifPresent(
                rate ->
                    out.printf(
                        Locale.ROOT,
                        "%s: %s does %.2f of %s%n",
                        row.scenario(),
                        ours,
                        rate / row.measured().perSecond(),
                        row.server()));
      }
    }
  }

  private Optional<Double> rate(String scenario, String server) {
    return rows.stream()
        .filter(row -> row.scenario().equals(scenario) && row.server().equals(server))
        .map(row -> row.measured().perSecond())
        .findFirst();
  }

  private static boolean isRegistry(String server) {
    return !server.equals(Plans.BARE) && !server.startsWith("raw ");
  }
}
