package dev.accord.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
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

  /**
   * Processor time of a process's threads, by their names, which the system cuts after 15 letters;
   * those that have ended are missing. Empty where {@code /proc} does not tell.
   */
  public static Map<String, Duration> processorTimeOfThreads(long pid) {
    var times = new HashMap<String, Duration>();
    try (var threads = Files.list(Path.of("/proc/" + pid + "/task"))) {
      for (var thread : threads.toList()) {
        times.merge(
            text(thread.resolve("comm")).strip(),
            Duration.ofMillis((ticks(thread, 13) + ticks(thread, 14)) * MILLIS_A_TICK),
            Duration::plus);
      }
    } catch (IOException e) {
      // No such folder.
      return Map.of();
    }
    return times;
  }

  /**
   * Processor time of the processes that a process has started and that still run, by what they
   * call themselves. Empty where {@code /proc} does not tell.
   */
  public static Map<String, Duration> processorTimeOfChildren(long pid) {
    var times = new HashMap<String, Duration>();
    ProcessHandle.of(pid).stream()
        .flatMap(ProcessHandle::children)
        .forEach(
            child -> {
              var title = text(folder(child.pid()).resolve("cmdline")).replace('\0', ' ').strip();
              times.merge(
                  title,
                  Duration.ofMillis(
                      (ticks(child.pid(), 13) + ticks(child.pid(), 14)) * MILLIS_A_TICK),
                  Duration::plus);
            });
    return times;
  }

  private static long ticks(long pid, int column) {
    return ticks(folder(pid), column);
  }

  /** A column of the file {@code stat}, from 0; the second is in brackets and may hold spaces. */
  private static long ticks(Path folder, int column) {
    var stat = text(folder.resolve("stat"));
    if (stat.isEmpty()) {
      return 0;
    }
    var behindName = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return Long.parseLong(behindName[column - 2]);
  }

  private static Path folder(long pid) {
    return Path.of("/proc/" + pid);
  }

  /** Empty where there is no such file, such as of a process that ended meanwhile. */
  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return "";
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
