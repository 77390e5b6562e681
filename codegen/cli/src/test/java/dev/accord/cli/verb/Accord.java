package dev.accord.cli.verb;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/** One call of the command line, and what it said. */
record Accord(int exit, String out, String err) {
  static final Clock TODAY = Clock.fixed(Instant.parse("2026-06-01T12:00:00Z"), ZoneOffset.UTC);

  static Accord run(Object... words) {
    var args = new String[words.length];
    for (int i = 0; i < words.length; i++) {
      args[i] = words[i].toString();
    }
    var out = new StringWriter();
    var err = new StringWriter();
    int exit =
        Verbs.alone(TODAY)
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(args);
    return new Accord(exit, out.toString(), err.toString());
  }
}
