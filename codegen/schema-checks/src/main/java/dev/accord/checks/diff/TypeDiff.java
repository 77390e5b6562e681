package dev.accord.checks.diff;

import dev.accord.checks.diff.Changes.Place;
import dev.accord.checks.rule.ChangeRule;
import dev.accord.checks.rule.Effect;
import dev.accord.checks.rule.TypeRules;
import dev.accord.checks.rule.UnionRules;
import dev.accord.model.schema.Definition;
import dev.accord.model.schema.Definition.EnumDefinition;
import dev.accord.model.schema.Definition.FixedDefinition;
import dev.accord.model.schema.Definition.RecordDefinition;
import dev.accord.model.schema.Type;
import dev.accord.model.schema.Type.Kind;
import dev.accord.model.source.Location;
import java.util.Set;

/** Compares two types at one place. */
final class TypeDiff {
  private static final Set<String> CONTAINERS = Set.of("array", "map");
  private static final Set<String> RECORD_AND_MAP = Set.of("record", "map");

  private final Sides sides;
  private final Changes changes;
  private final LogicalDiff logicals;
  private final UnionDiff unions;
  private final NameDiff names;

  TypeDiff(Sides sides, Changes changes) {
    this.sides = sides;
    this.changes = changes;
    this.logicals = new LogicalDiff(sides, changes);
    this.names = new NameDiff(sides, changes);
    this.unions = new UnionDiff(sides, changes, this, names);
  }

  void compare(Type old, Type now, Place place) {
    if (old instanceof Type.Union || now instanceof Type.Union) {
      unions.compare(old, now, place);
      return;
    }
    if (old instanceof Type.Reference oldName && now instanceof Type.Reference newName) {
      named(sides.old(oldName), sides.now(newName), old, now, place);
      return;
    }
    if (logicals.compare(old, now, place)) {
      return;
    }
    if (old instanceof Type.ArrayOf oldArray && now instanceof Type.ArrayOf newArray) {
      compare(oldArray.items(), newArray.items(), place.items());
    } else if (old instanceof Type.MapOf oldMap && now instanceof Type.MapOf newMap) {
      compare(oldMap.values(), newMap.values(), place.values());
    } else {
      plain(old, now, place);
    }
  }

  /** Definitions at a place that is no union branch of its own. */
  private void named(Definition old, Definition now, Type oldUse, Type newUse, Place place) {
    if (!old.kind().equals(now.kind())) {
      changed(TypeRules.TYPE_CHANGED, oldUse, newUse, place);
      return;
    }
    names.nested(old, now, place);
    definitions(old, now, place);
  }

  /** The content of two definitions of one kind, once for each pair. */
  void definitions(Definition old, Definition now, Place place) {
    if (!changes.enter(old.fullName(), now.fullName(), place.path())) {
      return;
    }
    Place inside = place.definition(now.fullName());
    if (old instanceof RecordDefinition oldRecord && now instanceof RecordDefinition newRecord) {
      new RecordDiff(sides, changes, this).compare(oldRecord, newRecord, inside);
    } else if (old instanceof EnumDefinition oldEnum && now instanceof EnumDefinition newEnum) {
      new EnumDiff(changes).compare(oldEnum, newEnum, inside);
    } else if (old instanceof FixedDefinition oldFixed && now instanceof FixedDefinition newFixed) {
      fixed(oldFixed, newFixed, inside);
    }
    new FieldDiff(sides, changes).headers(old, now, inside);
  }

  void records(RecordDefinition old, RecordDefinition now, Place place) {
    definitions(old, now, place);
  }

  private void fixed(FixedDefinition old, FixedDefinition now, Place place) {
    if (old.size() == now.size()) {
      logicals.fixed(old, now, place);
    } else {
      changes
          .report(TypeRules.FIXED_SIZE_CHANGED, place)
          .at(now.sizeLocation())
          .was(old.sizeLocation())
          .from(String.valueOf(old.size()), String.valueOf(now.size()))
          .fix("define a new fixed type for the new size")
          .add(
              now.simpleName()
                  + " had "
                  + old.size()
                  + " bytes and has "
                  + now.size()
                  + " now: neither side can read the other, and the Java API hides it.");
    }
  }

  private void plain(Type old, Type now, Place place) {
    Kind was = Sides.primitive(old).orElse(null);
    Kind is = Sides.primitive(now).orElse(null);
    if (was != null && was == is) {
      return;
    }
    if (was != null && is != null && Sides.promotes(was, is)) {
      promoted(was, is, old, now, place);
    } else if (was != null && is != null && Sides.promotes(is, was)) {
      narrowed(was, is, old, now, place);
    } else {
      changed(ruleOfKinds(old, now, place), old, now, place);
    }
  }

