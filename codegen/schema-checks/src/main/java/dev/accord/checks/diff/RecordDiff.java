package dev.accord.checks.diff;

import dev.accord.checks.diff.Changes.Place;
import dev.accord.checks.rule.ChangeRule;
import dev.accord.checks.rule.Effect;
import dev.accord.checks.rule.EnumRules;
import dev.accord.checks.rule.FieldRules;
import dev.accord.checks.rule.NameRules;
import dev.accord.checks.rule.ValueRules;
import dev.accord.model.json.JsonValue;
import dev.accord.model.json.JsonValue.JsonNull;
import dev.accord.model.schema.Defaults.Damage;
import dev.accord.model.schema.Definition.Alias;
import dev.accord.model.schema.Definition.EnumDefinition;
import dev.accord.model.schema.Definition.Field;
import dev.accord.model.schema.Definition.RecordDefinition;
import dev.accord.model.schema.Type;
import dev.accord.model.source.Location;
import java.util.List;
import java.util.Optional;

/** Compares the fields of two versions of a record. */
final class RecordDiff {
  private final Sides sides;
  private final Changes changes;
  private final TypeDiff types;
  private final FieldDiff fields;

  RecordDiff(Sides sides, Changes changes, TypeDiff types) {
    this.sides = sides;
    this.changes = changes;
    this.types = types;
    this.fields = new FieldDiff(sides, changes);
  }

  void compare(RecordDefinition old, RecordDefinition now, Place place) {
    FieldPairs pairs = FieldPairs.of(old, now);
    for (FieldPairs.Pair pair : pairs.kept()) {
      Place inside = place.field(pair.old(), pair.now());
      types.compare(pair.old().type(), pair.now().type(), inside);
      fields.compare(pair.old(), pair.now(), inside);
    }
    boolean aliasesApply =
        old.fullName().equals(now.fullName()) || Sides.hasAlias(now, old.fullName());
    for (FieldPairs.Pair pair : pairs.aliased()) {
      renamedWithAlias(pair, aliasesApply, old, now, place.field(pair.old(), pair.now()));
    }
    pairs.guessed().forEach(p -> renamedWithoutAlias(p, place.field(p.old(), p.now())));
    pairs.added().forEach(field -> added(field, pairs, place.added(field)));
    pairs.removed().forEach(field -> removed(field, old, now, place.removed(field)));
    reordered(pairs, now, place);
    deadAliases(old, now, place);
  }

  private void added(Field field, FieldPairs pairs, Place place) {
    Optional<JsonValue> value = field.defaultValue();
    if (value.isEmpty()) {
      addedWithoutDefault(field, place);
      return;
    }
    Optional<Damage> damage = sides.after().defaults().damage(field.type(), value.get());
    if (damage.isPresent()) {
      fields.damaged(damage.get(), place);
      return;
    }
    String at = place.path();
    if (pairs.standsBeforeOldOnes(field)) {
      report(FieldRules.FIELD_ADDED_MID_RECORD, field, place)
          .fix("move it to the end of the record")
          .add(at + " is new and stands before older fields: positional constructors shift.");
    } else if (value.get() instanceof JsonNull && field.type().isNullable()) {
      boolean nullFirst = ((Type.Union) field.type()).branches().get(0).isNull();
      if (nullFirst) {
        report(FieldRules.OPTIONAL_ADDED, field, place)
            .add(at + " is a new optional field: safe in both directions (binary).");
      } else {
        report(FieldRules.OPTIONAL_NULL_LAST, field, place)
            .fix("put \"null\" first in the union")
            .add(
                at
                    + " is new with default null, and null is not the first branch: libraries of"
                    + " Avro 1.11 and older may refuse the schema.");
      }
    } else {
      report(FieldRules.FIELD_ADDED_WITH_DEFAULT, field, place)
          .from("", value.get().text())
          .add(
              at
                  + " is new; old events will show "
                  + value.get().text()
                  + ". Is that true of them?");
    }
  }

