package dev.accord.checks.lint;

import static dev.accord.checks.lint.LintRule.standard;
import static dev.accord.checks.lint.LintRule.strict;

import dev.accord.checks.finding.Axis;
import dev.accord.checks.lint.LintRule.Found;
import dev.accord.model.config.AccordConfig;
import dev.accord.model.json.JsonValue.JsonText;
import dev.accord.model.json.JsonValue.Member;
import dev.accord.model.schema.Definition.EnumDefinition;
import dev.accord.model.schema.Type.Kind;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What docs have to say, and promises with a date or a state. */
final class DocRules {
  private static final Set<String> MEASURES =
      Set.of(
          "amount",
          "size",
          "duration",
          "length",
          "weight",
          "distance",
          "timeout",
          "delay",
          "age",
          "interval",
          "speed",
          "temperature",
          "volume",
          "height",
          "width",
          "ttl",
          "latency");
  private static final Pattern UNIT =
      Pattern.compile(
          "\\b(bytes?|[kmg]i?b|bits?|n?anoseconds?|nanos?|microseconds?|micros?|milliseconds?"
              + "|millis?|ms|seconds?|minutes?|hours?|days?|weeks?|months?|years?|percent|currency"
              + "|iso 4217|cents?|[a-z]{3} \\(iso|eur|usd|gbp|grams?|kg|kilograms?|mm|cm|km|metres?"
              + "|meters?|kilometres?|miles?|inch(es)?|pieces?|items?|units?|celsius|kelvin"
              + "|characters?|litres?|liters?|degrees?|points?)\\b|%|°",
          Pattern.CASE_INSENSITIVE);

  static final List<LintRule> ALL =
      List.of(
          standard(
              "DOC_REQUIRED",
              Axis.DESIGN,
              "A type or field has no doc, or one too short to say anything.",
              "Consumers read the schema, not the producer's code: say what the value means, not"
                  + " what it is called. lint.docLengthMin in accord.yaml sets the length.",
              DocRules::required),
          strict(
              "SYMBOL_DOC_REQUIRED",
              Axis.DESIGN,
              "An enum's doc does not say what a symbol means.",
              "Avro has no place for a symbol's doc, so the enum's doc has one line for each:"
                  + " SYMBOL: meaning.",
              DocRules::symbols),
          strict(
              "DOC_STATES_UNIT",
              Axis.VALUE,
              "A number that measures something does not say in which unit.",
              "Seconds read as milliseconds are the classic bug between teams. Say the unit in the"
                  + " doc, or in the name, as in timeoutSeconds.",
              DocRules::unit),
          standard(
              "PROMISE_READABLE",
              Axis.IDENTITY,
              "A removeAfter is no day, or a stability is not one that Accord knows.",
              "Nothing is promised then: accord check passes the removal and treats the event as"
                  + " stable. A day is written as 2027-01-31, a stability is draft, stable or"
                  + " deprecated.",
              DocRules::promises));

  private DocRules() {}

  private static void required(LintScope scope, Found found) {
    for (var type : scope.definitions()) {
      required(
          scope,
          found,
          type.simpleName(),
          type.header().doc(),
          new JsonText(type.header().nameLocation(), type.simpleName()));
    }
    for (var field : scope.fields()) {
      required(
          scope,
          found,
          field.path(),
          field.field().doc(),
          new JsonText(field.place(), field.field().name()));
    }
  }

  private static void required(
      LintScope scope, Found found, String path, Optional<JsonText> written, JsonText name) {
    int wanted = scope.settings().docLengthMin();
    var doc = LintScope.doc(written);
    if (doc.isEmpty()) {
      found.add(path, name.location(), path + " has no doc", "add \"doc\": what it means");
    } else if (doc.length() < wanted) {
      found.add(
          path,
          written.map(JsonText::location).orElse(name.location()),
          path + " has a doc of " + doc.length() + " characters; " + wanted + " are wanted",
          "say what it means");
    }
  }

  private static void symbols(LintScope scope, Found found) {
    for (var type : scope.definitions(EnumDefinition.class)) {
      var doc = LintScope.doc(type.header().doc());
      for (var symbol : type.symbols()) {
        if (!Pattern.compile("\\b" + symbol.value() + "\\b").matcher(doc).find()) {
          found.add(
              type.simpleName() + "." + symbol.value(),
              symbol.location(),
              "the doc of " + type.simpleName() + " does not say what " + symbol.value() + " means",
              "add a line \"" + symbol.value() + ": meaning\" to the doc");
        }
      }
    }
  }

  private static void unit(LintScope scope, Found found) {
    for (var field : scope.fields()) {
      var words = field.words();
      boolean measures = !words.isEmpty() && MEASURES.contains(words.get(words.size() - 1));
      boolean number =
          LintScope.is(field.field().type(), Kind.INT, Kind.LONG, Kind.FLOAT, Kind.DOUBLE)
              || scope
                  .logical(field.field().type())
                  .filter(l -> l.name().equals("decimal"))
                  .isPresent();
      if (measures && number && !statesUnit(LintScope.doc(field.field().doc()))) {
        found.add(
            field.path(),
            field.place(),
            field.path() + " does not say its unit",
            "name the unit in the doc, or in the field's name");
      }
    }
  }

  private static void promises(LintScope scope, Found found) {
    for (var type : scope.definitions()) {
      for (var property : type.header().properties()) {
        promise(found, type.simpleName(), property);
      }
    }
    for (var field : scope.fields()) {
      for (var property : field.field().properties()) {
        if (property.name().endsWith("removeAfter")) {
          promise(found, field.path(), property);
        }
      }
    }
  }

  private static void promise(Found found, String path, Member property) {
    var name = property.name().replaceFirst("^accord\\.", "");
    var text = property.value() instanceof JsonText written ? written.value() : "";
    boolean day = name.equals("removeAfter") && !isDay(text);
    boolean state = name.equals("stability") && !AccordConfig.STABILITIES.contains(text);
    if (day || state) {
      found.add(
          path + "." + name,
          property.value().location(),
          path
              + ": "
              + name
              + " "
              + property.value().text()
              + (day ? " is no day" : " is none of " + String.join(", ", AccordConfig.STABILITIES)),
          day ? "write a day such as 2027-01-31" : "write one of them");
    }
  }

  private static boolean isDay(String text) {
    try {
      return LocalDate.parse(text).isAfter(LocalDate.MIN);
    } catch (DateTimeException e) {
      return false;
    }
  }

  /** Whether a text names a unit of measure. */
  static boolean statesUnit(String doc) {
    return UNIT.matcher(doc).find();
  }
}
