package dev.accord.checks.diff;

import dev.accord.checks.diff.Changes.Place;
import dev.accord.checks.rule.ChangeRule;
import dev.accord.checks.rule.NameRules;
import dev.accord.checks.rule.TypeRules;
import dev.accord.checks.rule.UnionRules;
import dev.accord.model.contracts.EventSchema;
import dev.accord.model.schema.Definition;
import dev.accord.model.schema.Definition.RecordDefinition;
import dev.accord.model.schema.Type;
import java.util.List;
import java.util.Optional;

/** Compares two versions of one event, root first. */
public final class SchemaDiff {
  private final EventSchema before;
  private final EventSchema after;
  private final Sides sides;
  private final Changes changes = new Changes();

  private SchemaDiff(EventSchema before, EventSchema after) {
    this.before = before;
    this.after = after;
    this.sides = new Sides(before.types(), after.types());
  }

  /** Every difference, in the order of the walk; empty if the versions mean and say the same. */
  public static List<Change> between(EventSchema before, EventSchema after) {
    var diff = new SchemaDiff(before, after);
    diff.roots();
    return diff.changes.all();
  }

  /** Whether Java's decoder, which goes by shape, takes either event for the other. */
  public static boolean twins(EventSchema a, EventSchema b) {
    RecordDefinition one = record(a).orElse(null);
    RecordDefinition other = record(b).orElse(null);
    return one != null
        && other != null
        && Sides.shapeFits(one, a.types(), other, b.types())
        && Sides.shapeFits(other, b.types(), one, a.types());
  }

  private void roots() {
    Place place = Place.root(simple(after), simple(before), after.name());
    Optional<RecordDefinition> oldRecord = record(before);
    Optional<RecordDefinition> newRecord = record(after);
    var types = new TypeDiff(sides, changes);
    if (oldRecord.isPresent() && newRecord.isPresent()) {
      eventName(oldRecord.get(), newRecord.get(), place);
      types.records(oldRecord.get(), newRecord.get(), place);
    } else if (oldRecord.isPresent() && after.root() instanceof Type.Union union) {
      boolean kept = union.branches().stream().anyMatch(b -> b.branchName().equals(before.name()));
      rootChanged(kept ? UnionRules.ROOT_RECORD_TO_UNION : TypeRules.ROOT_TYPE_CHANGED, place);
    } else if (!kind(before).equals(kind(after))) {
      rootChanged(TypeRules.ROOT_TYPE_CHANGED, place);
    } else {
      types.compare(before.root(), after.root(), place);
    }
  }

  private void rootChanged(ChangeRule rule, Place place) {
    changes
        .report(rule, place)
        .at(after.location())
        .was(before.location())
        .from(kind(before), kind(after))
        .fix("keep the root a record and give each event its own subject")
        .add(
            "The root of "
                + before.name()
                + " was "
                + a(kind(before))
                + " and is "
                + a(kind(after))
                + " now: an event is one named record.");
  }

  private void eventName(RecordDefinition old, RecordDefinition now, Place place) {
    if (old.fullName().equals(now.fullName())) {
      return;
    }
    boolean moved = old.simpleName().equals(now.simpleName());
    boolean aliased = Sides.hasAlias(now, old.fullName());
    ChangeRule rule =
        moved
            ? NameRules.EVENT_NAMESPACE_CHANGED
            : aliased ? NameRules.EVENT_RENAMED_WITH_ALIAS : NameRules.EVENT_RENAMED_NO_ALIAS;
    String what =
        moved
            ? "moved from namespace "
                + quoted(old.namespace())
                + " to "
                + quoted(now.namespace())
                + ": package, full name and subject change"
            : "was "
                + old.simpleName()
                + (aliased ? "; its alias serves new readers only" : "")
                + ": registries and other languages refuse, typed consumers miss the class";
    changes
        .report(rule, place)
        .at(now.header().nameLocation())
        .was(old.header().nameLocation())
        .from(old.fullName(), now.fullName())
        .fix("publish it as a new event beside the old one, and retire the old one later")
        .add(now.simpleName() + " " + what + ".");
  }

  private static Optional<RecordDefinition> record(EventSchema event) {
    return event
        .definition()
        .filter(RecordDefinition.class::isInstance)
        .map(RecordDefinition.class::cast);
  }

  private static String kind(EventSchema event) {
    return Sides.kind(event.root(), event.types());
  }

  private static String simple(EventSchema event) {
    return event
        .definition()
        .map(Definition::simpleName)
        .orElse(event.name().substring(event.name().lastIndexOf('.') + 1));
  }

  static String a(String kind) {
    return ("aeiou".indexOf(kind.charAt(0)) >= 0 ? "an " : "a ") + kind;
  }

  static String quoted(String text) {
    return "\"" + text + "\"";
  }
}
