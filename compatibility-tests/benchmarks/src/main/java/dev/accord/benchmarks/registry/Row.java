package dev.accord.benchmarks.registry;

import dev.accord.benchmarks.Measured;
import java.time.Duration;
import java.util.Locale;

/**
 * One line of the result.
 *
 * @param processorMicros the server's processor time a call; 0 where it is not known
 */
record Row(String scenario, String server, Measured measured, double processorMicros) {
  static final String HEAD =
      "| scenario | server | per second | p50 ms | p99 ms | server CPU us | failed |\n"
          + "|---|---|---:|---:|---:|---:|---:|";

  static Row of(String scenario, String server, Measured measured, Duration processorTime) {
    return new Row(
        scenario,
        server,
        measured,
        measured.completed() == 0 ? 0 : processorTime.toNanos() / 1e3 / measured.completed());
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "| %s | %s | %,.0f | %.2f | %.2f | %.0f | %d |",
        scenario,
        server,
        measured.perSecond(),
        measured.millisAt(0.5),
        measured.millisAt(0.99),
        processorMicros,
        measured.failed());
  }
}