  private ChangeRule ruleOfKinds(Type old, Type now, Place place) {
    String was = Sides.kind(old, sides.before());
    String is = Sides.kind(now, sides.after());
    Set<String> both = Set.of(was, is).size() == 1 ? Set.of(was) : Set.of(was, is);
    if (both.equals(Set.of("string", "enum"))) {
      return is.equals("enum") ? TypeRules.STRING_TO_ENUM : TypeRules.ENUM_TO_STRING;
    }
    if (both.equals(Set.of("fixed", "bytes"))) {
      return TypeRules.FIXED_BYTES_SWAP;
    }
    if (both.equals(CONTAINERS)) {
      return TypeRules.ARRAY_MAP_SWAP;
    }
    if (both.equals(RECORD_AND_MAP)) {
      return TypeRules.RECORD_MAP_SWAP;
    }
    return place.element() ? TypeRules.ELEMENT_TYPE_CHANGED : TypeRules.TYPE_CHANGED;
  }

  private void promoted(Kind was, Kind is, Type old, Type now, Place place) {
    if (was == Kind.STRING || was == Kind.BYTES) {
      boolean intoText = is == Kind.STRING;
      report(TypeRules.STRING_TO_BYTES, old, now, place)
          .effects(intoText ? Effect.ALTERED : Effect.OK, intoText ? Effect.OK : Effect.ALTERED)
          .fix("keep the type and add a new field for the other one")
          .add(
              where(place)
                  + " was "
                  + was.word()
                  + " and is "
                  + is.word()
                  + ": both sides decode, and content that is not valid UTF-8 arrives damaged.");
    } else if (was == Kind.FLOAT) {
      report(TypeRules.TYPE_WIDENED_FLOAT_DOUBLE, old, now, place)
          .fix("keep float, or add a new double field")
          .add(
              where(place)
                  + " was float and is double: old values show binary noise (0.1 becomes"
                  + " 0.10000000149), and old readers cannot read double.");
    } else if (is == Kind.LONG) {
      widened(old, now, place);
    } else {
      report(TypeRules.TYPE_WIDENED_LOSSY, old, now, place)
          .fix("use long or decimal")
          .add(
              where(place)
                  + " was "
                  + was.word()
                  + " and is "
                  + is.word()
                  + ": Avro allows it and rounds; "
                  + (is == Kind.FLOAT
                      ? "16777217 is read as 16777216"
                      : "9007199254740993 is read as 9007199254740992")
                  + (was == Kind.INT && is == Kind.DOUBLE ? " from long on" : "")
                  + ", and old readers fail.");
    }
  }

  private void widened(Type old, Type now, Place place) {
    ChangeRule rule =
        place.element()
            ? TypeRules.ELEMENT_TYPE_WIDENED
            : place.oneBranch() ? UnionRules.BRANCH_PROMOTED : TypeRules.TYPE_WIDENED_INT_LONG;
    report(rule, old, now, place)
        .fix("add a second field of type long beside it and retire this one later")
        .add(
            where(place)
                + " was int and is long: old readers stop at the type, even for small"
                + " numbers.");
  }

  private void narrowed(Kind was, Kind is, Type old, Type now, Place place) {
    boolean exact = is == Kind.INT && was == Kind.LONG;
    report(TypeRules.TYPE_NARROWED, old, now, place)
        .effects(Effect.FAILS, exact ? Effect.OK : Effect.ALTERED)
        .fix("keep " + was.word() + " and check the range in code")
        .add(
            where(place)
                + " was "
                + was.word()
                + " and is "
                + is.word()
                + ": new readers refuse every old record, even where the value would fit.");
  }

  void changed(ChangeRule rule, Type old, Type now, Place place) {
    report(rule, old, now, place)
        .fix("add a new field of the new type, write both for a while, then retire the old one")
        .add(
            where(place)
                + " was "
                + Sides.name(old, sides.before())
                + " and is "
                + Sides.name(now, sides.after())
                + ": Avro cannot read one as the other.");
  }

  private Changes.Report report(ChangeRule rule, Type old, Type now, Place place) {
    Location at = now.location();
    return changes
        .report(rule, place)
        .at(at)
        .was(old.location())
        .from(Sides.name(old, sides.before()), Sides.name(now, sides.after()));
  }

  static String where(Place place) {
    return place.path().isEmpty() ? place.oldPath() : place.path();
  }
}
