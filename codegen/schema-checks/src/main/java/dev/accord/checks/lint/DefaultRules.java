package dev.accord.checks.lint;

import static dev.accord.checks.lint.LintRule.minimal;
import static dev.accord.checks.lint.LintRule.standard;
import static dev.accord.checks.lint.LintRule.strict;

import dev.accord.checks.edit.Edit;
import dev.accord.checks.edit.SchemaEdits;
import dev.accord.checks.finding.Axis;
import dev.accord.checks.lint.LintRule.Found;
import dev.accord.checks.lint.LintScope.FieldOf;
import dev.accord.model.json.JsonValue;
import dev.accord.model.json.JsonValue.JsonArray;
import dev.accord.model.json.JsonValue.JsonNull;
import dev.accord.model.json.JsonValue.JsonObject;
import dev.accord.model.json.JsonValue.JsonText;
import dev.accord.model.schema.Definition.EnumDefinition;
import dev.accord.model.schema.Type;
import dev.accord.model.source.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Defaults of fields and enums, and where null stands. */
final class DefaultRules {
  private static final Set<String> UNKNOWN_WORDS =
      Set.of("unknown", "unspecified", "undefined", "unrecognized", "other", "none");

  static final List<LintRule> ALL =
      List.of(
          minimal(
              "DEFAULT_IS_VALID",
              Axis.VALUE,
              "A default does not fit its type, or is damaged when a reader needs it.",
              "Some wrong defaults are refused, others are taken and become another value: text"
                  + " \"null\", bytes beyond U+00FF, a fixed of the wrong length, no symbol.",
              DefaultRules::valid),
          standard(
              "DEFAULT_OF_FIRST_BRANCH",
              Axis.VALUE,
              "A union's default is of another branch than the first.",
              "Before Avro 1.12 a default had to be of the first branch; clients in other languages"
                  + " still refuse the schema.",
              DefaultRules::firstBranch),
          standard(
              "OPTIONAL_NULL_FIRST_DEFAULT_NULL",
              Axis.VALUE,
              "An optional field does not put null first.",
              "[\"null\", T] with default null is what every Avro version and language reads.",
              DefaultRules::nullFirst),
          standard(
              "NULLABLE_NEEDS_DEFAULT",
              Axis.BINARY,
              "A nullable field has no default.",
              "Nullable is not optional: data without the field cannot be read, and builders demand"
                  + " a value.",
              DefaultRules::nullableNeedsDefault),
          standard(
              "ENUM_HAS_DEFAULT",
              Axis.BINARY,
              "An enum has no default of its own.",
              "Readers stop at the first symbol they do not know. With a default inside the enum"
                  + " they read that instead, and symbols can be added.",
              DefaultRules::enumDefault),
          standard(
              "ENUM_DEFAULT_INSIDE_ENUM",
              Axis.BINARY,
              "A field of an enum has a default, the enum has none.",
              "The field's default covers a missing field, not a symbol that the reader does not"
                  + " know; that one belongs inside the enum.",
              DefaultRules::fieldOnly),
          strict(
              "UNKNOWN_FIRST_OR_NAMED",
              Axis.VALUE,
              "An enum's default is a business value.",
              "Old readers will take every new symbol for it. Let the default be UNKNOWN.",
              DefaultRules::unknownNamed));

  private DefaultRules() {}

  private static void valid(LintScope scope, Found found) {
    for (Problem flaw : scope.types().flaws()) {
      if (scope.files().contains(flaw.location().file())) {
        found.add(pathAt(scope, flaw), flaw.location(), flaw.message(), "correct the default");
      }
    }
    for (var field : scope.fields()) {
      field
          .field()
          .defaultValue()
          .filter(value -> flawless(scope, value))
          .flatMap(value -> scope.types().defaults().damage(field.field().type(), value))
          .ifPresent(
              damage ->
                  found.add(
                      field.path(),
                      damage.value().location(),
                      "default of " + field.path() + ": " + damage.what(),
                      damage.fix()));
    }
  }

  private static boolean flawless(LintScope scope, JsonValue value) {
    return scope.types().flaws().stream()
        .noneMatch(flaw -> LintScope.contains(value.location(), flaw.location()));
  }

  private static String pathAt(LintScope scope, Problem flaw) {
    return scope.fields().stream()
        .filter(field -> LintScope.contains(field.field().location(), flaw.location()))
        .reduce((outer, inner) -> inner)
        .map(FieldOf::path)
        .orElseGet(() -> scope.eventAt(flaw.location()));
  }

  private static void firstBranch(LintScope scope, Found found) {
    for (var field : scope.fields()) {
      if (field.field().type() instanceof Type.Union union
          && field.field().defaultValue().isPresent()
          && !nullLastWithDefaultNull(field)
          && flawless(scope, field.field().defaultValue().get())
          && !fits(scope, union.branches().get(0), field.field().defaultValue().get())) {
        found.add(
            field.path(),
            field.field().defaultValue().get().location(),
            "the default of " + field.path() + " is not of the first branch",
            "put the branch of the default first");
      }
    }
  }