  private void addedWithoutDefault(Field field, Place place) {
    ChangeRule rule = FieldRules.FIELD_ADDED_NO_DEFAULT;
    String fix = "add \"default\", or make it nullable with default null";
    String why = " is new and has no default: new readers cannot read older events.";
    if (field.type().isNullable()) {
      rule = FieldRules.NULLABLE_ADDED_NO_DEFAULT;
      fix = "add \"default\": null";
      why =
          " is new and nullable without a default: old events have no value for it, not even null.";
    } else if (field.type() instanceof Type.Reference reference
        && sides.now(reference) instanceof EnumDefinition symbols
        && symbols.defaultSymbol().isPresent()) {
      rule = EnumRules.ENUM_DEFAULT_ONLY_FIELD_MISSING;
      String symbol = symbols.defaultSymbol().get().text();
      fix = "add \"default\": " + symbol + " to the field as well";
      why =
          " is new without a default; the enum's default "
              + symbol
              + " covers unknown symbols, not a missing field.";
    } else if (place.depth() > 1) {
      rule = FieldRules.NESTED_FIELD_ADDED_NO_DEFAULT;
    }
    report(rule, field, place).fix(fix).add(place.path() + why);
  }

  private void removed(Field field, RecordDefinition old, RecordDefinition now, Place place) {
    boolean hadDefault = field.defaultValue().isPresent();
    ChangeRule rule =
        hadDefault ? FieldRules.FIELD_REMOVED_WITH_DEFAULT : FieldRules.FIELD_REMOVED_NO_DEFAULT;
    changes
        .report(rule, place)
        .at(nearestPlace(field, old, now))
        .was(field.nameLocation())
        .from(Sides.name(field.type(), sides.before()), "")
        .fix(
            hadDefault
                ? "deprecate it with removeAfter first"
                : "give it a default, wait until all consumers run that version, then remove it")
        .add(
            hadDefault
                ? place.oldPath()
                    + " is gone: consumers on the old version will see "
                    + field.defaultValue().get().text()
                    + " for every new event."
                : place.oldPath()
                    + " is gone and had no default: old readers cannot read new"
                    + " events.");
  }

  /** The field that now stands where the removed one stood, else the record's name. */
  private static Location nearestPlace(Field gone, RecordDefinition old, RecordDefinition now) {
    List<Field> before = old.fields();
    for (int i = before.indexOf(gone) + 1; i < before.size(); i++) {
      Optional<Field> next = now.field(before.get(i).name());
      if (next.isPresent()) {
        return next.get().nameLocation();
      }
    }
    return now.header().nameLocation();
  }

  private void renamedWithAlias(
      FieldPairs.Pair pair,
      boolean aliasesApply,
      RecordDefinition old,
      RecordDefinition now,
      Place place) {
    Effect forward = missing(pair.old());
    String names = pair.old().name() + " was renamed to " + pair.now().name();
    if (aliasesApply) {
      types.compare(pair.old().type(), pair.now().type(), place);
      report(FieldRules.FIELD_RENAMED_WITH_ALIAS, pair, place)
          .effects(Effect.OK, forward)
          .fix(
              "add "
                  + pair.now().name()
                  + " as a second field, keep "
                  + pair.old().name()
                  + " for one window")
          .add(
              names
                  + " in "
                  + now.simpleName()
                  + ": the alias serves new readers only; old ones "
                  + lose(forward)
                  + ".");
    } else {
      report(NameRules.NAMESPACE_CHANGED_WITH_FIELD_ALIAS, pair, place)
          .effects(missing(pair.now()), forward)
          .fix("add the alias \"" + old.fullName() + "\" to " + now.simpleName())
          .add(
              names
                  + " with an alias that is not applied, because the record's full name differs"
                  + " from "
                  + old.fullName()
                  + ".");
    }
  }

