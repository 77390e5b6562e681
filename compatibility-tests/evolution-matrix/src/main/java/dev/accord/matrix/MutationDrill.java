package dev.accord.matrix;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.accord.checks.compatibility.CompatibilityLevel;
import dev.accord.checks.finding.Finding;
import dev.accord.checks.finding.Severity;
import dev.accord.matrix.SchemaPrinter.Printed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Makes one edit to a made-up schema and asks whether the gate names it, there, and only it. */
final class MutationDrill {
  /**
   * What came of the mutants.
   *
   * @param missed breaking mutants without the right error on the right line
   * @param extra error findings beyond the one, apart from the fault of Avro's decoder that {@code
   *     ArrayGuessTest} shows
   * @param samples the first of either kind, with the seed that makes them again
   */
  record Result(int mutants, int breaking, int missed, int extra, List<String> samples) {}

  private static final int SAMPLES_MAX = 20;

  private final List<String> samples = new ArrayList<>();
  private int mutants;
  private int breaking;
  private int missed;
  private int extra;

  private MutationDrill() {}

  static Result run(long seed, int count) {
    var drill = new MutationDrill();
    for (long one = seed; drill.mutants < count; one++) {
      for (Edit edit : Edit.values()) {
        drill.mutant(edit, one);
      }
    }
    return new Result(
        drill.mutants, drill.breaking, drill.missed, drill.extra, List.copyOf(drill.samples));
  }

  private void mutant(Edit edit, long seed) {
    var random = new SplittableRandom(seed);
    var maker = new SchemaMaker(random);
    ObjectNode old = maker.event();
    ObjectNode now = old.deepCopy();
    Optional<JsonNode> place = edit.apply(now, maker, random);
    if (place.isEmpty()) {
      return;
    }
    mutants++;
    Printed before = SchemaPrinter.print(old);
    Printed after = SchemaPrinter.print(now);
    var errors =
        Judge.report(
                Judge.contracts(before.text()),
                Judge.contracts(after.text()),
                CompatibilityLevel.FULL_TRANSITIVE)
            .findings()
            .stream()
            .filter(f -> f.severity() == Severity.ERROR && !Judge.isArrayGuess(f))
            .toList();
    int line = after.lineOf(place.get());
    boolean told = errors.stream().anyMatch(f -> fits(f, edit, line));
    if (edit.rules().isEmpty()) {
      extra(errors.size(), edit, seed, line, errors);
    } else if (told) {
      breaking++;
      extra(errors.size() - 1, edit, seed, line, errors);
    } else if (!mild(edit, errors)) {
      breaking++;
      missed++;
      sample("missed", edit, seed, line, errors);
    }
  }

  /** A new symbol that old readers see as UNKNOWN is a warning by design. */
  private static boolean mild(Edit edit, List<Finding> errors) {
    return edit == Edit.ADD_SYMBOL && errors.isEmpty();
  }

  private static boolean fits(Finding finding, Edit edit, int line) {
    return edit.rules().contains(finding.rule().id()) && finding.location().line() == line;
  }

  private void extra(int count, Edit edit, long seed, int line, List<Finding> errors) {
    if (count > 0) {
      extra += count;
      sample("extra", edit, seed, line, errors);
    }
  }

  private void sample(String what, Edit edit, long seed, int line, List<Finding> errors) {
    if (samples.size() < SAMPLES_MAX) {
      var told = errors.stream().map(f -> f.location() + " " + f.rule().id() + ": " + f.message());
      samples.add(what + ": " + edit + " seed " + seed + " line " + line + ": " + told.toList());
    }
  }
}
