package dev.accord.checks.diff;

import dev.accord.checks.diff.Changes.Place;
import dev.accord.checks.finding.Axis;
import dev.accord.checks.finding.Severity;
import dev.accord.checks.rule.ChangeRule;
import dev.accord.checks.rule.Effect;
import dev.accord.checks.rule.ValueRules;
import dev.accord.model.schema.Definition.FixedDefinition;
import dev.accord.model.schema.Logical;
import dev.accord.model.schema.Type;
import dev.accord.model.source.Location;
import java.util.Optional;
import java.util.Set;

/**
 * Compares logical types, which Avro's own checks never look at. Resolution works on base types, so
 * a change here decodes and means something else.
 */
final class LogicalDiff {
  private static final Set<String> DECIMALS = Set.of("decimal", "big-decimal");

  private final Sides sides;
  private final Changes changes;

  LogicalDiff(Sides sides, Changes changes) {
    this.sides = sides;
    this.changes = changes;
  }

  /** True if what it reported explains a change of the base type too. */
  boolean compare(Type old, Type now, Place place) {
    boolean sameBase = Sides.kind(old, sides.before()).equals(Sides.kind(now, sides.after()));
    return compare(
        Sides.logical(old, sides.before()),
        Sides.logical(now, sides.after()),
        sameBase,
        new Ends(old.location(), now.location(), bases(old, now), place));
  }

  /** Two fixed of one size. */
  void fixed(FixedDefinition old, FixedDefinition now, Place place) {
    var ends =
        new Ends(old.header().nameLocation(), now.header().nameLocation(), "fixed fixed", place);
    var unused = compare(Logical.of(old), Logical.of(now), true, ends);
  }

  private record Ends(Location old, Location now, String bases, Place place) {}

  private String bases(Type old, Type now) {
    return Sides.kind(old, sides.before()) + " " + Sides.kind(now, sides.after());
  }

  private boolean compare(
      Optional<Logical> written, Optional<Logical> writing, boolean sameBase, Ends ends) {
    Optional<Logical> was = Logical.inForce(written);
    Optional<Logical> is = Logical.inForce(writing);
    if (was.isPresent() && is.isPresent()) {
      return both(was.get(), is.get(), sameBase, ends);
    }
    if (!sameBase) {
      return false;
    }
    boolean newlyIgnored =
        writing.flatMap(Logical::ignored).isPresent()
            && !written.map(Logical::name).equals(writing.map(Logical::name));
    boolean brokeOff = was.isPresent() && writing.isPresent();
    if (is.isEmpty() && (newlyIgnored || brokeOff)) {
      ignored(was, writing.orElseThrow(), ends);
    } else if (was.isPresent()) {
      removed(was.get(), ends);
    } else if (is.isPresent()) {
      added(is.get(), ends);
    }
    return false;
  }

  private boolean both(Logical was, Logical is, boolean sameBase, Ends ends) {
    boolean sameName = was.name().equals(is.name());
    if (sameName && was.name().equals("decimal")) {
      return decimals(was, is, sameBase, ends);
    }
    if (sameName) {
      if (!sameBase && was.name().equals("uuid")) {
        report(ValueRules.UUID_BASE_CHANGED, ends, ends.old(), ends.now())
            .fix("keep the base type, or add a new field")
            .add(
                TypeDiff.where(ends.place())
                    + " stays a UUID in Java and changes its bytes on the wire: code compiles,"
                    + " records do not decode.");
        return true;
      }
      return false;
    }
    if (DECIMALS.contains(was.name()) && DECIMALS.contains(is.name())) {
      report(ValueRules.DECIMAL_TO_BIG_DECIMAL, ends, was.location(), is.location())
          .from(was.name(), is.name())
          .fix("keep " + was.name() + ", or add a new field")
          .add(became(was, is, ends) + ": the same bytes are another number now.");
      return true;
    }
    Optional<Clock> oldClock = Clock.of(was.name());
    Optional<Clock> newClock = Clock.of(is.name());
    if (oldClock.isPresent() && newClock.isPresent()) {
      times(was, is, oldClock.get(), newClock.get(), ends);
      return true;
    }
    if (sameBase) {
      removed(was, ends);
    }
    return false;
  }

  private boolean decimals(Logical was, Logical is, boolean sameBase, Ends ends) {
    if (!sameBase) {
      report(ValueRules.DECIMAL_BASE_CHANGED, ends, ends.old(), ends.now())
          .fix("keep the base type, or add a new field")
          .add(
              TypeDiff.where(ends.place())
                  + " stays BigDecimal in Java and changes its bytes on the wire: code compiles,"
                  + " records do not decode.");
      return true;
    }
    if (was.scale() != is.scale()) {
      int shift = is.scale() - was.scale();
      String factor = "1" + "0".repeat(Math.min(Math.abs(shift), 30));
      report(ValueRules.DECIMAL_SCALE_CHANGED, ends, was.scaleLocation(), is.scaleLocation())
          .from(scale(was), scale(is))
          .fix("keep scale " + was.scale() + ", or add a new field with scale " + is.scale())
          .add(
              TypeDiff.where(ends.place())
                  + " had scale "
                  + was.scale()
                  + " and has "
                  + is.scale()
                  + ": new readers see every old amount "
                  + factor
                  + " times too "
                  + (shift > 0 ? "small" : "big")
                  + ", old readers see the reverse.");
    } else if (was.precision() != is.precision()) {
      boolean up = is.precision() > was.precision();
      report(
              ValueRules.DECIMAL_PRECISION_CHANGED,
              ends,
              was.precisionLocation(),
              is.precisionLocation())
          .weighs(Axis.VALUE, up ? Severity.WARN : Severity.ERROR)
          .from(scale(was), scale(is))
          .fix("keep precision " + was.precision())
          .add(
              TypeDiff.where(ends.place())
                  + " had precision "
                  + was.precision()
                  + " and has "
                  + is.precision()
                  + ": readers do not check it, "
                  + (up
                      ? "old ones take values they never expected."
                      : "producers throw on bigger values."));
    }
    return true;
  }