  /** By kind of JSON value, which is how parsers before 1.12 chose. */
  private static boolean fits(LintScope scope, Type branch, JsonValue value) {
    if (branch.isNull()) {
      return value instanceof JsonNull;
    }
    if (value instanceof JsonText) {
      return LintScope.is(branch, Type.Kind.STRING, Type.Kind.BYTES)
          || (branch instanceof Type.Reference reference
              && !scope.types().get(reference).kind().equals("record"));
    }
    if (value instanceof JsonObject) {
      return branch instanceof Type.MapOf || branch instanceof Type.Reference;
    }
    if (value instanceof JsonArray) {
      return branch instanceof Type.ArrayOf;
    }
    return value instanceof JsonValue.JsonBoolean
        ? LintScope.is(branch, Type.Kind.BOOLEAN)
        : LintScope.is(branch, Type.Kind.INT, Type.Kind.LONG, Type.Kind.FLOAT, Type.Kind.DOUBLE);
  }

  private static boolean nullLastWithDefaultNull(FieldOf field) {
    return field.field().type() instanceof Type.Union union
        && union.hasNull()
        && !union.branches().get(0).isNull()
        && field.field().defaultValue().orElse(null) instanceof JsonNull;
  }

  private static void nullFirst(LintScope scope, Found found) {
    for (var field : scope.fields()) {
      if (nullLastWithDefaultNull(field)) {
        found.add(
            field.path(),
            field.field().type().location(),
            field.path() + " has null behind another branch and default null",
            "put \"null\" first",
            scope.edit(field, DefaultRules::nullToTheFront));
      }
    }
  }

  private static void nullableNeedsDefault(LintScope scope, Found found) {
    for (var field : scope.fields()) {
      if (field.field().type().isNullable() && field.field().defaultValue().isEmpty()) {
        found.add(
            field.path(),
            field.place(),
            field.path() + " is nullable but has no default: data without it cannot be read",
            "give it the default null",
            scope.edit(field, DefaultRules::defaultNull));
      }
    }
  }

  private static List<Edit> nullToTheFront(SchemaEdits file, JsonObject field) {
    return field.get("type").orElse(null) instanceof JsonArray union
        ? swap(file, union)
        : List.of();
  }

  private static List<Edit> defaultNull(SchemaEdits file, JsonObject field) {
    var edits = new ArrayList<>(nullToTheFront(file, field));
    edits.add(file.addAfter(field.member("type").orElseThrow(), "default", "null"));
    return edits;
  }

  private static List<Edit> swap(SchemaEdits file, JsonArray union) {
    var first = union.items().get(0);
    Optional<JsonValue> nothing =
        union.items().stream()
            .filter(item -> item instanceof JsonText text && text.value().equals("null"))
            .findFirst();
    return nothing.isEmpty() || nothing.get().equals(first)
        ? List.of()
        : List.of(
            file.replace(first, "\"null\""), file.replace(nothing.get(), file.written(first)));
  }

  private static void enumDefault(LintScope scope, Found found) {
    var told = fieldOnly(scope).stream().map(DefaultRules::enumName).collect(Collectors.toSet());
    for (var type : scope.definitions(EnumDefinition.class)) {
      if (type.defaultSymbol().isEmpty() && !told.contains(type.fullName())) {
        found.add(
            type.simpleName(),
            type.header().nameLocation(),
            type.simpleName() + " has no default: readers stop at a symbol they do not know",
            "add a symbol UNKNOWN and \"default\": \"UNKNOWN\" to the enum");
      }
    }
  }

  private static void fieldOnly(LintScope scope, Found found) {
    for (var field : fieldOnly(scope)) {
      var value = field.field().defaultValue().orElseThrow();
      found.add(
          field.path(),
          value.location(),
          field.path() + " has a default, but its enum has none",
          "add \"default\": " + value.text() + " inside the enum as well");
    }
  }

  private static List<FieldOf> fieldOnly(LintScope scope) {
    return scope.fields().stream()
        .filter(field -> field.field().defaultValue().orElse(null) instanceof JsonText)
        .filter(
            field ->
                LintScope.value(field.field().type()) instanceof Type.Reference reference
                    && scope.types().get(reference) instanceof EnumDefinition type
                    && type.defaultSymbol().isEmpty())
        .toList();
  }

  private static String enumName(FieldOf field) {
    return LintScope.value(field.field().type()).branchName();
  }

  private static void unknownNamed(LintScope scope, Found found) {
    for (var type : scope.definitions(EnumDefinition.class)) {
      type.defaultSymbol()
          .filter(
              symbol -> NameWords.of(symbol.value()).stream().noneMatch(UNKNOWN_WORDS::contains))
          .ifPresent(
              symbol ->
                  found.add(
                      type.simpleName(),
                      symbol.location(),
                      "old readers of "
                          + type.simpleName()
                          + " take new symbols for "
                          + symbol.value(),
                      "add a symbol UNKNOWN and make it the default"));
    }
  }
}
