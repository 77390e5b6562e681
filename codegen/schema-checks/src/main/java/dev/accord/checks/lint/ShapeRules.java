package dev.accord.checks.lint;

import static dev.accord.checks.lint.LintRule.minimal;
import static dev.accord.checks.lint.LintRule.standard;
import static dev.accord.checks.lint.LintRule.strict;

import dev.accord.checks.finding.Axis;
import dev.accord.checks.lint.LintRule.Found;
import dev.accord.model.json.JsonValue.JsonObject;
import dev.accord.model.schema.Definition.RecordDefinition;
import dev.accord.model.schema.SchemaSet;
import dev.accord.model.schema.Type;
import dev.accord.model.schema.Type.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/** Unions, nesting, sizes and maps. */
final class ShapeRules {
  private static final Set<Kind> NUMBERS = Set.of(Kind.INT, Kind.LONG, Kind.FLOAT, Kind.DOUBLE);
  private static final Set<String> OPEN_ENDED =
      Set.of(
          "attributes",
          "properties",
          "metadata",
          "extras",
          "extra",
          "custom",
          "details",
          "data",
          "info",
          "fields",
          "params",
          "parameters",
          "context");
  private static final Pattern LISTED_KEYS =
      Pattern.compile("\\bkeys?( are| is|:)|\\bone of\\b", Pattern.CASE_INSENSITIVE);

  static final List<LintRule> ALL =
      List.of(
          minimal(
              "NO_ROOT_UNION",
              Axis.IDENTITY,
              "A file's schema is no named type.",
              "An event is one named record: a union or a bare type has no name to be registered,"
                  + " generated or looked up by.",
              ShapeRules::rootUnion),
          standard(
              "NO_MULTI_TYPE_UNION",
              Axis.SOURCE,
              "A union has several branches beside null that are not all records.",
              "Its getter becomes Object, and every consumer tests with instanceof. Use separate"
                  + " optional fields.",
              (scope, found) -> eachUnion(scope, (u, path) -> multiType(found, u, path))),
          standard(
              "NO_NUMERIC_UNION",
              Axis.VALUE,
              "A union has several numeric branches.",
              "Which branch a reader picks for a promoted value depends on the library.",
              (scope, found) -> eachUnion(scope, (u, path) -> numeric(found, u, path))),
          standard(
              "NO_AMBIGUOUS_RECORD_UNION",
              Axis.VALUE,
              "Two records of a union could be read as each other.",
              "Java falls back to the shape when it does not know a name: after a rename one is"
                  + " silently taken for the other. Give each a required field of its own.",
              (scope, found) -> eachUnion(scope, (u, path) -> ambiguous(scope, found, u, path))),
          standard(
              "MAX_DEPTH",
              Axis.DESIGN,
              "An event nests records deeper than the limit.",
              "Deep trees are hard to query and to evolve. lint.depthMax in accord.yaml sets it.",
              ShapeRules::depth),
          standard(
              "MAX_FIELDS",
              Axis.SOURCE,
              "A record has more fields than the limit.",
              "Java allows 254 constructor slots, and readers give up much earlier."
                  + " lint.fieldsMax in accord.yaml sets it.",
              ShapeRules::fields),
          strict(
              "NO_MAP_FOR_KNOWN_KEYS",
              Axis.DESIGN,
              "A map's keys are known beforehand.",
              "Fields have types, docs and checked evolution; keys of a map have none of these.",
              ShapeRules::knownKeys),
          strict(
              "NO_OPEN_ENDED_STRING_MAP_OF_PII",
              Axis.DESIGN,
              "A map of anything sits beside personal data.",
              "Personal data will end up in it, untagged and beyond the reach of erasure.",
              ShapeRules::openEndedMap));

  private ShapeRules() {}

  private static void rootUnion(LintScope scope, Found found) {
    for (SchemaSet.Root root : scope.types().roots()) {
      boolean key = scope.events().stream().anyMatch(e -> e.key() && e.root() == root.type());
      if (!(root.type() instanceof Type.Reference) && !key) {
        found.add(
            root.file(),
            root.type().location(),
            "the schema is " + describe(root.type()) + ", not a named record",
            "one record a file; several events on a topic are several subjects");
      }
    }
  }

  private static String describe(Type type) {
    return (type instanceof Type.ArrayOf ? "an " : "a ") + type.branchName();
  }

  private static void eachUnion(LintScope scope, BiConsumer<Type.Union, String> consumer) {
    scope.eachType(
        (type, path) -> {
          if (type instanceof Type.Union union) {
            consumer.accept(union, path);
          }
        });
  }

  private static void multiType(Found found, Type.Union union, String path) {
    var values = union.values();
    if (values.size() > 1 && !values.stream().allMatch(Type.Reference.class::isInstance)) {
      found.add(
          path,
          union.location(),
          path
              + " may be any of "
              + String.join(", ", values.stream().map(Type::branchName).toList()),
          "one optional field for each");
    }
  }

