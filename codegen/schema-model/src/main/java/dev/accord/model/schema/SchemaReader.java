package dev.accord.model.schema;

import dev.accord.model.json.JsonValue;
import dev.accord.model.json.JsonValue.JsonArray;
import dev.accord.model.json.JsonValue.JsonObject;
import dev.accord.model.json.JsonValue.JsonText;
import dev.accord.model.json.JsonValue.Member;
import dev.accord.model.source.Location;
import dev.accord.model.source.Nearest;
import dev.accord.model.source.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Reads one schema tree as the Avro 1.12 specification defines it. A fault becomes a problem and
 * the null type stands in, so that one run reports every fault of every file.
 */
final class SchemaReader {
  static final Set<String> TYPE_WORDS =
      Set.of(
          "type",
          "name",
          "namespace",
          "doc",
          "aliases",
          "fields",
          "symbols",
          "size",
          "items",
          "values");
  private static final int BRANCHES_MAX = 1_000;
  private static final Set<String> CONTAINERS = Set.of("array", "map");

  private final DeclaredNames names;
  private final DefinitionReader definitions;
  private final List<Problem> problems;

  SchemaReader(DeclaredNames names, Consumer<Definition> definitions, List<Problem> problems) {
    this.names = names;
    this.definitions = new DefinitionReader(this, definitions, problems);
    this.problems = problems;
  }

  Type read(JsonValue tree) {
    return type(tree, "");
  }

  private Type type(JsonValue tree, String namespace) {
    if (tree instanceof JsonText name) {
      return named(name, namespace, List.of());
    }
    if (tree instanceof JsonArray union) {
      return union(union, namespace);
    }
    if (tree instanceof JsonObject object) {
      return object(object, namespace);
    }
    return noType(tree.location(), "expected a type, found " + tree.kind());
  }

  private Type named(JsonText name, String namespace, List<Member> properties) {
    Optional<Type.Kind> primitive = Type.Kind.of(name.value());
    if (primitive.isPresent()) {
      return new Type.Primitive(name.location(), primitive.get(), properties);
    }
    return names
        .resolve(name.value(), namespace)
        .<Type>map(fullName -> new Type.Reference(name.location(), fullName))
        .orElseGet(() -> unknown(name));
  }

  private Type unknown(JsonText name) {
    var known = new ArrayList<>(names.all());
    for (Type.Kind kind : Type.Kind.values()) {
      known.add(kind.word());
    }
    known.addAll(CONTAINERS);
    known.addAll(DeclaredNames.NAMED);
    return noType(
        name.location(),
        "no type \"" + name.value() + "\" in these files" + Nearest.hint(name.value(), known));
  }

  private Type union(JsonArray union, String namespace) {
    var branches = new ArrayList<Type>();
    Map<String, Location> seen = new HashMap<>();
    for (JsonValue item : atMost(BRANCHES_MAX, union, "this union")) {
      Type branch = type(item, namespace);
      if (branch instanceof Type.Union) {
        branch = noType(item.location(), "a union cannot hold a union; list the branches in one");
      } else {
        Location earlier = seen.putIfAbsent(branch.branchName(), item.location());
        if (earlier != null) {
          problem(
              item.location(), "second " + branch.branchName() + " branch; first at " + earlier);
        }
      }
      branches.add(branch);
    }
    return new Type.Union(union.location(), branches);
  }

  private Type object(JsonObject object, String namespace) {
    JsonValue type = object.get("type").orElse(null);
    if (type == null) {
      return noType(object.location(), "expected \"type\" in this object");
    }
    if (!(type instanceof JsonText kind)) {
      return noType(type.location(), "\"type\" must name a type here, found " + type.kind());
    }
    List<Member> properties = properties(object, TYPE_WORDS);
    switch (kind.value()) {
      case "record", "error", "enum", "fixed" -> {
        return definitions
            .read(object, kind.value(), namespace)
            .<Type>map(name -> new Type.Reference(definedAt(object), name))
            .orElseGet(() -> new Type.Primitive(object.location(), Type.Kind.NULL, List.of()));
      }
      case "array" -> {
        Type items = inner(object, "items", namespace);
        return new Type.ArrayOf(object.location(), items, properties);
      }
      case "map" -> {
        Type values = inner(object, "values", namespace);
        return new Type.MapOf(object.location(), values, properties);
      }
      default -> {
        boolean primitive = Type.Kind.of(kind.value()).isPresent();
        if (!primitive && names.resolve(kind.value(), namespace).isEmpty()) {
          return unknown(kind);
        }
        return named(new JsonText(object.location(), kind.value()), namespace, properties);
      }
    }
  }

  Type inner(JsonObject object, String member, String namespace) {
    return object
        .get(member)
        .map(tree -> type(tree, namespace))
        .orElseGet(() -> noType(object.location(), "expected \"" + member + "\" in this object"));
  }

  /** Where an inline definition is named, which stands for it wherever a type is shown. */
  private static Location definedAt(JsonObject definition) {
    return definition.get("name").orElse(definition).location();
  }

  /** The items, or none of more than Avro's own quadratic searches get through. */
  List<JsonValue> atMost(int max, JsonArray array, String what) {
    int size = array.items().size();
    if (size <= max) {
      return array.items();
    }
    problem(
        array.location(),
        what + " has " + size + " items; at most " + max + " are judged: split it");
    return List.of();
  }

  static List<Member> properties(JsonObject object, Set<String> reserved) {
    return object.members().stream().filter(m -> !reserved.contains(m.name())).toList();
  }

  private void problem(Location place, String message) {
    problems.add(new Problem(place, message));
  }

  /** Reports the problem; the null type stands in for what cannot be read. */
  private Type noType(Location place, String message) {
    problem(place, message);
    return new Type.Primitive(place, Type.Kind.NULL, List.of());
  }
}
