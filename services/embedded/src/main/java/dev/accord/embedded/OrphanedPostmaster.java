package dev.accord.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The postmaster that outlives a killed JVM. A second one refuses to start on the same folder, so
 * the first is stopped, but only when its command line names that folder: process ids are reused.
 */
final class OrphanedPostmaster {
  private static final long STOP_SECONDS_MAX = 20;
  private static final long LOOK_MILLIS = 20;

  private OrphanedPostmaster() {}

  static Optional<Long> pid(Path dataDir) throws IOException {
    var pidFile = dataDir.resolve("postmaster.pid");
    if (!Files.exists(pidFile)) {
      return Optional.empty();
    }
    var lines = Files.readAllLines(pidFile);
    return lines.isEmpty() ? Optional.empty() : Optional.of(Long.valueOf(lines.get(0).trim()));
  }

  /** The process that the folder names, if it is a PostgreSQL on that folder. */
  static Optional<ProcessHandle> running(Path dataDir) throws IOException {
    return pid(dataDir).flatMap(ProcessHandle::of).filter(process -> runsOn(process, dataDir));
  }

  static void stop(Path dataDir) throws IOException {
    var orphan = running(dataDir);
    if (orphan.isEmpty()) {
      return;
    }
    var process = orphan.get();
    // A refusal shows as the timeout below; there is nothing else to do about it.
    var unused = process.destroy();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(STOP_SECONDS_MAX);
    // The JDK's onExit looks at a process that is no child only every other second.
    while (process.isAlive()) {
      if (System.nanoTime() > deadline) {
        throw new IOException(
            "a PostgreSQL (process "
                + process.pid()
                + ") still runs on "
                + dataDir
                + ": stop it and start again");
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS));
    }
  }

  private static boolean runsOn(ProcessHandle process, Path dataDir) {
    var info = process.info();
    return info.commandLine()
        .or(info::command)
        .filter(line -> line.contains(dataDir.toString()))
        .isPresent();
  }
}
