package dev.accord.checks.gate;

import dev.accord.checks.compatibility.Direction;
import dev.accord.checks.decode.DecoderTrial;
import dev.accord.checks.decode.Outcome;
import dev.accord.checks.diff.Change;
import dev.accord.checks.finding.Axis;
import dev.accord.checks.finding.Severity;
import dev.accord.checks.rule.ChangeRule;
import dev.accord.checks.rule.ContractRules;
import dev.accord.checks.rule.Effect;
import dev.accord.checks.rule.EnumRules;
import dev.accord.checks.rule.FieldRules;
import dev.accord.checks.rule.UnionRules;
import dev.accord.checks.rule.ValueRules;
import dev.accord.model.contracts.EventSchema;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;

/** Avro's own word on one comparison: its decoder's, by values, and its checker's. */
final class AvroTrial {
  private static final Set<ChangeRule> DEFAULTS =
      Set.of(
          ValueRules.DEFAULT_CHANGED, ValueRules.DEFAULT_DAMAGED, UnionRules.NULL_POSITION_FLIPPED);

  private final Map<Direction, Outcome> outcomes = new EnumMap<>(Direction.class);
  private final Map<Direction, String> refusals = new EnumMap<>(Direction.class);

  private final Comparison comparison;
  private final DecoderTrial decoder;

  private AvroTrial(Comparison comparison, DecoderTrial decoder) {
    this.comparison = comparison;
    this.decoder = decoder;
  }

  /** Nothing is tried where a flaw keeps Avro from reading one of the schemas. */
  static AvroTrial run(Comparison comparison, List<Direction> directions, DecoderTrial decoder) {
    var trial = new AvroTrial(comparison, decoder);
    if (flawed(comparison.before()) || flawed(comparison.event())) {
      return trial;
    }
    Schema old = avro(comparison.before());
    Schema now = avro(comparison.event());
    for (Direction direction : directions) {
      Schema reader = direction == Direction.BACKWARD ? now : old;
      Schema writer = direction == Direction.BACKWARD ? old : now;
      trial.outcomes.put(direction, decoder.run(writer, reader));
      refusal(reader, writer).ifPresent(reason -> trial.refusals.put(direction, reason));
    }
    return trial;
  }

  private static boolean flawed(EventSchema schema) {
    return !schema.types().flaws().isEmpty();
  }

  private static Schema avro(EventSchema schema) {
    return schema.types().toAvro(schema.root());
  }

  private static Optional<String> refusal(Schema reader, Schema writer) {
    try {
      return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
          .getResult()
          .getIncompatibilities()
          .stream()
          .findFirst()
          .map(i -> i.getType() + " at " + i.getLocation() + ": " + i.getMessage());
    } catch (RuntimeException e) {
      // The checker throws instead of answering when an alias matches two fields.
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /** What becomes of a value at a change's place; empty where nothing is altered. */
  String example(Change change) {
    for (Map.Entry<Direction, Outcome> entry : outcomes.entrySet()) {
      if (change.effects().binary(entry.getKey()) == Effect.ALTERED) {
        Optional<String> seen = seen(change, entry.getKey(), entry.getValue());
        if (seen.isPresent()) {
          return seen.get();
        }
      }
    }
    return missing(change);
  }

  private Optional<String> seen(Change change, Direction direction, Outcome outcome) {
    boolean backward = direction == Direction.BACKWARD;
    String written = plain(backward ? change.oldPath() : change.path());
    String read = plain(backward ? change.path() : change.oldPath());
    for (Outcome.Alteration alteration : outcome.alterations()) {
      if (alteration.path().equals(read)) {
        return Optional.of(alteration.toString());
      }
    }
    if (change.rule().equals(FieldRules.ALIAS_STEALS_FIELD)) {
      // The values that change are those of the field beside it.
      return outcome.alterations().stream()
          .filter(a -> parent(a.path()).equals(parent(read)))
          .findFirst()
          .map(a -> a.path() + ": " + a);
    }
    return written.isEmpty() || read.isEmpty() || written.equals(read)
        ? Optional.empty()
        : renamed(direction, written, read);
  }

  private Optional<String> renamed(Direction direction, String written, String read) {
    Schema old = avro(comparison.before());
    Schema now = avro(comparison.event());
    boolean backward = direction == Direction.BACKWARD;
    return decoder
        .renamed(backward ? old : now, written, backward ? now : old, read)
        .map(Outcome.Alteration::toString);
  }

  /** A path without the names of union branches, as values have it. */
  private static String plain(String path) {
    return path.replaceAll("<[^>]*>", "");
  }

  private static String parent(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf('.')));
  }