  private static void numeric(Found found, Type.Union union, String path) {
    var numbers = union.values().stream().filter(ShapeRules::isNumber).toList();
    if (numbers.size() > 1) {
      found.add(
          path,
          union.location(),
          path + " has " + numbers.size() + " numeric branches",
          "keep the widest one");
    }
  }

  private static boolean isNumber(Type type) {
    return type instanceof Type.Primitive primitive && NUMBERS.contains(primitive.kind());
  }

  private static void ambiguous(LintScope scope, Found found, Type.Union union, String path) {
    var records =
        union.values().stream()
            .filter(Type.Reference.class::isInstance)
            .map(branch -> scope.types().get((Type.Reference) branch))
            .filter(RecordDefinition.class::isInstance)
            .map(RecordDefinition.class::cast)
            .toList();
    for (int i = 0; i < records.size(); i++) {
      for (int j = i + 1; j < records.size(); j++) {
        var a = records.get(i);
        var b = records.get(j);
        if (reads(a, b) || reads(b, a)) {
          found.add(
              path + "." + a.simpleName() + "." + b.simpleName(),
              union.location(),
              path + ": " + a.simpleName() + " and " + b.simpleName() + " have the same shape",
              "give each a required field that the other lacks");
        }
      }
    }
  }

  /** Whether the fields that {@code reader} needs are all in {@code writer}, of the same type. */
  private static boolean reads(RecordDefinition reader, RecordDefinition writer) {
    return reader.fields().stream()
        .allMatch(
            field ->
                writer
                    .field(field.name())
                    .map(other -> other.type().branchName().equals(field.type().branchName()))
                    .orElse(field.defaultValue().isPresent()));
  }

  private static void depth(LintScope scope, Found found) {
    int max = scope.settings().depthMax();
    for (var event : scope.events()) {
      int depth = depth(scope, event.root(), new HashMap<>());
      if (depth > max) {
        found.add(
            LintScope.path(event),
            event.location(),
            LintScope.path(event) + " nests records " + depth + " levels deep; at most " + max,
            "flatten it, or send the inner part as an event of its own");
      }
    }
  }

  /** A type that contains itself counts once, and one that many use is looked through once. */
  private static int depth(LintScope scope, Type type, Map<String, Integer> known) {
    if (type instanceof Type.ArrayOf array) {
      return depth(scope, array.items(), known);
    }
    if (type instanceof Type.MapOf map) {
      return depth(scope, map.values(), known);
    }
    if (type instanceof Type.Union union) {
      return union.branches().stream().mapToInt(b -> depth(scope, b, known)).max().orElse(0);
    }
    if (type instanceof Type.Reference reference
        && scope.types().get(reference) instanceof RecordDefinition record) {
      Integer before = known.putIfAbsent(record.fullName(), 0);
      if (before != null) {
        return before;
      }
      int inner =
          record.fields().stream().mapToInt(f -> depth(scope, f.type(), known)).max().orElse(0);
      known.put(record.fullName(), inner + 1);
      return inner + 1;
    }
    return 0;
  }

  private static void fields(LintScope scope, Found found) {
    int max = scope.settings().fieldsMax();
    for (var record : scope.definitions(RecordDefinition.class)) {
      int size = record.fields().size();
      if (size > max) {
        found.add(
            record.simpleName(),
            record.header().nameLocation(),
            record.simpleName() + " has " + size + " fields; at most " + max,
            "group what belongs together into records");
      }
    }
  }

  private static void knownKeys(LintScope scope, Found found) {
    for (var field : scope.fields()) {
      boolean listed = LISTED_KEYS.matcher(LintScope.doc(field.field().doc())).find();
      boolean preset =
          field.field().defaultValue().orElse(null) instanceof JsonObject object
              && !object.members().isEmpty();
      if (LintScope.value(field.field().type()) instanceof Type.MapOf && (listed || preset)) {
        found.add(
            field.path(),
            field.place(),
            field.path() + " is a map whose keys are known",
            "make it a record with a field for each key");
      }
    }
  }

  private static void openEndedMap(LintScope scope, Found found) {
    for (var field : scope.fields()) {
      boolean text =
          LintScope.value(field.field().type()) instanceof Type.MapOf map
              && LintScope.is(map.values(), Kind.STRING);
      if (text
          && OPEN_ENDED.contains(NameWords.last(field.field().name()))
          && field.owner().fields().stream().anyMatch(GovernanceRules::isPersonal)) {
        found.add(
            field.path(),
            field.place(),
            field.path() + " takes any text, beside personal data",
            "name the fields that are needed");
      }
    }
  }
}
