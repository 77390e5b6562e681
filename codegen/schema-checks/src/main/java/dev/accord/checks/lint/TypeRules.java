package dev.accord.checks.lint;

import static dev.accord.checks.lint.LintRule.minimal;
import static dev.accord.checks.lint.LintRule.standard;
import static dev.accord.checks.lint.LintRule.strict;

import dev.accord.checks.edit.Edit;
import dev.accord.checks.edit.SchemaEdits;
import dev.accord.checks.finding.Axis;
import dev.accord.checks.lint.LintRule.Found;
import dev.accord.checks.lint.LintScope.FieldOf;
import dev.accord.model.json.JsonValue.JsonObject;
import dev.accord.model.json.JsonValue.JsonText;
import dev.accord.model.json.JsonValue.Member;
import dev.accord.model.schema.Definition.FixedDefinition;
import dev.accord.model.schema.Logical;
import dev.accord.model.schema.Type.Kind;
import dev.accord.model.source.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Money, time, ids, bytes, and logical types that do what they say. */
final class TypeRules {
  private static final Set<String> MONEY =
      Set.of(
          "amount",
          "price",
          "total",
          "subtotal",
          "cost",
          "fee",
          "balance",
          "tax",
          "vat",
          "discount",
          "refund",
          "salary",
          "revenue",
          "payment",
          "charge",
          "deposit");
  private static final Set<String> MOMENTS = Set.of("at", "time", "timestamp", "date", "on");
  private static final List<String> LOGICAL = List.of("logicalType", "precision", "scale");

  static final List<LintRule> ALL =
      List.of(
          standard(
              "MONEY_IS_DECIMAL",
              Axis.VALUE,
              "A field named like money is a float or a double.",
              "0.1 has no exact binary form: sums drift by cents. Use decimal with a fixed scale,"
                  + " and the currency beside it.",
              TypeRules::money),
          standard(
              "DECIMAL_SCALE_EXPLICIT",
              Axis.VALUE,
              "A decimal does not write its scale.",
              "It is then 0: 12.34 cannot be written. Say so, or say what was meant.",
              TypeRules::scale),
          standard(
              "TIMESTAMP_LOGICAL_TYPE",
              Axis.VALUE,
              "A field named like a moment is a bare long or text.",
              "Nothing says whether it counts seconds or milliseconds, or how the text is written."
                  + " Use timestamp-millis or date.",
              TypeRules::moment),
          standard(
              "NO_LOCAL_TIMESTAMP_FOR_INSTANTS",
              Axis.VALUE,
              "A moment is written in local time.",
              "Without a zone two readers in two places mean two moments. Use timestamp-millis.",
              TypeRules::localMoment),
          minimal(
              "LOGICAL_TYPE_INSIDE_TYPE",
              Axis.VALUE,
              "A logical type is written beside the type, where Avro ignores it.",
              "It belongs inside: \"type\": {\"type\": \"long\", \"logicalType\": ...}.",
              TypeRules::insideType),
          minimal(
              "LOGICAL_TYPE_KNOWN_AND_VALID",
              Axis.VALUE,
              "A logical type is unknown or cannot apply, so Avro ignores it.",
              "The field is then a bare long or bytes, on the wire and in the generated class.",
              TypeRules::validLogical),
          strict(
              "ID_IS_STRING_OR_UUID",
              Axis.DESIGN,
              "An id is a number.",
              "Numbers end, tell how many there are, and lose digits in JavaScript. Use text or"
                  + " uuid.",
              TypeRules::id),
          standard(
              "NO_FLOAT_IN_KEY",
              Axis.IDENTITY,
              "A record key holds a float or a double.",
              "Equal numbers may have different bytes, and bytes choose the partition.",
              TypeRules::floatInKey),
          strict(
              "NO_BYTES_WITHOUT_CONTENT_TYPE",
              Axis.VALUE,
              "A field of bytes does not say what is in it.",
              "Say it in a property \"contentType\", or in a field such as imageContentType.",
              TypeRules::contentType));

  private TypeRules() {}

  private static void money(LintScope scope, Found found) {
    for (var field : scope.fields()) {
      if (MONEY.contains(NameWords.last(field.field().name()))
          && LintScope.is(field.field().type(), Kind.FLOAT, Kind.DOUBLE)) {
        found.add(
            field.path(),
            field.place(),
            field.path() + " is a " + LintScope.value(field.field().type()).branchName(),
            "make it bytes with logicalType decimal, precision 12, scale 2");
      }
    }
  }

  private static void scale(LintScope scope, Found found) {
    scope.eachType(
        (type, path) -> {
          if (type.logical().filter(l -> l.name().equals("decimal")).isPresent()
              && type.properties().stream().noneMatch(p -> p.name().equals("scale"))) {
            noScale(found, path, type.logical().get());
          }
        });
    for (var fixed : scope.definitions(FixedDefinition.class)) {
      Logical.of(fixed)
          .filter(l -> l.name().equals("decimal") && fixed.property("scale").isEmpty())
          .ifPresent(logical -> noScale(found, fixed.simpleName(), logical));
    }
  }

  private static void noScale(Found found, String path, Logical logical) {
    found.add(
        path,
        logical.location(),
        path + " is a decimal without a scale: whole numbers only",
        "add \"scale\"");
  }

