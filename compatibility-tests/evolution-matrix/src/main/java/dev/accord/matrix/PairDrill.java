package dev.accord.matrix;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.accord.checks.compatibility.CompatibilityLevel;
import dev.accord.checks.compatibility.Direction;
import dev.accord.checks.decode.DecoderTrial;
import dev.accord.checks.decode.Outcome;
import dev.accord.checks.finding.Finding;
import dev.accord.checks.finding.FindingReport;
import dev.accord.checks.finding.Severity;
import dev.accord.model.contracts.Contracts;
import dev.accord.model.source.InvalidSourceException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;

/**
 * Makes pairs of schemas by some random edits each and asks whether the gate ever passes what the
 * decoder fails at or alters, or what the registry's checker refuses.
 */
final class PairDrill {
  /**
   * What came of the pairs.
   *
   * @param laxer pairs that the gate passes in a direction in which the decoder fails or alters,
   *     apart from its guess at arrays
   * @param belowRegistry pairs without an error that the checker refuses
   * @param arrayGuesses pairs that meet the fault of Avro's decoder that {@code ArrayGuessTest}
   *     shows, and told so
   * @param unexplained pairs for which only the decoder or checker spoke, and no rule
   */
  record Result(
      int pairs,
      int safe,
      int laxer,
      int belowRegistry,
      int arrayGuesses,
      int unexplained,
      List<String> samples) {}

  private static final int SAMPLES_MAX = 20;
  private static final int EDITS_MAX = 4;
  private static final List<Edit> EDITS = List.of(Edit.values());

  private final List<String> samples = new ArrayList<>();
  private final DecoderTrial decoder = new DecoderTrial(99);
  private int pairs;
  private int safe;
  private int laxer;
  private int belowRegistry;
  private int arrayGuesses;
  private int unexplained;

  private PairDrill() {}

  static Result run(long seed, int count) {
    var drill = new PairDrill();
    for (long one = seed; drill.pairs < count; one++) {
      drill.pair(one);
    }
    return new Result(
        drill.pairs,
        drill.safe,
        drill.laxer,
        drill.belowRegistry,
        drill.arrayGuesses,
        drill.unexplained,
        List.copyOf(drill.samples));
  }

  private void pair(long seed) {
    var random = new SplittableRandom(seed);
    var maker = new SchemaMaker(random);
    ObjectNode old = maker.event();
    ObjectNode now = random.nextInt(20) == 0 ? maker.event() : old.deepCopy();
    int edits = 1 + random.nextInt(EDITS_MAX);
    var made = new ArrayList<Edit>();
    for (int i = 0; i < edits; i++) {
      Edit edit = EDITS.get(random.nextInt(EDITS.size()));
      if (edit.apply(now, maker, random).isPresent()) {
        made.add(edit);
      }
    }
    Contracts before = Judge.contracts(SchemaPrinter.print(old).text());
    Contracts after;
    try {
      after = Judge.contracts(SchemaPrinter.print(now).text());
    } catch (InvalidSourceException e) {
      // Some edits meet: two equal branches in one union are no schema.
      return;
    }
    pairs++;
    if (!after.types().flaws().isEmpty()) {
      return;
    }
    FindingReport report = Judge.report(before, after, CompatibilityLevel.FULL_TRANSITIVE);
    Schema o = before.types().toAvro(before.events().get(0).root());
    Schema n = after.types().toAvro(after.events().get(0).root());
    boolean backward = direction(report, Direction.BACKWARD, o, n, seed, made);
    boolean forward = direction(report, Direction.FORWARD, n, o, seed, made);
    safe += backward && forward ? 1 : 0;
    arrayGuesses += report.findings().stream().anyMatch(Judge::isArrayGuess) ? 1 : 0;
    if (report.findings().stream().anyMatch(PairDrill::isUnexplained)) {
      unexplained++;
      sample(
          "unexplained",
          seed,
          made,
          report.findings().stream()
              .filter(PairDrill::isUnexplained)
              .findFirst()
              .orElseThrow()
              .message());
    }
  }

  /** True if every value got through. */
  private boolean direction(
      FindingReport report,
      Direction direction,
      Schema writer,
      Schema reader,
      long seed,
      List<Edit> made) {
    Outcome outcome = decoder.run(writer, reader, 12);
    boolean told = report.findings().stream().anyMatch(f -> f.directions().contains(direction));
    if (!outcome.faithful() && !told && !outcome.isArrayGuess()) {
      laxer++;
      sample("laxer " + direction, seed, made, outcome.example());
    }
    boolean error = report.findings().stream().anyMatch(f -> f.severity() == Severity.ERROR);
    if (!error && refuses(reader, writer)) {
      belowRegistry++;
      sample("below the registry " + direction, seed, made, "");
    }
    return outcome.faithful();
  }

  private static boolean isUnexplained(Finding finding) {
    return finding.rule().id().equals("CHECK_DISAGREES_WITH_DECODER")
        && !Judge.isArrayGuess(finding);
  }

  private static boolean refuses(Schema reader, Schema writer) {
    return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer).getType()
        == SchemaCompatibilityType.INCOMPATIBLE;
  }

  private void sample(String what, long seed, List<Edit> made, String detail) {
    if (samples.size() < SAMPLES_MAX) {
      samples.add(what + ": seed " + seed + " " + made + " " + detail);
    }
  }
}