  private void renamedWithoutAlias(FieldPairs.Pair pair, Place place) {
    Effect backward = missing(pair.now());
    Effect forward = missing(pair.old());
    boolean fails = backward.fails() || forward.fails();
    ChangeRule rule =
        fails ? FieldRules.FIELD_RENAMED_NO_ALIAS : FieldRules.FIELD_RENAMED_VALUE_LOST;
    report(rule, pair, place)
        .effects(backward, forward)
        .fix(
            "add \"aliases\": [\""
                + pair.old().name()
                + "\"] for new readers; to serve old readers"
                + " keep both fields for one window")
        .add(
            "looks like "
                + pair.old().name()
                + " was renamed to "
                + pair.now().name()
                + ": "
                + (fails
                    ? "readers miss their field."
                    : "readers on either side will see the default although the value was sent."));
  }

  /** What a reader suffers whose field the writer does not have. */
  private static Effect missing(Field wanted) {
    return wanted.defaultValue().isPresent() ? Effect.ALTERED : Effect.FAILS;
  }

  private static String lose(Effect effect) {
    return effect == Effect.ALTERED ? "see the default instead of the value" : "fail";
  }

  private void reordered(FieldPairs pairs, RecordDefinition now, Place place) {
    pairs
        .firstOutOfOrder()
        .ifPresent(
            field ->
                changes
                    .report(FieldRules.FIELDS_REORDERED, place)
                    .at(field.nameLocation())
                    .fix("restore the order")
                    .add(
                        "The fields of "
                            + now.simpleName()
                            + " changed places, "
                            + field.name()
                            + " first: records sort otherwise, and constructors may swap values."));
  }

  /** Aliases that take a value away from a field, or that nobody ever needed. */
  private void deadAliases(RecordDefinition old, RecordDefinition now, Place place) {
    for (Field field : now.fields()) {
      for (Alias alias : field.aliases()) {
        Optional<Field> before = old.field(field.name());
        Place inside = before.map(o -> place.field(o, field)).orElseGet(() -> place.added(field));
        Optional<Field> victim = old.field(alias.name());
        if (victim.isPresent()) {
          hijacked(alias, victim.get(), before.isPresent(), now, inside);
        } else if (before.isPresent() && fields.aliasIsNew(alias, before.get())) {
          changes
              .report(FieldRules.ALIAS_ADDED, inside)
              .at(alias.written().location())
              .from("", alias.name())
              .fix("correct or remove it")
              .add(
                  "No known version has a field \""
                      + alias.name()
                      + "\" for the alias of "
                      + inside.path()
                      + ".");
        }
      }
    }
  }

  private void hijacked(
      Alias alias, Field victim, boolean existed, RecordDefinition now, Place inside) {
    Optional<Field> live = now.field(alias.name());
    if (!existed && live.isEmpty()) {
      return;
    }
    ChangeRule rule =
        existed ? FieldRules.ALIAS_TO_LIVE_FIELD_OF_WRITER : FieldRules.ALIAS_STEALS_FIELD;
    changes
        .report(rule, inside)
        .at(alias.written().location())
        .was(victim.nameLocation())
        .effects(
            existed ? Effect.FAILS : live.map(RecordDiff::missing).orElse(Effect.OK), Effect.OK)
        .fix("drop the alias " + alias.name())
        .add(
            "The alias "
                + alias.name()
                + " of "
                + inside.path()
                + (existed
                    ? " names a field of old data: the decoder meets two of one name and throws."
                    : " takes the old value away from the field " + alias.name() + "."));
  }

  private Changes.Report report(ChangeRule rule, Field field, Place place) {
    return changes
        .report(rule, place)
        .at(field.nameLocation())
        .from("", Sides.name(field.type(), sides.after()));
  }

  private Changes.Report report(ChangeRule rule, FieldPairs.Pair pair, Place place) {
    return changes
        .report(rule, place)
        .at(pair.now().nameLocation())
        .was(pair.old().nameLocation())
        .from(pair.old().name(), pair.now().name());
  }

  static ChangeRule damageRule(Damage damage) {
    return damage.fatal() ? EnumRules.FIELD_DEFAULT_NOT_A_SYMBOL : ValueRules.DEFAULT_DAMAGED;
  }
}
