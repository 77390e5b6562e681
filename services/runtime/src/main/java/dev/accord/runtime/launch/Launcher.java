package dev.accord.runtime.launch;

import io.vertx.core.VerticleBase;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * A service's {@code main}: reads the settings, deploys the verticle, says one line when it is
 * ready, and stops it in order on SIGTERM or Ctrl-C.
 *
 * <p>Exit codes: 0 stopped in order (or help shown), 2 wrong usage or settings, 4 could not start
 * or did not stop within {@code stop.timeout}. What a service says stands on standard output, logs
 * and refusals on standard error.
 */
public final class Launcher {
  /** A verticle that listens somewhere; the ready line says where. */
  public interface Reachable {
    /** The address for clients; asked after a successful start only. */
    URI url();
  }

  /** What ends by itself. */
  @FunctionalInterface
  public interface Task {
    /** Returns the process's exit code; what it finds stands on the given stream. */
    int run(PrintStream out) throws Exception;
  }

  private static final int WRONG_USAGE = 2;
  private static final int COULD_NOT_RUN = 4;
  private static final String LOG_CONFIGURATION = "logback.configurationFile";

  private final String name;
  private final PrintStream out;
  private final PrintStream err;

  private Launcher(String name, PrintStream out, PrintStream err) {
    this.name = name;
    this.out = out;
    this.err = err;
  }

  /**
   * Runs until the process is asked to stop; returns once the service is ready. Ends the process
   * when it cannot start.
   *
   * @param name the service's name, as in {@code accord service NAME}
   * @param service makes the verticle from its settings; must read every setting it ever needs and
   *     open nothing
   */
  public static void run(String name, Function<Settings, VerticleBase> service, String[] args) {
    var launcher = onStandardStreams(name);
    launcher.launch(
        args,
        settings -> {
          var stopTimeout = stopTimeout(settings);
          var verticle = service.apply(settings);
          return () ->
              new ServiceProcess(name, stopTimeout, launcher.out, launcher.err).run(verticle);
        });
  }

  /**
   * Does one thing and ends the process with its exit code, or with 4 if it fails.
   *
   * @param task as {@code service} of {@link #run}
   */
  public static void runOnce(String name, Function<Settings, Task> task, String[] args) {
    var launcher = onStandardStreams(name);
    launcher.launch(
        args,
        settings -> {
          var made = task.apply(settings);
          return () -> System.exit(launcher.outcome(made));
        });
  }

  @AllowedCall("a command line program speaks on its standard streams")
  private static Launcher onStandardStreams(String name) {
    return new Launcher(name, System.out, System.err);
  }

  private int outcome(Task task) {
    try {
      return task.run(out);
    } catch (Exception e) {
      err.println(name + ": " + (e.getMessage() == null ? e : e.getMessage()));
      return COULD_NOT_RUN;
    } finally {
      out.flush();
    }
  }

  private void launch(String[] args, Function<Settings, Runnable> program) {
    try {
      var line = CommandLine.parse(List.of(args));
      setUpLog(line.debug());
      var settings = new Settings(SettingSources.of(line, System.getenv()));
      if (line.help()) {
        printHelp(settings, program);
        return;
      }
      make(settings, program).run();
    } catch (SettingsException e) {
      e.problems().forEach(problem -> err.println(name + ": " + problem));
      err.println(name + ": not started; --help lists the settings");
      System.exit(WRONG_USAGE);
    }
  }

  private static Runnable make(Settings settings, Function<Settings, Runnable> program) {
    try {
      var made = program.apply(settings);
      settings.check();
      return made;
    } catch (IllegalArgumentException e) {
      // A record refuses what a noted bad value was replaced with: the bad value is the news.
      settings.check();
      throw new SettingsException(List.of(String.valueOf(e.getMessage())));
    }
  }

  private void printHelp(Settings settings, Function<Settings, Runnable> program) {
    try {
      var unused = program.apply(settings);
    } catch (IllegalArgumentException | SettingsException e) {
      err.println(name + ": " + e.getMessage() + "; settings read after it are not listed");
    }
    out.println("Usage: " + name + " [--config FILE] [--debug] [--KEY=VALUE ...]");
    out.println("Strongest first: option --a.b-c, environment ACCORD_A_B_C, FILE, default.");
    settings.known().forEach(known -> out.println(helpLine(known)));
  }

  private static String helpLine(Settings.Known known) {
    var fallback =
        known
            .fallback()
            .map(value -> value.isEmpty() ? "" : "; default " + value)
            .orElse("; must be given");
    return String.format(Locale.ROOT, "  --%s=VALUE  %s%s", known.key(), known.form(), fallback);
  }

  /** Chooses the log's layout, which must happen before the first logger is made. */
  private static void setUpLog(boolean debug) {
    if (System.getProperty(LOG_CONFIGURATION) == null) {
      System.setProperty(LOG_CONFIGURATION, "service-logback.xml");
    }
    System.setProperty("accord.log.level", debug ? "DEBUG" : "INFO");
  }

  private static Duration stopTimeout(Settings settings) {
    return settings.duration(
        "stop.timeout", Duration.ofSeconds(25), Duration.ofSeconds(1), Duration.ofMinutes(10));
  }
}
