package dev.accord.checks.diff;

import dev.accord.checks.diff.Changes.Place;
import dev.accord.checks.rule.ChangeRule;
import dev.accord.checks.rule.Effect;
import dev.accord.checks.rule.NameRules;
import dev.accord.model.schema.Definition;
import dev.accord.model.schema.Definition.RecordDefinition;

/**
 * Compares the names of nested types. Avro compares simple names outside unions and full names
 * where a union's branch is looked up, so the same edit is harmless in one place and fatal in
 * another.
 */
final class NameDiff {
  private final Sides sides;
  private final Changes changes;

  NameDiff(Sides sides, Changes changes) {
    this.sides = sides;
    this.changes = changes;
  }

  /** A named type that stands in no union. */
  void nested(Definition old, Definition now, Place place) {
    if (old.fullName().equals(now.fullName()) || place.depth() == 0) {
      return;
    }
    if (old.simpleName().equals(now.simpleName())) {
      moved(NameRules.NESTED_NAMESPACE_CHANGED, old, now, place)
          .add(now.simpleName() + movedFrom(old, now) + ": its class goes to another package.");
      return;
    }
    boolean record = old instanceof RecordDefinition;
    ChangeRule rule = record ? NameRules.NESTED_RENAMED_NO_ALIAS : NameRules.ENUM_OR_FIXED_RENAMED;
    renamed(rule, old, now, place);
  }

  /**
   * A named type that is a branch of a union, in both versions or in one.
   *
   * @param before whether the old side is a union here
   * @param after whether the new side is a union here
   * @param otherwise whether anything but names changed in the union
   */
  void branch(
      Definition old,
      Definition now,
      Place place,
      boolean before,
      boolean after,
      boolean otherwise) {
    if (old.fullName().equals(now.fullName())) {
      return;
    }
    boolean record = old instanceof RecordDefinition;
    if (!old.simpleName().equals(now.simpleName())) {
      renamed(
          record ? NameRules.NESTED_RENAMED_IN_UNION : NameRules.ENUM_OR_FIXED_RENAMED,
          old,
          now,
          place);
    } else if (record || !otherwise) {
      moved(NameRules.NAMESPACE_CHANGED_IN_UNION_JSON, old, now, place)
          .add(
              now.simpleName()
                  + movedFrom(old, now)
                  + ": JSON documents say \""
                  + old.fullName()
                  + "\", new readers expect \""
                  + now.fullName()
                  + "\".");
    } else {
      boolean aliased = Sides.hasAlias(now, old.fullName());
      moved(NameRules.NAMESPACE_CHANGED_IN_CHANGED_UNION, old, now, place)
          .effects(after && !aliased ? Effect.FAILS : Effect.OK, before ? Effect.FAILS : Effect.OK)
          .add(
              now.simpleName()
                  + movedFrom(old, now)
                  + " in a union that changed too: two safe changes, unsafe together; the decoder"
                  + " looks the branch up by its full name and stops.");
    }
  }

  private void renamed(ChangeRule rule, Definition old, Definition now, Place place) {
    boolean aliased = Sides.hasAlias(now, old.fullName());
    changes
        .report(rule, place.definition(now.fullName()))
        .at(now.header().nameLocation())
        .was(old.header().nameLocation())
        .from(old.fullName(), now.fullName())
        .effects(aliased ? Effect.OK : Effect.FAILS, Effect.FAILS)
        .fix(
            aliased
                ? "keep the name " + old.simpleName()
                : "keep the name, or add \"aliases\": [\""
                    + old.fullName()
                    + "\"] for new readers only")
        .add(
            now.simpleName()
                + " was "
                + old.simpleName()
                + (aliased
                    ? ": the alias serves new readers, old ones refuse the new name."
                    : ": readers on either side refuse the other name."));
  }

  private Changes.Report moved(ChangeRule rule, Definition old, Definition now, Place place) {
    return changes
        .report(rule, place.definition(now.fullName()))
        .at(now.header().nameLocation())
        .was(old.header().nameLocation())
        .from(old.fullName(), now.fullName())
        .fix("keep the namespace " + SchemaDiff.quoted(old.namespace()));
  }

  private static String movedFrom(Definition old, Definition now) {
    return " moved from namespace "
        + SchemaDiff.quoted(old.namespace())
        + " to "
        + SchemaDiff.quoted(now.namespace());
  }

  /** Whether the records of a union's branch could be read as another record of that union. */
  boolean ambiguous(RecordDefinition branch, Iterable<RecordDefinition> others) {
    for (RecordDefinition other : others) {
      if (!other.fullName().equals(branch.fullName())
          && Sides.shapeFits(branch, sides.after(), other, sides.after())) {
        return true;
      }
    }
    return false;
  }
}