  /** What stands in for a value that is not there. */
  private static String missing(Change change) {
    boolean symbol = change.rule().equals(EnumRules.ENUM_DEFAULT_CHANGED);
    if (!symbol && !DEFAULTS.contains(change.rule())) {
      return "";
    }
    return (symbol ? "an unknown symbol" : "a missing value")
        + " is read as "
        + change.newValue()
        + (change.oldValue().isEmpty() ? "" : ", and was read as " + change.oldValue());
  }

  /** What no change explains: a decoder that fails or alters, a checker that refuses. */
  List<Change> unexplained(Comparison comparison, Weights weights) {
    var unexplained = new ArrayList<Change>();
    outcomes.forEach(
        (direction, outcome) -> {
          boolean told =
              comparison.changes().stream()
                  .anyMatch(c -> c.effects().binary(direction) != Effect.OK);
          if (!outcome.faithful() && !told) {
            unexplained.add(untold(comparison, direction, outcome));
          }
        });
    refusals.forEach(
        (direction, reason) -> {
          boolean told =
              comparison.changes().stream()
                  .anyMatch(
                      c ->
                          c.effects().binary(direction) != Effect.OK
                              && weights.weigh(c).severity() == Severity.ERROR);
          if (!told) {
            unexplained.add(unruled(comparison, direction, "Avro's checker: " + reason));
          }
        });
    return unexplained;
  }

  private static Change untold(Comparison comparison, Direction direction, Outcome outcome) {
    return outcome.isArrayGuess()
        ? disagreement(
            comparison,
            direction,
            "Avro for Java 1.12 guesses the least size of array items from the reader's schema, so"
                + " short items at the end of a record stop "
                + readers(direction)
                + ": "
                + outcome.example(),
            "if items are never that short, waive this; else put the new fields elsewhere")
        : unruled(comparison, direction, "the decoder: " + outcome.example());
  }

  private static Change unruled(Comparison comparison, Direction direction, String what) {
    return disagreement(
        comparison,
        direction,
        "No rule explains what happens to " + readers(direction) + ": " + what,
        "treat the change as breaking, and report both schemas as a bug of this check");
  }

  private static String readers(Direction direction) {
    return switch (direction) {
      case BACKWARD -> "new readers of old data";
      case FORWARD -> "old readers of new data";
    };
  }

  private static Change disagreement(
      Comparison comparison, Direction direction, String message, String fix) {
    var rule = ContractRules.CHECK_DISAGREES_WITH_DECODER;
    boolean backward = direction == Direction.BACKWARD;
    String path = comparison.event().name();
    return new Change(
        rule,
        Axis.BINARY,
        Severity.ERROR,
        rule.effects()
            .binary(backward ? Effect.SOME : Effect.OK, backward ? Effect.OK : Effect.SOME),
        path,
        "",
        path.substring(path.lastIndexOf('.') + 1),
        path.substring(path.lastIndexOf('.') + 1),
        comparison.event().location(),
        Optional.of(comparison.before().location()),
        message.replaceAll("\\s+", " "),
        fix,
        direction.name(),
        "",
        List.of(),
        List.of());
  }
}
