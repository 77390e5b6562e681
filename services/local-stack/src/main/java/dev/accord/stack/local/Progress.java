package dev.accord.stack.local;

import java.io.PrintWriter;
import java.util.Locale;

/** Prints one line a finished step, with its duration. For several threads. */
public final class Progress {
  private final PrintWriter out;
  private final long begin = System.nanoTime();

  /** Prints to the writer and flushes each line. */
  public Progress(PrintWriter out) {
    this.out = out;
  }

  /** Work that may fail. */
  interface Step {
    void run() throws Exception;
  }

  /** Runs a step; nothing is printed when it fails. */
  void step(String label, String outcome, Step step) throws Exception {
    long start = System.nanoTime();
    step.run();
    done(label, outcome, start);
  }

  /** Tells of a step that began at that reading of {@link System#nanoTime} and is done. */
  void done(String label, String outcome, long start) {
    say(String.format(Locale.ROOT, "%-12s %-46s %s", label, outcome, since(start)));
  }

  /** Seconds since this progress began, with their unit. */
  public String elapsed() {
    return since(begin).strip();
  }

  /** Prints a line. */
  public synchronized void say(String line) {
    out.println(line);
    out.flush();
  }

  private static String since(long start) {
    return String.format(Locale.ROOT, "%5.1f s", (System.nanoTime() - start) / 1e9);
  }
}
