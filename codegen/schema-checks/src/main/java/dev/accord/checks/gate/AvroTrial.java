package dev.accord.checks.gate;

import dev.accord.checks.compatibility.Direction;
import dev.accord.checks.decode.DecoderTrial;
import dev.accord.checks.decode.Outcome;
import dev.accord.checks.diff.Change;
import dev.accord.checks.finding.Axis;
import dev.accord.checks.finding.Severity;
import dev.accord.checks.rule.ContractRules;
import dev.accord.checks.rule.Effect;
import dev.accord.model.contracts.EventSchema;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;

/** Avro's own word on one comparison: its decoder's, by values, and its checker's. */
final class AvroTrial {
  private final Map<Direction, Outcome> outcomes = new EnumMap<>(Direction.class);
  private final Map<Direction, String> refusals = new EnumMap<>(Direction.class);

  private AvroTrial() {}

  /** Nothing is tried where a flaw keeps Avro from reading one of the schemas. */
  static AvroTrial run(Comparison comparison, List<Direction> directions, DecoderTrial decoder) {
    var trial = new AvroTrial();
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

  /** What the decoder made of the value at a change's place; empty where nothing was altered. */
  String example(Change change) {
    for (Map.Entry<Direction, Outcome> entry : outcomes.entrySet()) {
      String path = entry.getKey() == Direction.BACKWARD ? change.path() : change.oldPath();
      String plain = path.replaceAll("<[^>]*>", "");
      if (change.effects().binary(entry.getKey()) == Effect.ALTERED && !plain.isEmpty()) {
        for (Outcome.Alteration alteration : entry.getValue().alterations()) {
          if (alteration.path().equals(plain)) {
            return alteration.toString();
          }
        }
      }
    }
    return "";
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
