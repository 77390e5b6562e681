package dev.accord.checks.diff;

import dev.accord.checks.diff.Changes.Place;
import dev.accord.checks.finding.Axis;
import dev.accord.checks.finding.Severity;
import dev.accord.checks.rule.FieldRules;
import dev.accord.checks.rule.UnionRules;
import dev.accord.checks.rule.ValueRules;
import dev.accord.model.json.JsonValue;
import dev.accord.model.json.JsonValue.JsonNull;
import dev.accord.model.json.JsonValue.JsonText;
import dev.accord.model.json.JsonValue.Member;
import dev.accord.model.schema.Defaults.Damage;
import dev.accord.model.schema.Definition;
import dev.accord.model.schema.Definition.Alias;
import dev.accord.model.schema.Definition.Field;
import dev.accord.model.schema.Logical;
import dev.accord.model.schema.Type;
import dev.accord.model.source.Location;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Compares what stands beside the type: default, documentation, order, aliases, properties. */
final class FieldDiff {
  private static final Set<String> JAVA_PROPERTIES =
      Set.of("avro.java.string", "java-class", "java-element-class", "java-key-class");
  private static final Set<String> LOGICAL_WORDS = Set.of("logicalType", "precision", "scale");

  private final Sides sides;
  private final Changes changes;

  FieldDiff(Sides sides, Changes changes) {
    this.sides = sides;
    this.changes = changes;
  }

  void compare(Field old, Field now, Place place) {
    defaults(old, now, place);
    docs(old.doc(), now.doc(), old.nameLocation(), now.nameLocation(), place);
    if (!old.order().equals(now.order())) {
      changes
          .report(ValueRules.SORT_ORDER_CHANGED, place)
          .at(now.location())
          .was(old.location())
          .from(old.order(), now.order())
          .fix("restore \"order\": \"" + old.order() + "\"")
          .add(
              place.path()
                  + " sorts "
                  + now.order()
                  + " and sorted "
                  + old.order()
                  + ": data that is compared in its binary form changes its order.");
    }
    aliases(old.aliases(), now.aliases(), now.nameLocation(), place);
    properties(
        new Described(old.properties(), old.nameLocation()),
        new Described(now.properties(), now.nameLocation()),
        place);
    properties(
        new Described(old.type().properties(), old.type().location()),
        new Described(now.type().properties(), now.type().location()),
        place);
    misplacedLogicalType(old, now, place);
  }

  /** The same for a named type. */
  void headers(Definition old, Definition now, Place place) {
    Location was = old.header().nameLocation();
    Location is = now.header().nameLocation();
    docs(old.header().doc(), now.header().doc(), was, is, place);
    aliases(old.header().aliases(), now.header().aliases(), is, place);
    properties(
        new Described(old.header().properties(), old.header().nameLocation()),
        new Described(now.header().properties(), is),
        place);
  }

  private void defaults(Field old, Field now, Place place) {
    JsonValue was = old.defaultValue().orElse(null);
    JsonValue is = now.defaultValue().orElse(null);
    if (is == null) {
      if (was != null) {
        lostDefault(was, now, place);
      }
      return;
    }
    if (was != null && was.text().equals(is.text())) {
      return;
    }
    Optional<Damage> damage = sides.after().defaults().damage(now.type(), is);
    if (damage.isPresent()) {
      damaged(damage.get(), place);
    } else if (was == null) {
      changes
          .report(ValueRules.DEFAULT_ADDED, place)
          .at(is.location())
          .was(old.nameLocation())
          .from("", is.text())
          .add(place.path() + " has a default now: it prepares a later removal.");
    } else if (nullFlipped(old, now, was, is)) {
      changes.withdraw(UnionRules.BRANCHES_REORDERED, place.path());
      changes
          .report(UnionRules.NULL_POSITION_FLIPPED, place)
          .at(is.location())
          .was(was.location())
          .from(was.text(), is.text())
          .fix("keep the default " + was.text())
          .add(
              place.path()
                  + ": a missing value meant "
                  + was.text()
                  + " and means "
                  + is.text()
                  + " now; old and new readers disagree on what absent is.");
    } else {
      changedDefault(now, was, is, place);
    }
  }

  private void lostDefault(JsonValue was, Field now, Place place) {
    changes
        .report(ValueRules.DEFAULT_REMOVED, place)
        .at(now.nameLocation())
        .was(was.location())
        .from(was.text(), "")
        .fix("put \"default\": " + was.text() + " back")
        .add(
            place.path()
                + " lost its default "
                + was.text()
                + ": events from before the field existed can no longer be read.");
  }

  private static boolean nullFlipped(Field old, Field now, JsonValue was, JsonValue is) {
    return old.type().isNullable()
        && now.type().isNullable()
        && (was instanceof JsonNull) != (is instanceof JsonNull);
  }

