package dev.accord.matrix;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The drills as a command: {@code mutants|pairs [count] [seed]}. */
public final class Drill {
  private Drill() {}

  public static void main(String[] args) {
    int count = args.length > 1 ? Integer.parseInt(args[1]) : 10_000;
    long seed = args.length > 2 ? Long.parseLong(args[2]) : 1;
    boolean clean =
        switch (args.length == 0 ? "" : args[0]) {
          case "mutants" -> mutants(count, seed, out());
          case "pairs" -> pairs(count, seed, out());
          default -> throw new IllegalArgumentException("usage: mutants|pairs [count] [seed]");
        };
    System.exit(clean ? 0 : 1);
  }

  private static boolean mutants(int count, long seed, PrintStream out) {
    var result = MutationDrill.run(seed, count);
    result.samples().forEach(out::println);
    out.printf(
        Locale.ROOT,
        "mutants %d, breaking %d, missed %d, extra findings %d (seed %d)%n",
        result.mutants(),
        result.breaking(),
        result.missed(),
        result.extra(),
        seed);
    return result.missed() == 0 && result.extra() == 0;
  }

  private static boolean pairs(int count, long seed, PrintStream out) {
    var result = PairDrill.run(seed, count);
    result.samples().forEach(out::println);
    out.printf(
        Locale.ROOT,
        "pairs %d, safe both ways %d, laxer than the decoder %d, laxer than the registry %d,"
            + " meeting Avro's guess at arrays %d, told by no rule %d (seed %d)%n",
        result.pairs(),
        result.safe(),
        result.laxer(),
        result.belowRegistry(),
        result.arrayGuesses(),
        result.unexplained(),
        seed);
    return result.laxer() + result.belowRegistry() + result.unexplained() == 0;
  }

  private static PrintStream out() {
    return new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
  }
}
