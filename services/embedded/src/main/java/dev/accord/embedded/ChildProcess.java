package dev.accord.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A process that lives no longer than this one, unless this one is killed: it can be paused, killed
 * and asked to stop. Usable from any thread.
 */
public final class ChildProcess implements AutoCloseable {
  private static final long END_SECONDS_MAX = 60;

  private final Process process;
  private final Thread hook;

  private ChildProcess(Process process) {
    this.process = process;
    this.hook = new Thread(process::destroyForcibly, "end-of-" + process.pid());
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /**
   * Starts a program.
   *
   * @param environment added to this process's own
   * @param output gets what it prints; the folder must be there
   * @throws IOException if there is no such program, or no such folder
   */
  public static ChildProcess start(
      List<String> command, Map<String, String> environment, Path output) throws IOException {
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    return new ChildProcess(
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile())).start());
  }

  /** The command that runs a class of this JVM's class path by this JVM's program. */
  public static List<String> java(List<String> options, Class<?> main, List<String> arguments) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(arguments);
    return command;
  }

  /** The running process, for its id and its processor time. */
  public ProcessHandle handle() {
    return process.toHandle();
  }

  /** Its exit code; only once it has ended. */
  public int exitValue() {
    return process.exitValue();
  }

  /** SIGSTOP: it is there, and does nothing. */
  public void pause() throws IOException {
    signal("STOP");
  }

  /** SIGCONT: it goes on as if no time had passed. */
  public void resume() throws IOException {
    signal("CONT");
  }

  private void signal(String name) throws IOException {
    var kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
    if (await(kill) != 0) {
      throw new IOException("kill -" + name + " " + process.pid() + " failed");
    }
  }

  /**
   * SIGTERM; returns when it has ended.
   *
   * @throws IOException if that takes more than a minute; it runs on then
   */
  public void stop() throws IOException {
    process.destroy();
    var unused = await(process);
  }

  /** SIGKILL; returns when it has ended. */
  public void kill() throws IOException {
    process.destroyForcibly();
    var unused = await(process);
  }

  private static int await(Process process) throws IOException {
    try {
      if (process.waitFor(END_SECONDS_MAX, TimeUnit.SECONDS)) {
        return process.exitValue();
      }
      throw new IOException(
          "process " + process.pid() + " has not ended within " + END_SECONDS_MAX + " s");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for process " + process.pid(), e);
    }
  }

  /** Kills it, if it lives. Idempotent. */
  @Override
  public void close() {
    process.destroyForcibly();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // This process ends already, and the hook runs.
      return;
    }
  }
}
