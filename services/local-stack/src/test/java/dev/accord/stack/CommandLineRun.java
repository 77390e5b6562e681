package dev.accord.stack;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/** One {@code accord} command run in this JVM, and what came of it. */
record CommandLineRun(int exitCode, String out, String err) {
  static CommandLineRun of(String... arguments) {
    return of(List.of(arguments));
  }

  static CommandLineRun of(List<String> arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    var exitCode =
        Accord.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(arguments.toArray(String[]::new));
    return new CommandLineRun(exitCode, out.toString(), err.toString());
  }
}
