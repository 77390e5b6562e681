package dev.accord.checks.diff;

import dev.accord.checks.diff.Changes.Place;
import dev.accord.checks.finding.Axis;
import dev.accord.checks.finding.Severity;
import dev.accord.checks.rule.ChangeRule;
import dev.accord.checks.rule.Effect;
import dev.accord.checks.rule.EnumRules;
import dev.accord.model.json.JsonValue.JsonText;
import dev.accord.model.schema.Definition.EnumDefinition;
import dev.accord.model.schema.Definition.Field;
import dev.accord.model.source.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Compares the symbols and the default of two versions of an enum. */
final class EnumDiff {
  private final Changes changes;

  EnumDiff(Changes changes) {
    this.changes = changes;
  }

  void compare(EnumDefinition old, EnumDefinition now, Place place) {
    Set<String> before = Set.copyOf(old.names());
    Set<String> after = Set.copyOf(now.names());
    List<JsonText> added = now.symbols().stream().filter(s -> !before.contains(s.value())).toList();
    List<JsonText> removed =
        old.symbols().stream().filter(s -> !after.contains(s.value())).toList();
    if (added.size() == 1 && removed.size() == 1 && sameIndex(old, removed, now, added)) {
      renamed(old, removed.get(0), now, added.get(0), place);
    } else {
      if (!added.isEmpty()) {
        added(added, old, now, place);
      }
      if (!removed.isEmpty()) {
        removed(removed, now, place);
      }
    }
    reordered(old, now, place);
    defaults(old, now, place);
  }

  private static boolean sameIndex(
      EnumDefinition old, List<JsonText> gone, EnumDefinition now, List<JsonText> added) {
    return old.symbols().indexOf(gone.get(0)) == now.symbols().indexOf(added.get(0));
  }

  private void added(List<JsonText> added, EnumDefinition old, EnumDefinition now, Place place) {
    String symbols = join(added);
    Optional<JsonText> fallback = old.defaultSymbol();
    boolean onFieldOnly =
        fallback.isEmpty()
            && place
                .oldField()
                .flatMap(Field::defaultValue)
                .filter(JsonText.class::isInstance)
                .isPresent();
    ChangeRule rule =
        fallback.isPresent()
            ? EnumRules.SYMBOL_ADDED_OLD_HAS_DEFAULT
            : onFieldOnly
                ? EnumRules.ENUM_DEFAULT_ON_FIELD_ONLY
                : EnumRules.SYMBOL_ADDED_NO_DEFAULT;
    Changes.Report report =
        changes
            .report(rule, place)
            .at(added.get(0).location())
            .was(old.header().nameLocation())
            .from("", symbols);
    if (fallback.isPresent()) {
      String word = fallback.get().value();
      boolean neutral = neutral(word);
      report
          .weighs(Axis.VALUE, neutral ? Severity.WARN : Severity.ERROR)
          .fix(
              neutral
                  ? "check that " + word + " is right for them"
                  : "make the default UNKNOWN first")
          .add(
              "Old consumers will read "
                  + symbols
                  + " of "
                  + now.simpleName()
                  + " as "
                  + word
                  + ".");
    } else {
      report
          .fix(
              "first release \"default\": \"UNKNOWN\" inside the enum everywhere, then add symbols")
          .add(
              "Consumers on the old "
                  + now.simpleName()
                  + " stop at "
                  + symbols
                  + (onFieldOnly
                      ? ": the default on the field covers a missing field, not an unknown symbol."
                      : "."));
    }
  }

  private static boolean neutral(String symbol) {
    return symbol
        .toUpperCase(Locale.ROOT)
        .matches(".*(UNKNOWN|UNSPECIFIED|UNRECOGNIZED|OTHER|UNDEFINED|NONE)");
  }

