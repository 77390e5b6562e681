package dev.accord.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** What a process costs, as the operating system tells it. */
public final class Cost {
  /** Linux counts in hundredths of a second, whatever its own clock. */
  private static final long MILLIS_A_TICK = 10;

  private Cost() {}

  /** Processor time that it has used since its start; zero where the system does not tell. */
  public static Duration processorTime(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /**
   * Processor time of a process, of those it started and of those of them that have ended; zero
   * where {@code /proc} does not tell.
   */
  public static Duration processorTimeOfTree(long pid) {
    var ended = ticks(pid, 15) + ticks(pid, 16);
    var running =
        ProcessHandle.of(pid)
            .map(ProcessHandle::children)
            .orElseGet(Stream::empty)
            .mapToLong(child -> ticks(child.pid(), 13) + ticks(child.pid(), 14))
            .sum();
    return Duration.ofMillis((ticks(pid, 13) + ticks(pid, 14) + ended + running) * MILLIS_A_TICK);
  }

  /** A column of {@code /proc/PID/stat}, from 0; the second is in brackets and may hold spaces. */
  private static long ticks(long pid, int column) {
    try {
      var stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      var behindName = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      return Long.parseLong(behindName[column - 2]);
    } catch (IOException e) {
      // No such folder, or the process ended meanwhile.
      return 0;
    }
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