  private static String became(Logical was, Logical is, Ends ends) {
    return TypeDiff.where(ends.place()) + " was " + was.name() + " and is " + is.name();
  }

  private static String scale(Logical decimal) {
    return "decimal(" + decimal.precision() + "," + decimal.scale() + ")";
  }

  private void times(Logical was, Logical is, Clock oldClock, Clock newClock, Ends ends) {
    boolean zoneOnly = oldClock.unit().equals(newClock.unit());
    ChangeRule rule =
        zoneOnly ? ValueRules.TIME_ZONE_MEANING_CHANGED : ValueRules.TIME_UNIT_CHANGED;
    Changes.Report report =
        report(rule, ends, was.location(), is.location()).from(was.name(), is.name());
    switch (ends.bases()) {
      case "int long" -> report = report.effects(Effect.ALTERED, Effect.FAILS);
      case "long int" -> report = report.effects(Effect.FAILS, Effect.ALTERED);
      default -> {}
    }
    if (zoneOnly) {
      report
          .weighs(Axis.VALUE, Severity.WARN)
          .fix("keep " + was.name() + ", or add a new field")
          .add(became(was, is, ends) + ": the number stays, what it says depends on a time zone.");
    } else {
      report
          .fix("keep " + was.name() + ", or add a new field of type " + is.name())
          .add(
              became(was, is, ends)
                  + ": the number stays and its unit changes"
                  + oldClock.factorTo(newClock)
                  + ".");
    }
  }

  private void removed(Logical was, Ends ends) {
    boolean anyText = isTextOfUuid(was, ends);
    Changes.Report report =
        report(ValueRules.LOGICAL_TYPE_REMOVED, ends, was.location(), ends.now());
    if (anyText) {
      report = report.weighs(Axis.BINARY, Severity.ERROR).effects(Effect.OK, Effect.SOME);
    }
    report
        .from(was.name(), "")
        .fix("keep \"logicalType\": \"" + was.name() + "\"")
        .add(
            TypeDiff.where(ends.place())
                + " is no longer "
                + was.name()
                + ": "
                + (anyText
                    ? "old readers throw at every new text that is no UUID."
                    : "the wire and the fingerprint stay, the getter's type and the meaning go."));
  }

  /** Readers that expect a UUID parse the text; any other text stops them. */
  private static boolean isTextOfUuid(Logical logical, Ends ends) {
    return logical.name().equals("uuid") && ends.bases().startsWith("string");
  }

  private void added(Logical is, Ends ends) {
    boolean textToUuid = isTextOfUuid(is, ends);
    Changes.Report report =
        report(ValueRules.LOGICAL_TYPE_ADDED, ends, ends.old(), is.location()).from("", is.name());
    if (textToUuid) {
      report = report.weighs(Axis.BINARY, Severity.ERROR).effects(Effect.SOME, Effect.OK);
    }
    report
        .fix("leave this field as it is and use " + is.name() + " on a new one")
        .add(
            TypeDiff.where(ends.place())
                + " became "
                + is.name()
                + ": "
                + (textToUuid
                    ? "new readers throw at every old text that is no UUID."
                    : "old values were never checked against that meaning, and the getter's type"
                        + " changes."));
  }

  private void ignored(Optional<Logical> was, Logical is, Ends ends) {
    Location before = was.map(Logical::location).orElse(ends.old());
    Changes.Report report = report(ValueRules.LOGICAL_TYPE_IGNORED, ends, before, is.location());
    if (was.filter(old -> isTextOfUuid(old, ends)).isPresent()) {
      report = report.effects(Effect.OK, Effect.SOME);
    }
    report
        .from("", is.name())
        .fix("correct the logical type, or remove it")
        .add(
            TypeDiff.where(ends.place())
                + ": "
                + is.ignored().orElse(is.name())
                + ", so Avro ignores it and readers get the plain type.");
  }

  private Changes.Report report(ChangeRule rule, Ends ends, Location before, Location now) {
    return changes.report(rule, ends.place()).at(now).was(before);
  }

  /** A time's unit without the question of its zone, and its size in nanoseconds; 0 for a day. */
  private record Clock(String unit, long nanos) {
    static Optional<Clock> of(String logical) {
      String unit = logical.replace("local-", "");
      long nanos =
          switch (unit) {
            case "date" -> 86_400_000_000_000L;
            case "time-millis", "timestamp-millis" -> 1_000_000L;
            case "time-micros", "timestamp-micros" -> 1_000L;
            case "timestamp-nanos" -> 1L;
            default -> 0L;
          };
      return nanos == 0 ? Optional.empty() : Optional.of(new Clock(unit, nanos));
    }

    String factorTo(Clock other) {
      long factor = Math.max(nanos, other.nanos) / Math.min(nanos, other.nanos);
      return factor == 1 ? "" : " by a factor of " + factor;
    }
  }
}