  private void removed(List<JsonText> removed, EnumDefinition now, Place place) {
    String symbols = join(removed);
    Optional<JsonText> fallback = now.defaultSymbol();
    ChangeRule rule =
        fallback.isPresent()
            ? EnumRules.SYMBOL_REMOVED_WITH_DEFAULT
            : EnumRules.SYMBOL_REMOVED_NO_DEFAULT;
    changes
        .report(rule, place)
        .at(now.header().nameLocation())
        .was(removed.get(0).location())
        .from(symbols, "")
        .fix("keep " + symbols + " and mark it deprecated")
        .add(
            fallback.isPresent()
                ? "History is rewritten: "
                    + symbols
                    + " of "
                    + now.simpleName()
                    + " becomes "
                    + fallback.get().value()
                    + " on replay."
                : "Records with " + symbols + " of " + now.simpleName() + " cannot be read.");
  }

  private void renamed(
      EnumDefinition old, JsonText gone, EnumDefinition now, JsonText added, Place place) {
    boolean oldTolerates = old.defaultSymbol().isPresent();
    boolean newTolerates = now.defaultSymbol().isPresent();
    var report =
        changes
            .report(EnumRules.SYMBOL_RENAMED, place)
            .at(added.location())
            .was(gone.location())
            .from(gone.value(), added.value());
    report
        .effects(tolerance(newTolerates), tolerance(oldTolerates))
        .fix("keep " + gone.value() + " on the wire and rename what people see")
        .add(
            "looks like "
                + gone.value()
                + " of "
                + now.simpleName()
                + " was renamed to "
                + added.value()
                + ": Avro has no aliases for symbols, so each side "
                + (oldTolerates && newTolerates ? "reads the default for" : "stops at")
                + " the other's.");
  }

  private static Effect tolerance(boolean hasDefault) {
    return hasDefault ? Effect.ALTERED : Effect.SOME;
  }

  private void reordered(EnumDefinition old, EnumDefinition now, Place place) {
    List<String> before = new ArrayList<>(old.names());
    before.retainAll(Set.copyOf(now.names()));
    Set<String> kept = Set.copyOf(before);
    List<JsonText> after = now.symbols().stream().filter(s -> kept.contains(s.value())).toList();
    for (int i = 0; i < before.size(); i++) {
      if (!before.get(i).equals(after.get(i).value())) {
        changes
            .report(EnumRules.SYMBOLS_REORDERED, place)
            .at(after.get(i).location())
            .was(old.header().nameLocation())
            .from(String.join(",", before), join(after))
            .fix("restore the order and append new symbols at the end")
            .add(
                "The symbols of "
                    + now.simpleName()
                    + " changed places: whatever is stored by ordinal or sorted by it changes.");
        return;
      }
    }
  }

  private void defaults(EnumDefinition old, EnumDefinition now, Place place) {
    String was = old.defaultSymbol().map(JsonText::value).orElse("");
    String is = now.defaultSymbol().map(JsonText::value).orElse("");
    if (was.equals(is)) {
      return;
    }
    Location oldName = old.header().nameLocation();
    Location newName = now.header().nameLocation();
    ChangeRule rule =
        was.isEmpty()
            ? EnumRules.ENUM_DEFAULT_ADDED
            : is.isEmpty() ? EnumRules.ENUM_DEFAULT_REMOVED : EnumRules.ENUM_DEFAULT_CHANGED;
    String name = now.simpleName();
    String message =
        was.isEmpty()
            ? name + " has a default now: once this version is everywhere, symbols can follow."
            : is.isEmpty()
                ? name
                    + " lost its default "
                    + was
                    + ": consumers tolerated unknown symbols, those"
                    + " on this version will not."
                : name
                    + " had default "
                    + was
                    + " and has "
                    + is
                    + ": two versions turn the same unknown symbol into different values.";
    changes
        .report(rule, place)
        .at(now.defaultSymbol().map(JsonText::location).orElse(newName))
        .was(old.defaultSymbol().map(JsonText::location).orElse(oldName))
        .from(was, is)
        .fix(was.isEmpty() ? "" : "keep the default " + was)
        .add(message);
  }

  private static String join(List<JsonText> symbols) {
    return String.join(", ", symbols.stream().map(JsonText::value).toList());
  }
}
