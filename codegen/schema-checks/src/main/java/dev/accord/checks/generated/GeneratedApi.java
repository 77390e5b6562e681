package dev.accord.checks.generated;

import dev.accord.checks.finding.SourceEffect;
import dev.accord.checks.generated.GeneratedClass.Accessor;
import dev.accord.checks.generated.GeneratedClass.Compared;
import dev.accord.checks.generated.GeneratedClass.EnumClass;
import dev.accord.checks.generated.GeneratedClass.FixedClass;
import dev.accord.checks.generated.GeneratedClass.RecordClass;
import dev.accord.model.contracts.EventSchema;
import dev.accord.model.json.JsonValue;
import dev.accord.model.json.JsonValue.JsonNull;
import dev.accord.model.schema.Definition;
import dev.accord.model.schema.Definition.EnumDefinition;
import dev.accord.model.schema.Definition.Field;
import dev.accord.model.schema.Definition.FixedDefinition;
import dev.accord.model.schema.Definition.RecordDefinition;
import dev.accord.model.schema.SchemaSet;
import dev.accord.model.schema.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The classes that our templates generate for an event: their public names and signatures, and what
 * a caller can observe behind an unchanged signature. Derived from the schema alone.
 */
public final class GeneratedApi {
  private final SchemaSet types;
  private final JavaTypes java;
  private final Map<String, GeneratedClass> classes = new LinkedHashMap<>();

  private GeneratedApi(SchemaSet types) {
    this.types = types;
    this.java = new JavaTypes(types);
  }

  /** The classes of an event and of every type it refers to. */
  static GeneratedApi of(EventSchema event) {
    var api = new GeneratedApi(event.types());
    api.collect(event.root());
    return api;
  }

  /** By the full name of the schema's type, each type after the one that first refers to it. */
  Map<String, GeneratedClass> classes() {
    return classes;
  }

  /** What callers of the older version's classes see in the newer one's. */
  public static List<ApiChange> between(EventSchema before, EventSchema after) {
    return of(after).since(of(before));
  }

  /** What callers of the older classes see in these. */
  List<ApiChange> since(GeneratedApi before) {
    return new ApiComparison(before, this).run();
  }

  /** The gravest of all; {@code NONE} if there are none. */
  public static SourceEffect gravest(List<ApiChange> changes) {
    return changes.stream().map(ApiChange::effect).reduce(SourceEffect.NONE, SourceEffect::or);
  }

  private void collect(Type type) {
    if (type instanceof Type.ArrayOf array) {
      collect(array.items());
    } else if (type instanceof Type.MapOf map) {
      collect(map.values());
    } else if (type instanceof Type.Union union) {
      union.branches().forEach(this::collect);
    } else if (type instanceof Type.Reference reference
        && !classes.containsKey(reference.fullName())) {
      Definition definition = types.get(reference);
      classes.put(definition.fullName(), classOf(definition));
      if (definition instanceof RecordDefinition record) {
        record.fields().forEach(field -> collect(field.type()));
      }
    }
  }

  private GeneratedClass classOf(Definition definition) {
    if (definition instanceof EnumDefinition symbols) {
      return new EnumClass(symbols.names());
    }
    if (definition instanceof FixedDefinition fixed) {
      return new FixedClass(fixed.size());
    }
    var record = (RecordDefinition) definition;
    Map<String, Accessor> accessors = new LinkedHashMap<>();
    for (Field field : record.fields()) {
      accessors.put(
          field.name(),
          new Accessor(
              JavaTypes.accessor("get", field.name(), record),
              java.returned(field.type()),
              java.values(field.type()),
              unset(field)));
    }
    return new RecordClass(accessors, compared(record));
  }

  /** What {@code build()} puts into a field that nobody set. */
  private Optional<String> unset(Field field) {
    if (field.defaultValue().isEmpty()) {
      return field.type().isNullable() ? Optional.of("nothing") : Optional.empty();
    }
    JsonValue value = field.defaultValue().get();
    boolean fatal = types.defaults().damage(field.type(), value).filter(d -> d.fatal()).isPresent();
    if (fatal) {
      return Optional.empty();
    }
    return Optional.of(value instanceof JsonNull ? "nothing" : value.text());
  }

  private List<Compared> compared(RecordDefinition record) {
    var compared = new ArrayList<Compared>();
    for (Field field : record.fields()) {
      if (!field.order().equals("ignore")) {
        compared.add(new Compared(field.name(), field.order()));
        if (holdsMap(field.type(), new HashSet<>())) {
          return compared;
        }
      }
    }
    return compared;
  }

  private boolean holdsMap(Type type, Set<String> seen) {
    if (type instanceof Type.Union union) {
      return union.branches().stream().anyMatch(branch -> holdsMap(branch, seen));
    }
    if (type instanceof Type.ArrayOf array) {
      return holdsMap(array.items(), seen);
    }
    return type instanceof Type.MapOf
        || (type instanceof Type.Reference reference
            && seen.add(reference.fullName())
            && types.get(reference) instanceof RecordDefinition record
            && record.fields().stream()
                .filter(field -> !field.order().equals("ignore"))
                .anyMatch(field -> holdsMap(field.type(), seen)));
  }
}