  private static void moment(LintScope scope, Found found) {
    for (var field : scope.fields()) {
      var type = LintScope.value(field.field().type());
      if (isMoment(field)
          && LintScope.is(type, Kind.LONG, Kind.STRING)
          && type.logical().isEmpty()
          && field.field().property("logicalType").isEmpty()) {
        found.add(
            field.path(),
            field.place(),
            field.path() + " is a bare " + type.branchName(),
            "make it long with logicalType timestamp-millis");
      }
    }
  }

  private static void localMoment(LintScope scope, Found found) {
    for (var field : scope.fields()) {
      var logical = scope.logical(field.field().type());
      if (isMoment(field)
          && logical.filter(l -> l.name().startsWith("local-timestamp")).isPresent()) {
        found.add(
            field.path(),
            logical.get().location(),
            field.path() + " is in local time, without saying where",
            "use " + logical.get().name().substring("local-".length()));
      }
    }
  }

  /** {@code shippedOn} is a moment, {@code addOn} is not; a time in a unit is a duration. */
  private static boolean isMoment(FieldOf field) {
    var words = field.words();
    if (words.isEmpty() || !MOMENTS.contains(words.get(words.size() - 1))) {
      return false;
    }
    var before = words.size() > 1 ? words.get(words.size() - 2) : "";
    return switch (words.get(words.size() - 1)) {
      case "on" -> before.endsWith("ed") || before.equals("paid") || before.equals("sent");
      case "time" -> !DocRules.statesUnit(LintScope.doc(field.field().doc()));
      default -> true;
    };
  }

  private static void insideType(LintScope scope, Found found) {
    for (var field : scope.fields()) {
      var beside =
          field.field().properties().stream()
              .filter(p -> p.name().equals("logicalType"))
              .findFirst();
      beside.ifPresent(
          property ->
              found.add(
                  field.path(),
                  property.nameLocation(),
                  field.path()
                      + ": logicalType "
                      + property.value().text()
                      + " beside the type is ignored",
                  "move it into the type",
                  scope.edit(field, TypeRules::moveInside)));
    }
  }

  private static List<Edit> moveInside(SchemaEdits file, JsonObject field) {
    if (!(field.get("type").orElse(null) instanceof JsonText type)) {
      return List.of();
    }
    var edits = new ArrayList<Edit>();
    var inside = new StringBuilder("{\"type\": " + file.written(type));
    for (Member member : field.members()) {
      if (LOGICAL.contains(member.name())) {
        inside.append(", \"" + member.name() + "\": " + file.written(member.value()));
        edits.add(file.remove(member));
      }
    }
    edits.add(file.replace(type, inside + "}"));
    return edits;
  }

  private static void validLogical(LintScope scope, Found found) {
    scope.eachType((type, path) -> type.logical().ifPresent(l -> ignored(scope, found, path, l)));
    for (var fixed : scope.definitions(FixedDefinition.class)) {
      Logical.of(fixed).ifPresent(logical -> ignored(scope, found, fixed.simpleName(), logical));
    }
  }

  private static void ignored(LintScope scope, Found found, String path, Logical logical) {
    logical
        .ignored()
        .ifPresent(
            why ->
                found.add(
                    path,
                    logical.location(),
                    path + ": Avro ignores its logical type: " + why,
                    "correct it, or leave it out",
                    respelled(scope, logical)));
  }

  private static List<Edit> respelled(LintScope scope, Logical logical) {
    boolean unknown = !Logical.knownNames().contains(logical.name());
    Optional<String> near =
        unknown ? Nearest.to(logical.name(), Logical.knownNames()) : Optional.empty();
    return near.isPresent() && scope.edits(logical.location()).isPresent()
        ? List.of(new Edit.Replace(logical.location(), "\"" + near.get() + "\""))
        : List.of();
  }

  private static void id(LintScope scope, Found found) {
    for (var field : scope.fields()) {
      if (NameWords.last(field.field().name()).equals("id")
          && LintScope.is(field.field().type(), Kind.INT, Kind.LONG, Kind.FLOAT, Kind.DOUBLE)) {
        found.add(
            field.path(),
            field.place(),
            field.path() + " is a number",
            "make it a string, with logicalType uuid where it is one");
      }
    }
  }

  private static void floatInKey(LintScope scope, Found found) {
    for (var field : scope.fields()) {
      boolean inKey =
          scope.events().stream()
              .anyMatch(event -> event.key() && event.name().equals(field.owner().fullName()));
      boolean isKey =
          scope.config().topics().stream()
              .anyMatch(
                  topic ->
                      topic.key().equals(field.field().name())
                          && topic.events().contains(field.owner().fullName()));
      if ((inKey || isKey) && LintScope.is(field.field().type(), Kind.FLOAT, Kind.DOUBLE)) {
        found.add(
            field.path(),
            field.place(),
            field.path() + " is part of a record key and a floating-point number",
            "use a string, an int or a long");
      }
    }
  }

  private static void contentType(LintScope scope, Found found) {
    for (var field : scope.fields()) {
      boolean told =
          field.field().property("contentType").isPresent()
              || field.owner().fields().stream()
                  .map(other -> NameWords.of(other.name()))
                  .anyMatch(words -> words.contains("content") && words.contains("type"));
      var type = LintScope.value(field.field().type());
      if (LintScope.is(type, Kind.BYTES) && type.logical().isEmpty() && !told) {
        found.add(
            field.path(),
            field.place(),
            field.path() + " does not say what its bytes are",
            "add \"contentType\": \"image/png\", or a field that tells");
      }
    }
  }
}
