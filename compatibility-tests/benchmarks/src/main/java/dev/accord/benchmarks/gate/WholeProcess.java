package dev.accord.benchmarks.gate;

import dev.accord.benchmarks.Cost;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A process from its start to its end.
 *
 * @param elapsed wall time
 * @param processorTime of the process, as last seen while it lived
 * @param peakMebibytes the most memory that was resident; 0 where the system does not tell
 */
record WholeProcess(Duration elapsed, Duration processorTime, long peakMebibytes) {
  private static final long LOOK_MILLIS = 5;

  /**
   * Runs a command that is to succeed.
   *
   * @throws IOException if it leaves with anything but 0
   */
  static WholeProcess run(List<String> command, Map<String, String> environment)
      throws IOException, InterruptedException {
    var builder =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().putAll(environment);
    long start = System.nanoTime();
    var process = builder.start();
    var processor = Duration.ZERO;
    long peak = 0;
    do {
      var now = Cost.processorTime(process.toHandle());
      processor = now.compareTo(processor) > 0 ? now : processor;
      peak = Math.max(peak, Cost.peakMebibytes(process.toHandle()).orElse(0));
    } while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS));
    var elapsed = Duration.ofNanos(System.nanoTime() - start);
    if (process.exitValue() != 0) {
      throw new IOException(command + " left with " + process.exitValue());
    }
    return new WholeProcess(elapsed, processor, peak);
  }

  /** The one in the middle by wall time. */
  static WholeProcess median(List<WholeProcess> measured) {
    return measured.stream()
        .sorted(Comparator.comparing(WholeProcess::elapsed))
        .toList()
        .get(measured.size() / 2);
  }

  /** Prints the head of the table that {@link #row} adds to. */
  static void head(PrintStream out) {
    out.println("| whole process | seconds | processor seconds | peak memory, MiB |");
    out.println("|---|---|---|---|");
  }

  void row(PrintStream out, String name) {
    out.printf(
        Locale.ROOT,
        "| %s | %.2f | %.2f | %d |%n",
        name,
        seconds(),
        processorTime.toNanos() / 1e9,
        peakMebibytes);
  }

  double seconds() {
    return elapsed.toNanos() / 1e9;
  }
}