  private void changedDefault(Field now, JsonValue was, JsonValue is, Place place) {
    String name = now.name().toLowerCase(Locale.ROOT);
    boolean grave =
        Sides.isEnum(now.type(), sides.after())
            || now.type().branchName().equals("boolean")
            || Logical.inForce(now.type().logical())
                .filter(l -> l.name().equals("decimal"))
                .isPresent()
            || name.matches(".*(amount|price|total|cost|fee|balance)");
    changes
        .report(ValueRules.DEFAULT_CHANGED, place)
        .weighs(Axis.VALUE, grave ? Severity.ERROR : Severity.WARN)
        .at(is.location())
        .was(was.location())
        .from(was.text(), is.text())
        .fix("keep the default " + was.text())
        .add(
            place.path()
                + ": the same event without it means "
                + was.text()
                + " to one version and "
                + is.text()
                + " to the other.");
  }

  void damaged(Damage damage, Place place) {
    changes
        .report(RecordDiff.damageRule(damage), place)
        .at(damage.value().location())
        .from("", damage.value().text())
        .fix(damage.fix())
        .add("The default of " + place.path() + " is not what it says: " + damage.what() + ".");
  }

  private void docs(
      Optional<JsonText> old, Optional<JsonText> now, Location was, Location is, Place place) {
    String before = old.map(JsonText::value).orElse("");
    String after = now.map(JsonText::value).orElse("");
    if (!before.equals(after)) {
      changes
          .report(ValueRules.DOC_CHANGED, place)
          .at(now.map(JsonText::location).orElse(is))
          .was(old.map(JsonText::location).orElse(was))
          .from(before, after)
          .add(
              "The documentation of "
                  + place.path()
                  + " was edited; it still makes a new registry"
                  + " version.");
    }
  }

  boolean aliasIsNew(Alias alias, Field old) {
    return old.aliases().stream().noneMatch(a -> a.name().equals(alias.name()));
  }

  private void aliases(List<Alias> old, List<Alias> now, Location is, Place place) {
    for (Alias gone : old) {
      if (now.stream().noneMatch(a -> a.name().equals(gone.name()))) {
        changes
            .report(FieldRules.ALIAS_REMOVED, place)
            .at(is)
            .was(gone.written().location())
            .from(gone.name(), "")
            .fix("keep the alias \"" + gone.written().value() + "\" until those records expired")
            .add(
                place.path()
                    + " lost its alias "
                    + gone.name()
                    + ": records from before the rename may still need it.");
      }
    }
  }

  /** What carries properties, and where to point for one that it lacks. */
  private record Described(List<Member> properties, Location location) {
    Optional<Member> find(String name) {
      return FieldDiff.find(properties, name);
    }

    Location locationOf(String name) {
      return find(name).map(Member::nameLocation).orElse(location);
    }
  }

  private void properties(Described old, Described now, Place place) {
    for (Member gone : old.properties()) {
      String name = gone.name();
      if (!LOGICAL_WORDS.contains(name) && now.find(name).isEmpty()) {
        Location is = now.location();
        property(name, gone.value().text(), "", is, gone.nameLocation(), place);
      }
    }
    for (Member member : now.properties()) {
      String name = member.name();
      String was = old.find(name).map(m -> m.value().text()).orElse("");
      String text = member.value().text();
      if (!LOGICAL_WORDS.contains(name) && !was.equals(text)) {
        property(name, was, text, member.nameLocation(), old.locationOf(name), place);
      }
    }
  }

  private void property(
      String name, String was, String is, Location at, Location before, Place place) {
    boolean java = JAVA_PROPERTIES.contains(name);
    boolean protection =
        is.isEmpty() && name.matches("(?i).*(pii|classification|sensitive|gdpr).*");
    Changes.Report report =
        changes
            .report(java ? ValueRules.JAVA_PROP_CHANGED : ValueRules.CUSTOM_PROP_CHANGED, place)
            .at(at)
            .was(before)
            .from(name + "=" + was, name + "=" + is);
    if (protection) {
      report =
          report.weighs(Axis.VALUE, Severity.ERROR).fix("put \"" + name + "\": " + was + " back");
    }
    String subject =
        place.path() + (is.isEmpty() ? " lost " : was.isEmpty() ? " got " : " changed ");
    report.add(
        subject
            + "its property "
            + name
            + (java
                ? ": the class of values at run time may change and casts fail."
                : protection ? ": what it protected no longer is." : "."));
  }

  private static Optional<Member> find(List<Member> members, String name) {
    return members.stream().filter(m -> m.name().equals(name)).findFirst();
  }

  /** A logical type beside the type instead of inside it has no effect. */
  private void misplacedLogicalType(Field old, Field now, Place place) {
    Optional<Member> written = find(now.properties(), "logicalType");
    if (written.isPresent() && find(old.properties(), "logicalType").isEmpty()) {
      changes.withdraw(ValueRules.LOGICAL_TYPE_REMOVED, place.path());
      changes
          .report(ValueRules.LOGICAL_TYPE_IGNORED, place)
          .at(written.get().nameLocation())
          .was(old.nameLocation())
          .from("", written.get().value().text())
          .fix("move it into the type: {\"type\": {\"type\": ..., \"logicalType\": ...}}")
          .add(
              place.path()
                  + ": a logicalType beside the type is ignored; readers get the plain "
                  + plainName(now.type())
                  + ".");
    }
  }

  private static String plainName(Type type) {
    return type.branchName();
  }
}
