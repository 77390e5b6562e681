package dev.accord.stack.process;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Starts a stack in a JVM that outlives this one and its shell, and stops such a stack. */
public final class BackgroundStack {
  private static final Duration START_MAX = Duration.ofMinutes(5);
  private static final Duration STOP_MAX = Duration.ofMinutes(1);
  private static final long LOOK_MILLIS = 50;

  private BackgroundStack() {}

  /**
   * Returns when the stack is ready; what it prints meanwhile goes to its log and to {@code out}.
   *
   * @param mainClass program that runs a stack in the foreground, started with the options and the
   *     class path of this JVM
   * @throws CannotRunException if it does not become ready
   */
  public static void start(
      StateFolder folder, Class<?> mainClass, List<String> arguments, PrintWriter out)
      throws CannotRunException, InterruptedException {
    folder.create();
    try (var log = new LogTail(folder.log(), out)) {
      var child =
          new ProcessBuilder(command(mainClass, arguments))
              .redirectInput(Redirect.from(new File("/dev/null")))
              .redirectErrorStream(true)
              .redirectOutput(Redirect.appendTo(folder.log().toFile()))
              .start();
      long deadline = System.nanoTime() + START_MAX.toNanos();
      while (!child.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS) && System.nanoTime() < deadline) {
        log.copy();
        if (folder.running().filter(run -> run.ready() && run.pid() == child.pid()).isPresent()) {
          log.copy();
          return;
        }
      }
      child.destroy();
      log.copy();
      throw new CannotRunException("the stack did not start; its log is " + folder.log());
    } catch (IOException e) {
      throw new CannotRunException("cannot start a stack in the background: " + e.getMessage(), e);
    }
  }

  /**
   * Stops the stack that runs on the folder, and what a killed one left running; returns when it is
   * gone.
   *
   * @return whether one ran
   * @throws CannotRunException if it does not stop
   */
  public static boolean stop(StateFolder folder) throws CannotRunException, InterruptedException {
    var process = folder.running().flatMap(RunFile::process);
    if (process.isPresent()) {
      stop(process.get());
    }
    folder.clear();
    return process.isPresent();
  }

  /**
   * Has the stack that is up on the folder stop one of its services, or start it again; returns
   * when that is done. Idempotent.
   *
   * @throws CannotRunException if no stack is up there, or the service does not start
   */
  public static void turn(StateFolder folder, String service, boolean on)
      throws CannotRunException, InterruptedException {
    try {
      var unused = up(folder);
      folder.want(service, on);
      long deadline = System.nanoTime() + STOP_MAX.toNanos();
      while (up(folder).stopped().contains(service) == on) {
        if (System.nanoTime() > deadline || folder.unwanted().contains(service) == on) {
          throw new CannotRunException(
              service + " did not " + (on ? "start" : "stop") + "; the stack's log says why");
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS));
      }
    } catch (IOException e) {
      throw new CannotRunException("cannot write to " + folder.path() + ": " + e.getMessage(), e);
    }
  }

  private static RunFile up(StateFolder folder) throws CannotRunException {
    return folder
        .running()
        .filter(RunFile::ready)
        .orElseThrow(
            () ->
                new CannotRunException(
                    "no stack is up on " + folder.path() + "; start one: accord up --detach"));
  }

  private static void stop(ProcessHandle process) throws CannotRunException {
    // A refusal shows as the timeout below; there is nothing else to do about it.
    var unused = process.destroy();
    long deadline = System.nanoTime() + STOP_MAX.toNanos();
    // The JDK's onExit looks at a process that is no child only every other second.
    while (process.isAlive()) {
      if (System.nanoTime() > deadline) {
        throw new CannotRunException(
            String.format(
                Locale.ROOT,
                "process %1$d has not stopped within %2$d s. Look into its log, or kill -9 %1$d",
                process.pid(),
                STOP_MAX.toSeconds()));
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS));
    }
  }

  private static List<String> command(Class<?> mainClass, List<String> arguments) {
    var command = new ArrayList<String>();
    // A closed terminal sends SIGHUP; nohup makes the JVM ignore it.
    command.add("nohup");
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(mainClass.getName());
    command.addAll(arguments);
    return command;
  }

  /** Copies what is appended to the log from now on. */
  private static final class LogTail implements AutoCloseable {
    private final RandomAccessFile log;
    private final PrintWriter out;

    LogTail(Path log, PrintWriter out) throws IOException {
      this.log = new RandomAccessFile(log.toFile(), "rw");
      this.log.seek(this.log.length());
      this.out = out;
    }

    void copy() throws IOException {
      var fresh = new byte[(int) (log.length() - log.getFilePointer())];
      log.readFully(fresh);
      out.print(new String(fresh, StandardCharsets.UTF_8));
      out.flush();
    }

    @Override
    public void close() throws IOException {
      log.close();
    }
  }
}
