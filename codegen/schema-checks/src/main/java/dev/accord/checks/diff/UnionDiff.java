package dev.accord.checks.diff;

import dev.accord.checks.diff.Changes.Place;
import dev.accord.checks.rule.ChangeRule;
import dev.accord.checks.rule.Effect;
import dev.accord.checks.rule.TypeRules;
import dev.accord.checks.rule.UnionRules;
import dev.accord.model.schema.Definition;
import dev.accord.model.schema.Definition.RecordDefinition;
import dev.accord.model.schema.Type;
import dev.accord.model.schema.Type.Kind;
import dev.accord.model.source.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Compares two types of which at least one is a union. A type that is no union counts as a union of
 * one branch, so that one matching serves all three cases.
 */
final class UnionDiff {
  private final Sides sides;
  private final Changes changes;
  private final TypeDiff types;
  private final NameDiff names;

  UnionDiff(Sides sides, Changes changes, TypeDiff types, NameDiff names) {
    this.sides = sides;
    this.changes = changes;
    this.types = types;
    this.names = names;
  }

  /** What is known while two unions are compared. */
  private record Ends(Type old, Type now, BranchPairs pairs, Place place) {
    boolean wasUnion() {
      return old instanceof Type.Union;
    }

    boolean isUnion() {
      return now instanceof Type.Union;
    }
  }

  void compare(Type old, Type now, Place place) {
    var pairs = BranchPairs.of(branches(old), branches(now), sides);
    var ends = new Ends(old, now, pairs, place);
    if (pairs.matched().stream().allMatch(p -> p.old().isNull())
        && !(ends.wasUnion() && ends.isUnion())) {
      ChangeRule rule = place.element() ? TypeRules.ELEMENT_TYPE_CHANGED : TypeRules.TYPE_CHANGED;
      types.changed(rule, old, now, place);
      return;
    }
    added(ends);
    removed(ends);
    reordered(ends);
    pairs.matched().forEach(pair -> matched(pair, ends));
  }

  private static List<Type> branches(Type type) {
    return type instanceof Type.Union union ? union.branches() : List.of(type);
  }

  private void matched(BranchPairs.Pair pair, Ends ends) {
    Place inside =
        ends.pairs.matched().size() + ends.pairs.added().size() > 1
            ? ends.place.branch(label(pair.now(), ends.now))
            : ends.place;
    if (pair.old() instanceof Type.Reference oldName
        && pair.now() instanceof Type.Reference newName) {
      Definition was = sides.old(oldName);
      Definition is = sides.now(newName);
      if (was.kind().equals(is.kind())) {
        int before = changes.size();
        types.definitions(was, is, inside);
        name(was, is, inside, ends, changes.size() > before);
        return;
      }
    }
    boolean told =
        changes.reported(UnionRules.BRANCH_CHOICE_AMBIGUOUS, ends.place.path())
            || changes.reported(UnionRules.STRING_BRANCH_READS_BYTES, ends.place.path());
    if (!told) {
      types.compare(pair.old(), pair.now(), inside);
    }
  }

  private void name(
      Definition was, Definition is, Place inside, Ends ends, boolean contentChanged) {
    boolean otherwise =
        contentChanged
            || !ends.pairs.added().isEmpty()
            || !ends.pairs.removed().isEmpty()
            || ends.pairs.reordered();
    if (!was.simpleName().equals(is.simpleName())
        && is instanceof RecordDefinition record
        && names.ambiguous(record, records(ends.now))) {
      changes
          .report(UnionRules.AMBIGUOUS_RECORD_BRANCHES, inside.definition(is.fullName()))
          .at(is.header().nameLocation())
          .was(was.header().nameLocation())
          .from(was.fullName(), is.fullName())
          .fix(
              "keep the name " + was.simpleName() + ", or add a field that tells the records apart")
          .add(
              is.simpleName()
                  + " was "
                  + was.simpleName()
                  + " and has the shape of another branch:"
                  + " Java does not know the old name and takes the first record that fits.");
      return;
    }
    names.branch(was, is, inside, ends.wasUnion(), ends.isUnion(), otherwise);
  }

  /** A branch is named in paths only where there is more than one to choose from. */
  private static String label(Type branch, Type whole) {
    boolean alone = !(whole instanceof Type.Union union) || union.values().size() < 2;
    String name = branch.branchName();
    return alone ? "" : name.substring(name.lastIndexOf('.') + 1);
  }

