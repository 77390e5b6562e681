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

  /** Resident memory in MiB; empty where there is no {@code /proc}. */
  public static OptionalLong residentMebibytes(ProcessHandle process) throws IOException {
    return status(process, "VmRSS:");
  }

  /** The most memory that was ever resident, in MiB; empty where there is no {@code /proc}. */
  public static OptionalLong peakMebibytes(ProcessHandle process) throws IOException {
    return status(process, "VmHWM:");
  }

  private static OptionalLong status(ProcessHandle process, String entry) throws IOException {
    var status = Path.of("/proc/" + process.pid() + "/status");
    if (!Files.isReadable(status)) {
      return OptionalLong.empty();
    }
    try (var lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith(entry))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
          .findFirst();
    }
  }
}
