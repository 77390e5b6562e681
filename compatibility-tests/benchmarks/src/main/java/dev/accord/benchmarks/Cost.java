package dev.accord.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;

/** What a process costs, as the operating system tells it. */
public final class Cost {
  private Cost() {}

  /** Processor time that it has used since its start; zero where the system does not tell. */
  public static Duration processorTime(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** Resident memory in MiB; empty where {@code /proc} does not tell. */
  public static OptionalLong residentMebibytes(ProcessHandle process) {
    return status(process, "VmRSS:");
  }

  /** The most memory that was ever resident, in MiB; empty where {@code /proc} does not tell. */
  public static OptionalLong peakMebibytes(ProcessHandle process) {
    return status(process, "VmHWM:");
  }

  private static OptionalLong status(ProcessHandle process, String entry) {
    try {
      return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
          .filter(line -> line.startsWith(entry))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
          .findFirst();
    } catch (IOException e) {
      // No such folder, or the process ended meanwhile.
      return OptionalLong.empty();
    }
  }
}
