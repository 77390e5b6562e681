package dev.accord.checks.lint;

import static dev.accord.checks.lint.LintRule.minimal;
import static dev.accord.checks.lint.LintRule.standard;
import static dev.accord.checks.lint.LintRule.strict;

import dev.accord.checks.finding.Axis;
import dev.accord.checks.lint.LintRule.Found;
import dev.accord.model.contracts.EventSchema;
import dev.accord.model.json.JsonValue.JsonText;
import dev.accord.model.schema.Definition;
import dev.accord.model.schema.Definition.EnumDefinition;
import dev.accord.model.schema.Definition.RecordDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;

/** Names of events, types, fields, symbols, namespaces and files. */
final class NamingRules {
  private static final Pattern PASCAL = Pattern.compile("[A-Z][A-Za-z0-9]*");
  private static final Pattern CAMEL = Pattern.compile("[a-z][A-Za-z0-9]*");
  private static final Pattern SNAKE = Pattern.compile("[a-z][a-z0-9]*(_[a-z0-9]+)*");
  private static final Pattern UPPER_SNAKE = Pattern.compile("[A-Z][A-Z0-9]*(_[A-Z0-9]+)*");
  private static final Pattern MAJOR = Pattern.compile("v[1-9][0-9]*");

  static final List<LintRule> ALL =
      List.of(
          standard(
              "EVENT_PAST_TENSE",
              Axis.DESIGN,
              "An event's name is not a fact in the past tense.",
              "An event says what happened: OrderCancelled, not CancelOrder. A schema that is a"
                  + " command or a snapshot says so with \"accord.kind\"; verbs that the rule does"
                  + " not know go to lint.pastTense in accord.yaml.",
              NamingRules::pastTense),
          standard(
              "RECORD_PASCAL_CASE",
              Axis.DESIGN,
              "A type's name is not in PascalCase.",
              "Generated classes carry the name as it is, so it should look like a class.",
              NamingRules::pascalCase),
          standard(
              "FIELD_CASE",
              Axis.DESIGN,
              "A field's name is not in the case that the module uses.",
              "Consumers write these names in queries and mappings; one case spares them looking."
                  + " lint.fieldCase in accord.yaml says which one: camel or snake.",
              NamingRules::fieldCase),
          standard(
              "ENUM_SYMBOL_UPPER_SNAKE",
              Axis.DESIGN,
              "An enum's symbol is not in UPPER_SNAKE_CASE.",
              "Symbols become constants in most languages. Renaming a released one breaks readers.",
              NamingRules::symbolCase),
          minimal(
              "NAMESPACE_REQUIRED",
              Axis.IDENTITY,
              "A type has no namespace.",
              "Without one its class lands in the default package, which Java code cannot import,"
                  + " and its name will collide with another team's.",
              NamingRules::namespaceRequired),
          standard(
              "NAMESPACE_HAS_MAJOR",
              Axis.IDENTITY,
              "A namespace does not end with a major version, though the policy wants one.",
              "lint.namespaceMajor: required in accord.yaml asks for a last part such as v1, so"
                  + " that an incompatible successor can live beside this one.",
              (scope, found) -> namespaceMajor(scope, found, "required")),
          standard(
              "NAMESPACE_HAS_NO_MAJOR",
              Axis.IDENTITY,
              "A namespace ends with a major version, though the policy forbids it.",
              "lint.namespaceMajor: forbidden in accord.yaml: compatible versions need no number in"
                  + " the name, and a number there makes each one another type.",
              (scope, found) -> namespaceMajor(scope, found, "forbidden")),
          standard(
              "NO_JAVA_KEYWORD_NAMES",
              Axis.SOURCE,
              "A name is a keyword of Java.",
              "The generated code has to mangle it, as in getClass$().",
              NamingRules::keywords),
          minimal(
              "ASCII_NAMES",
              Axis.IDENTITY,
              "A name holds letters beyond ASCII.",
              "The specification allows A-Z, a-z, 0-9 and _ alone; Java's parser takes more, other"
                  + " languages refuse the schema.",
              NamingRules::ascii),
          standard(
              "ALIAS_FULLY_QUALIFIED",
              Axis.IDENTITY,
              "A type's alias has no namespace.",
              "It silently takes the namespace that the type has now, and with the next move it"
                  + " means another type.",
              NamingRules::qualifiedAlias),
          minimal(
              "NO_ALIAS_TO_LIVE_FIELD",
              Axis.VALUE,
              "A field's alias is the name of another field of the record.",
              "Readers then take the other field's value for this one, or fail.",
              NamingRules::aliasToLiveField),
          strict(
              "ONE_EVENT_PER_FILE",
              Axis.DESIGN,
              "A file holds a second event.",
              "One file an event keeps reviews, owners and history apart.",
              NamingRules::oneEventPerFile));

  private NamingRules() {}

  private static void pastTense(LintScope scope, Found found) {
    for (var event : scope.events()) {
      var record = event.definition().filter(RecordDefinition.class::isInstance);
      if (event.key() || record.isEmpty() || record.get().property("accord.kind").isPresent()) {
        continue;
      }
      var name = record.get().simpleName();
      if (!NameWords.pastTense(name, scope.settings().pastTense())) {
        found.add(
            name,
            event.location(),
            name + " does not say what happened",
            "name the fact, as in OrderCancelled; a command or snapshot says"
                + " \"accord.kind\": \"command\" or \"snapshot\"");
      }
    }
  }