  private List<RecordDefinition> records(Type type) {
    return branches(type).stream()
        .filter(Type.Reference.class::isInstance)
        .map(branch -> sides.now((Type.Reference) branch))
        .filter(RecordDefinition.class::isInstance)
        .map(RecordDefinition.class::cast)
        .toList();
  }

  private void added(Ends ends) {
    for (Type branch : ends.pairs.added()) {
      if (branch.isNull()) {
        nullAdded(branch, ends);
      } else {
        branchAdded(branch, ends);
      }
    }
  }

  private void nullAdded(Type branch, Ends ends) {
    boolean text = ends.pairs.matched().stream().anyMatch(BranchPairs::textAndBytes);
    ChangeRule rule =
        text
            ? UnionRules.STRING_BRANCH_READS_BYTES
            : ends.place.element() ? TypeRules.ELEMENT_MADE_NULLABLE : UnionRules.MADE_OPTIONAL;
    Changes.Report report = report(rule, ends, branch.location());
    if (text) {
      boolean intoText =
          ends.pairs.matched().stream().anyMatch(p -> p.now().branchName().equals("string"));
      report = report.effects(intoText ? Effect.ALTERED : Effect.OK, Effect.SOME);
    }
    report
        .fix("relax the readers first: ship the nullable schema before any producer uses it")
        .add(
            TypeDiff.where(ends.place)
                + " may be null now: old readers stop at the first null"
                + (text ? ", and content that is not valid UTF-8 arrives damaged." : "."));
  }

  private void branchAdded(Type branch, Ends ends) {
    Optional<ChangeRule> special = specialAddition(branch, ends);
    ChangeRule rule = special.orElse(UnionRules.BRANCH_ADDED);
    if (special.isPresent() && changes.reported(rule, ends.place.path())) {
      return;
    }
    Changes.Report report = report(rule, ends, branch.location());
    String name = Sides.name(branch, sides.after());
    String message =
        TypeDiff.where(ends.place) + " may be " + name + " now: old readers stop at such values";
    if (rule.equals(UnionRules.BRANCH_CHOICE_AMBIGUOUS)) {
      message =
          TypeDiff.where(ends.place)
              + " has several numeric branches now: which one a reader"
              + " picks depends on the library";
    } else if (rule.equals(UnionRules.AMBIGUOUS_RECORD_BRANCHES)) {
      report = report.effects(Effect.OK, Effect.ALTERED);
      message += ", or take them for a record of the same shape";
    } else if (rule.equals(UnionRules.RECORD_TO_UNION)) {
      message += ", or take them for theirs where the fields line up";
    }
    report.fix("use separate optional fields, or a wrapper record").add(message + ".");
  }

  private Optional<ChangeRule> specialAddition(Type branch, Ends ends) {
    if (!ends.wasUnion() && numeric(ends.old) && numeric(branch)) {
      return Optional.of(UnionRules.BRANCH_CHOICE_AMBIGUOUS);
    }
    if (!(branch instanceof Type.Reference reference)
        || !(sides.now(reference) instanceof RecordDefinition record)) {
      return Optional.empty();
    }
    boolean recordBefore =
        !ends.wasUnion() && Sides.kind(ends.old, sides.before()).equals("record");
    if (recordBefore) {
      return Optional.of(
          ends.place.depth() == 0 ? UnionRules.ROOT_RECORD_TO_UNION : UnionRules.RECORD_TO_UNION);
    }
    return names.ambiguous(record, records(ends.now))
        ? Optional.of(UnionRules.AMBIGUOUS_RECORD_BRANCHES)
        : Optional.empty();
  }

  private static boolean numeric(Type type) {
    Kind kind = Sides.primitive(type).orElse(Kind.NULL);
    return switch (kind) {
      case INT, LONG, FLOAT, DOUBLE -> true;
      case NULL, BOOLEAN, BYTES, STRING -> false;
    };
  }

  private void removed(Ends ends) {
    for (Type branch : ends.pairs.removed()) {
      String name = Sides.name(branch, sides.before());
      ChangeRule rule = branch.isNull() ? UnionRules.MADE_REQUIRED : UnionRules.BRANCH_REMOVED;
      changes
          .report(rule, ends.place)
          .at(ends.now.location())
          .was(branch.location())
          .from(name, "")
          .fix(
              branch.isNull()
                  ? "keep it nullable and let the producer refuse null"
                  : "keep " + name)
          .add(
              TypeDiff.where(ends.place)
                  + (branch.isNull()
                      ? " can no longer be null: stored nulls cannot be read."
                      : " can no longer be " + name + ": stored values of it cannot be read."));
    }
  }

