package dev.accord.checks.gate;

import dev.accord.checks.compatibility.CompatibilityLevel;
import dev.accord.checks.compatibility.Direction;
import dev.accord.checks.diff.Change;
import dev.accord.checks.finding.Axis;
import dev.accord.checks.finding.Certainty;
import dev.accord.checks.finding.Severity;
import dev.accord.checks.finding.SourceEffect;
import dev.accord.checks.rule.Effect;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What a change weighs for an event that promises a level. A direction that the level does not
 * promise is told and not judged; whatever fails in a promised direction is an error.
 *
 * @param json whether events travel as JSON too
 * @param sourceMost the most that a finding about generated code may weigh
 * @param draft whether the event promises nothing yet
 */
record Weights(CompatibilityLevel level, boolean json, Severity sourceMost, boolean draft) {

  /** A change, weighed. */
  record Weighed(Severity severity, Axis axis) {}

  List<Direction> promised() {
    return switch (level) {
      case NONE -> List.of();
      case BACKWARD, BACKWARD_TRANSITIVE -> List.of(Direction.BACKWARD);
      case FORWARD, FORWARD_TRANSITIVE -> List.of(Direction.FORWARD);
      case FULL, FULL_TRANSITIVE -> List.of(Direction.BACKWARD, Direction.FORWARD);
    };
  }

  Weighed weigh(Change change) {
    if (draft) {
      return new Weighed(least(change.severity(), Severity.INFO), change.axis());
    }
    boolean fails = promised().stream().anyMatch(d -> change.effects().binary(d).fails());
    if (fails) {
      boolean own = change.axis() != Axis.SOURCE && change.axis() != Axis.JSON;
      return new Weighed(Severity.ERROR, own ? change.axis() : Axis.BINARY);
    }
    Weighed binary = withoutFailure(change);
    boolean jsonHurts =
        json && promised().stream().anyMatch(d -> change.effects().json(d) != Effect.OK);
    return jsonHurts && binary.severity() != Severity.ERROR
        ? new Weighed(Severity.ERROR, Axis.JSON)
        : binary;
  }

  private Weighed withoutFailure(Change change) {
    Severity severity = change.severity();
    return switch (change.axis()) {
      case BINARY, VALUE ->
          new Weighed(felt(change) ? severity : least(severity, Severity.INFO), change.axis());
      case SOURCE -> new Weighed(least(severity, sourceMost), Axis.SOURCE);
      case JSON ->
          change.effects().source() == SourceEffect.NONE
              ? new Weighed(Severity.INFO, Axis.JSON)
              : new Weighed(least(severity, sourceMost), Axis.SOURCE);
      case IDENTITY, DESIGN -> new Weighed(severity, change.axis());
    };
  }

  /** A change that no reader feels is weighed as it is; one that only others feel is not judged. */
  private boolean felt(Change change) {
    boolean byAnyone = false;
    for (Direction direction : Direction.values()) {
      boolean hurts = change.effects().binary(direction) != Effect.OK;
      byAnyone |= hurts;
      if (hurts && promised().contains(direction)) {
        return true;
      }
    }
    return !byAnyone;
  }

  private static Severity least(Severity a, Severity b) {
    return a.compareTo(b) <= 0 ? a : b;
  }

  /** Who suffers on an axis, promised or not. */
  static Set<Direction> directions(Change change, Axis axis) {
    Set<Direction> directions = EnumSet.noneOf(Direction.class);
    for (Direction direction : Direction.values()) {
      if (effect(change, axis, direction) != Effect.OK) {
        directions.add(direction);
      }
    }
    return directions;
  }

  static Certainty certainty(Change change, Axis axis) {
    var effects =
        List.of(effect(change, axis, Direction.BACKWARD), effect(change, axis, Direction.FORWARD));
    if (effects.contains(Effect.FAILS)) {
      return Certainty.ALWAYS;
    }
    if (effects.contains(Effect.ALTERED)) {
      return Certainty.ALTERED;
    }
    return effects.contains(Effect.SOME) ? Certainty.SOME : Certainty.NONE;
  }

  private static Effect effect(Change change, Axis axis, Direction direction) {
    return axis == Axis.JSON
        ? change.effects().json(direction)
        : change.effects().binary(direction);
  }
}
