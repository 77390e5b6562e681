package dev.accord.checks.lint;

import dev.accord.checks.edit.Edit;
import dev.accord.checks.edit.SchemaEdits;
import dev.accord.model.config.AccordConfig;
import dev.accord.model.config.AccordConfig.LintSettings;
import dev.accord.model.contracts.Contracts;
import dev.accord.model.contracts.EventSchema;
import dev.accord.model.json.JsonValue.JsonObject;
import dev.accord.model.json.JsonValue.JsonText;
import dev.accord.model.schema.Definition;
import dev.accord.model.schema.Definition.Field;
import dev.accord.model.schema.Definition.FixedDefinition;
import dev.accord.model.schema.Definition.RecordDefinition;
import dev.accord.model.schema.Logical;
import dev.accord.model.schema.SchemaSet;
import dev.accord.model.schema.Type;
import dev.accord.model.source.Location;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** The contracts as rules look at them: our own types alone, not those of a library. */
final class LintScope {
  private final Contracts contracts;
  private final Set<String> ownFiles;
  private final List<Definition> definitions;
  private final Map<String, List<EventSchema>> eventsOf;
  private final Map<String, List<Definition>> definitionsOf;
  private final Map<String, Optional<SchemaEdits>> edits = new HashMap<>();

  LintScope(Contracts contracts) {
    this.contracts = contracts;
    this.ownFiles =
        contracts.types().roots().stream().map(SchemaSet.Root::file).collect(Collectors.toSet());
    this.definitions =
        contracts.types().definitions().values().stream()
            .filter(definition -> ownFiles.contains(definition.location().file()))
            .toList();
    this.eventsOf =
        contracts.events().stream()
            .collect(Collectors.groupingBy(event -> event.location().file()));
    this.definitionsOf =
        definitions.stream()
            .collect(Collectors.groupingBy(definition -> definition.location().file()));
  }

  /** A field and the record it is in. */
  record FieldOf(RecordDefinition owner, Field field) {
    String path() {
      return owner.simpleName() + "." + field.name();
    }

    Location place() {
      return field.nameLocation();
    }

    List<String> words() {
      return NameWords.of(field.name());
    }
  }

  AccordConfig config() {
    return contracts.config();
  }

  LintSettings settings() {
    return contracts.config().lint();
  }

  SchemaSet types() {
    return contracts.types();
  }

  List<EventSchema> events() {
    return contracts.events();
  }

  /** The path of a whole event. */
  static String path(EventSchema event) {
    return event.definition().map(Definition::simpleName).orElse(event.name());
  }

  Set<String> files() {
    return ownFiles;
  }

  /** By full name. */
  List<Definition> definitions() {
    return definitions;
  }

  <D extends Definition> List<D> definitions(Class<D> kind) {
    return definitions.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  List<FieldOf> fields() {
    return definitions(RecordDefinition.class).stream()
        .flatMap(record -> record.fields().stream().map(field -> new FieldOf(record, field)))
        .toList();
  }

  /** The event in whose file the place is; in a file with none or several, the type around it. */
  String eventAt(Location place) {
    var here = eventsOf.getOrDefault(place.file(), List.of());
    if (here.size() == 1) {
      return here.get(0).name();
    }
    return definitionsOf.getOrDefault(place.file(), List.of()).stream()
        .filter(definition -> contains(definition.location(), place))
        .reduce((outer, inner) -> contains(outer.location(), inner.location()) ? inner : outer)
        .map(Definition::fullName)
        .orElse(place.file());
  }

  /** What a nullable field holds when it holds something; other types as they are. */
  static Type value(Type type) {
    return type instanceof Type.Union union && union.hasNull() && union.values().size() == 1
        ? union.values().get(0)
        : type;
  }

  /** The logical type in force of a type, its nullable value, or the fixed it names. */
  Optional<Logical> logical(Type type) {
    var value = value(type);
    if (value instanceof Type.Reference reference
        && types().get(reference) instanceof FixedDefinition fixed) {
      return Logical.inForce(Logical.of(fixed));
    }
    return Logical.inForce(value.logical());
  }

  /** Whether the type, or its nullable value, is one of these, whatever its logical type. */
  static boolean is(Type type, Type.Kind... kinds) {
    return value(type) instanceof Type.Primitive primitive
        && List.of(kinds).contains(primitive.kind());
  }

  /** Edits of the file that a place is in, unless its syntax is not JSON. */
  Optional<SchemaEdits> edits(Location place) {
    return edits.computeIfAbsent(place.file(), path -> types().file(path).flatMap(SchemaEdits::of));
  }

  /** What to edit in a field as it is written; nothing where its syntax is not JSON. */
  List<Edit> edit(FieldOf field, BiFunction<SchemaEdits, JsonObject, List<Edit>> edits) {
    return edits(field.place())
        .flatMap(
            file ->
                file.objectAt(field.field().location()).map(object -> edits.apply(file, object)))
        .orElse(List.of());
  }

  /** Every type in a field, the field's own included, with its path: {@code Order.lines[]}. */
  void eachType(BiConsumer<Type, String> consumer) {
    fields().forEach(field -> within(field.field().type(), field.path(), consumer));
  }

  private static void within(Type type, String path, BiConsumer<Type, String> consumer) {
    consumer.accept(type, path);
    if (type instanceof Type.Union union) {
      union.branches().forEach(branch -> within(branch, path, consumer));
    } else if (type instanceof Type.ArrayOf array) {
      within(array.items(), path + "[]", consumer);
    } else if (type instanceof Type.MapOf map) {
      within(map.values(), path + "{}", consumer);
    }
  }

  static String doc(Optional<JsonText> doc) {
    return doc.map(JsonText::value).orElse("").strip();
  }

  static boolean contains(Location outer, Location inner) {
    return outer.file().equals(inner.file())
        && before(outer.line(), outer.column(), inner.line(), inner.column())
        && before(inner.endLine(), inner.endColumn(), outer.endLine(), outer.endColumn());
  }

  private static boolean before(int line, int column, int otherLine, int otherColumn) {
    return line < otherLine || (line == otherLine && column <= otherColumn);
  }
}