  private void reordered(Ends ends) {
    if (ends.pairs.reordered()) {
      report(UnionRules.BRANCHES_REORDERED, ends, ends.now.location())
          .add(
              "The branches of "
                  + TypeDiff.where(ends.place)
                  + " changed places: harmless on the wire; check the default.");
    }
  }

  private Changes.Report report(ChangeRule rule, Ends ends, Location at) {
    return changes
        .report(rule, ends.place)
        .at(at)
        .was(ends.old.location())
        .from(Sides.name(ends.old, sides.before()), Sides.name(ends.now, sides.after()));
  }

  /** Which branch became which. */
  record BranchPairs(List<Pair> matched, List<Type> added, List<Type> removed) {
    record Pair(Type old, Type now, int oldIndex) {}

    static boolean textAndBytes(Pair pair) {
      Kind old = Sides.primitive(pair.old).orElse(Kind.NULL);
      Kind now = Sides.primitive(pair.now).orElse(Kind.NULL);
      return (old == Kind.STRING && now == Kind.BYTES) || (old == Kind.BYTES && now == Kind.STRING);
    }

    boolean reordered() {
      int last = -1;
      for (Pair pair : matched) {
        if (pair.oldIndex < last) {
          return true;
        }
        last = pair.oldIndex;
      }
      return false;
    }

    /** One value branch gone and one new: that branch changed its type. */
    private static void pairTheLastTwo(Type[] partner, List<Type> now, List<Type> left) {
      List<Type> gone = left.stream().filter(t -> !t.isNull()).toList();
      int fresh = -1;
      for (int i = 0; i < partner.length; i++) {
        if (partner[i] == null && !now.get(i).isNull()) {
          if (fresh >= 0) {
            return;
          }
          fresh = i;
        }
      }
      if (fresh >= 0 && gone.size() == 1) {
        partner[fresh] = gone.get(0);
        left.remove(gone.get(0));
      }
    }

    /** The surest matches first: same name, alias, same simple name, same kind, promotion. */
    static BranchPairs of(List<Type> old, List<Type> now, Sides sides) {
      boolean unions = old.size() > 1 && now.size() > 1;
      Type[] partner = new Type[now.size()];
      List<Type> left = new ArrayList<>(old);
      for (Match match : Match.values()) {
        for (int i = 0; i < partner.length; i++) {
          if (partner[i] == null) {
            Type branch = now.get(i);
            partner[i] =
                left.stream().filter(o -> match.holds(o, branch, sides)).findFirst().orElse(null);
            if (partner[i] != null) {
              left.remove(partner[i]);
            }
          }
        }
      }
      if (unions) {
        pairTheLastTwo(partner, now, left);
      }
      var matched = new ArrayList<Pair>();
      var added = new ArrayList<Type>();
      for (int i = 0; i < partner.length; i++) {
        if (partner[i] == null) {
          added.add(now.get(i));
        } else {
          matched.add(new Pair(partner[i], now.get(i), old.indexOf(partner[i])));
        }
      }
      return new BranchPairs(matched, added, left);
    }
  }

  private enum Match {
    SAME_NAME,
    ALIAS,
    SIMPLE_NAME,
    SAME_KIND,
    PROMOTION;

    boolean holds(Type old, Type now, Sides sides) {
      if (this == SAME_NAME) {
        return old.branchName().equals(now.branchName());
      }
      if (this == PROMOTION) {
        Kind was = Sides.primitive(old).orElse(Kind.NULL);
        Kind is = Sides.primitive(now).orElse(Kind.NULL);
        return was != Kind.NULL && (Sides.promotes(was, is) || Sides.promotes(is, was));
      }
      if (!(old instanceof Type.Reference oldName) || !(now instanceof Type.Reference newName)) {
        return false;
      }
      Definition was = sides.old(oldName);
      Definition is = sides.now(newName);
      return was.kind().equals(is.kind())
          && switch (this) {
            case ALIAS -> Sides.hasAlias(is, was.fullName());
            case SIMPLE_NAME -> was.simpleName().equals(is.simpleName());
            default -> true;
          };
    }
  }
}
