package dev.accord.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.accord.checks.finding.Finding;
import dev.accord.checks.gate.CheckOptions;
import dev.accord.checks.gate.ContractCheck;
import dev.accord.checks.lint.Lint;
import dev.accord.model.config.AccordConfig;
import dev.accord.model.contracts.Baseline;
import dev.accord.model.contracts.Contracts;
import dev.accord.model.schema.SchemaSet;
import dev.accord.model.source.InvalidSourceException;
import dev.accord.model.source.Location;
import dev.accord.model.source.SourceFile;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * However a file is laid out, each finding marks the same tokens, from the first character of one
 * to the last of one, in the new file and in the old. That they are the right ones is for the case
 * folders to say.
 */
final class LayoutTest {
  private static final long SEED = Long.getLong("accord.seed", 1);
  private static final List<Edit> EDITS = List.of(Edit.values());
  private static final int SCHEMAS = 150;
  private static final int IDL_LAYOUTS = 40;
  private static final Pattern TOKEN =
      Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|@?[A-Za-z_][A-Za-z0-9_.-]*|-?[0-9][0-9.]*|\\S");
  private static final Pattern COMMENT = Pattern.compile("/\\* a \n b \\*/|// to the end");
  private static final List<String> BLANKS =
      List.of(" ", "\n", "\t", "\r\n", "\n\n  ", " /* a \n b */ ", " // to the end\n");
  private static final String OLD_IDL =
      """
      @namespace("shop")
      protocol Orders {
        enum State { UNKNOWN, OPEN, PAID } = UNKNOWN;
        record Line { string sku; int pieces; }
        record OrderPlaced {
          string orderId;
          decimal(12, 2) total;
          union { null, string } email = null;
          array<Line> lines;
          State state;
          @aliases(["remark"]) string note = "none";
        }
      }
      """;
  private static final String NEW_IDL =
      OLD_IDL
          .replace("decimal(12, 2)", "decimal(12, 4)")
          .replace("email", "mail")
          .replace("int pieces", "long pieces")
          .replace("OPEN, PAID", "OPEN, SENT")
          .replace("string orderId;", "string orderId; timestamp_ms placedAt;");

  @Test
  void everyFindingOnJsonMarksTheSameTokensInAnyLayout() {
    int compared = 0;
    for (long seed = SEED; seed < SEED + SCHEMAS; seed++) {
      var random = new SplittableRandom(seed);
      var maker = new SchemaMaker(random);
      ObjectNode old = maker.event();
      ObjectNode now = old.deepCopy();
      for (int i = 0; i < 3; i++) {
        var unused = EDITS.get(random.nextInt(EDITS.size())).apply(now, maker, random);
      }
      compared += compared("Event.avsc", print(old), print(now), random, seed);
    }
    assertThat(compared).isGreaterThan(SCHEMAS);
  }

  @Test
  void everyFindingOnIdlMarksTheSameTokensInAnyLayout() {
    for (long seed = SEED; seed < SEED + IDL_LAYOUTS; seed++) {
      var random = new SplittableRandom(seed);
      assertThat(compared("orders.avdl", OLD_IDL, NEW_IDL, random, seed)).isGreaterThan(5);
    }
  }

  private static String print(ObjectNode schema) {
    return SchemaPrinter.print(schema).text();
  }

  /** How many findings were compared. */
  private static int compared(
      String file, String old, String now, RandomGenerator random, long seed) {
    Set<String> plain;
    try {
      plain = marks(file, old, now);
    } catch (InvalidSourceException e) {
      // Some edits meet: two equal branches in one union are no schema.
      return 0;
    }
    assertThat(marks(file, laidOut(old, random), laidOut(now, random)))
        .as("seed=%d (-Daccord.seed=%d to replay)", seed, seed)
        .isEqualTo(plain);
    return plain.size();
  }

  private static String laidOut(String text, RandomGenerator random) {
    var out = new StringBuilder();
    Matcher tokens = TOKEN.matcher(text);
    while (tokens.find()) {
      out.append(tokens.group());
      for (int i = random.nextInt(3); i >= 0; i--) {
        out.append(BLANKS.get(random.nextInt(BLANKS.size())));
      }
    }
    return out.toString();
  }

  private static Set<String> marks(String file, String old, String now) {
    var marks = new TreeSet<String>();
    Contracts current = contracts(file, now);
    var report =
        ContractCheck.run(
            current,
            List.of(Baseline.snapshot("old", Optional.empty(), contracts(file, old))),
            new CheckOptions(LocalDate.EPOCH, Optional.empty(), Optional.empty(), 1));
    Stream.concat(report.findings().stream(), Lint.run(current).stream())
        .forEach(finding -> marks.add(mark(finding, old, now)));
    return marks;
  }

  private static String mark(Finding finding, String old, String now) {
    return finding.rule().id()
        + " "
        + finding.path()
        + " "
        + tokens(finding.location(), now)
        + finding.oldLocation().map(place -> " was " + tokens(place, old)).orElse("");
  }

  /** The number of the first token and of the last, which must begin and end there. */
  private static String tokens(Location place, String text) {
    int start = offset(text, place.line(), place.column());
    int end = offset(text, place.endLine(), place.endColumn());
    var starts = new ArrayList<Integer>();
    var ends = new ArrayList<Integer>();
    Matcher tokens = TOKEN.matcher(withoutComments(text));
    while (tokens.find()) {
      starts.add(tokens.start());
      ends.add(tokens.end());
    }
    assertThat(starts).as("%s of %s", place, text).contains(start);
    assertThat(ends).as("end of %s of %s", place, text).contains(end);
    return starts.indexOf(start) + "-" + ends.indexOf(end);
  }

  /** Blanks in their place, so that every offset stays. */
  private static String withoutComments(String text) {
    return COMMENT.matcher(text).replaceAll(comment -> " ".repeat(comment.group().length()));
  }

  private static int offset(String text, int line, int column) {
    int start = 0;
    for (int i = 1; i < line; i++) {
      start = text.indexOf('\n', start) + 1;
    }
    return start + column - 1;
  }

  private static Contracts contracts(String file, String text) {
    var source = new SourceFile(file, text);
    return Contracts.of(
        AccordConfig.defaults(), SchemaSet.read(List.of(source), SchemaSet.empty()));
  }
}