  private static void pascalCase(LintScope scope, Found found) {
    for (var type : scope.definitions()) {
      if (!PASCAL.matcher(type.simpleName()).matches()) {
        found.add(
            type.simpleName(),
            type.header().nameLocation(),
            type.simpleName() + " is not in PascalCase",
            "rename it, with the old name as an alias");
      }
    }
  }

  private static void fieldCase(LintScope scope, Found found) {
    boolean camel = scope.settings().fieldCase().equals("camel");
    for (var field : scope.fields()) {
      if (!(camel ? CAMEL : SNAKE).matcher(field.field().name()).matches()) {
        found.add(
            field.path(),
            field.place(),
            field.path() + " is not in " + (camel ? "camelCase" : "snake_case"),
            "rename it before the first release; later it needs an alias");
      }
    }
  }

  private static void symbolCase(LintScope scope, Found found) {
    for (var type : scope.definitions(EnumDefinition.class)) {
      for (JsonText symbol : type.symbols()) {
        if (!UPPER_SNAKE.matcher(symbol.value()).matches()) {
          found.add(
              type.simpleName() + "." + symbol.value(),
              symbol.location(),
              "symbol " + symbol.value() + " of " + type.simpleName() + " is not in upper case",
              "rename it before the first release; later keep it, readers match symbols by text");
        }
      }
    }
  }

  private static void namespaceRequired(LintScope scope, Found found) {
    for (var type : scope.definitions()) {
      if (type.namespace().isEmpty()) {
        found.add(
            type.simpleName(),
            type.header().nameLocation(),
            type.simpleName() + " has no namespace",
            "add \"namespace\", such as com.example.order");
      }
    }
  }

  private static void namespaceMajor(LintScope scope, Found found, String policy) {
    if (!scope.settings().namespaceMajor().equals(policy)) {
      return;
    }
    boolean required = policy.equals("required");
    for (var type : scope.definitions()) {
      var last = type.namespace().substring(type.namespace().lastIndexOf('.') + 1);
      if (MAJOR.matcher(last).matches() != required) {
        found.add(
            type.simpleName(),
            type.header().nameLocation(),
            "namespace " + type.namespace() + (required ? " has no" : " has a") + " major version",
            required ? "end it with .v1" : "leave ." + last + " out");
      }
    }
  }

  private static void keywords(LintScope scope, Found found) {
    eachName(
        scope,
        (name, at) -> {
          if (SourceVersion.isKeyword(name.value(), SourceVersion.RELEASE_17)) {
            found.add(
                at, name.location(), name.value() + " is a keyword of Java", "choose another name");
          }
        });
  }

  private static void ascii(LintScope scope, Found found) {
    eachName(
        scope,
        (name, at) -> {
          if (!name.value().chars().allMatch(c -> c < 128)) {
            found.add(
                at,
                name.location(),
                name.value() + " is legal for this Java version only",
                "use A-Z, a-z, 0-9 and _");
          }
        });
  }

  /** Simple names of types, fields and symbols, and the path of each. */
  private static void eachName(LintScope scope, BiConsumer<JsonText, String> consumer) {
    for (var type : scope.definitions()) {
      consumer.accept(
          new JsonText(type.header().nameLocation(), type.simpleName()), type.simpleName());
      if (type instanceof EnumDefinition symbols) {
        for (JsonText symbol : symbols.symbols()) {
          consumer.accept(symbol, type.simpleName() + "." + symbol.value());
        }
      }
    }
    for (var field : scope.fields()) {
      consumer.accept(new JsonText(field.place(), field.field().name()), field.path());
    }
  }

  private static void qualifiedAlias(LintScope scope, Found found) {
    for (Definition type : scope.definitions()) {
      for (var alias : type.header().aliases()) {
        if (alias.written().value().indexOf('.') < 0 && alias.name().indexOf('.') >= 0) {
          var written = alias.written();
          found.add(
              type.simpleName() + ".aliases." + written.value(),
              written.location(),
              "alias " + written.value() + " of " + type.simpleName() + " means " + alias.name(),
              "write \"" + alias.name() + "\"",
              scope.edits(written.location()).stream()
                  .map(edits -> edits.replace(written, "\"" + alias.name() + "\""))
                  .toList());
        }
      }
    }
  }

  private static void aliasToLiveField(LintScope scope, Found found) {
    for (var field : scope.fields()) {
      for (var alias : field.field().aliases()) {
        if (field.owner().field(alias.name()).isPresent()) {
          found.add(
              field.path() + ".aliases." + alias.name(),
              alias.written().location(),
              "alias " + alias.name() + " of " + field.path() + " is a field of its own",
              "drop the alias");
        }
      }
    }
  }

  private static void oneEventPerFile(LintScope scope, Found found) {
    var first = new HashMap<String, EventSchema>();
    var events = new ArrayList<>(scope.events());
    events.sort((a, b) -> a.location().compareTo(b.location()));
    for (var event : events) {
      var earlier = first.putIfAbsent(event.location().file(), event);
      if (earlier != null) {
        found.add(
            LintScope.path(event),
            event.location(),
            LintScope.path(event) + " shares its file with " + LintScope.path(earlier),
            "give it a file of its own");
      }
    }
  }
}
