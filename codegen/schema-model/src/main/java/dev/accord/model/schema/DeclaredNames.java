package dev.accord.model.schema;

import dev.accord.model.json.JsonValue;
import dev.accord.model.json.JsonValue.JsonArray;
import dev.accord.model.json.JsonValue.JsonObject;
import dev.accord.model.json.JsonValue.JsonText;
import dev.accord.model.source.Location;
import dev.accord.model.source.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The full names that schema trees define: known before any type is read, so order is free. */
final class DeclaredNames {
  static final Set<String> NAMED = Set.of("record", "error", "enum", "fixed");

  private final Map<String, Location> places = new TreeMap<>();
  private final List<Problem> problems;
  private final Set<String> library;

  DeclaredNames(Set<String> library, List<Problem> problems) {
    this.library = library;
    this.problems = problems;
  }

  void collect(JsonValue tree) {
    walk(tree, "");
  }

  /** The full name that {@code written} means inside {@code namespace}, if there is such a type. */
  Optional<String> resolve(String written, String namespace) {
    String qualified = fullName(written, namespace);
    return known(qualified)
        ? Optional.of(qualified)
        : known(written) ? Optional.of(written) : Optional.empty();
  }

  Set<String> all() {
    var all = new TreeSet<>(library);
    all.addAll(places.keySet());
    return all;
  }

  static String fullName(String written, String namespace) {
    return written.indexOf('.') >= 0 || namespace.isEmpty() ? written : namespace + "." + written;
  }

  /** The namespace that a definition's name and its {@code namespace} give, and pass on. */
  static String fullName(JsonObject definition, String name, String enclosing) {
    String namespace =
        definition
            .get("namespace")
            .map(n -> n instanceof JsonText t ? t.value() : "")
            .orElse(enclosing);
    return fullName(name, namespace);
  }

  static String namespaceOf(String fullName) {
    return fullName.substring(0, Math.max(0, fullName.lastIndexOf('.')));
  }

  private boolean known(String fullName) {
    return places.containsKey(fullName) || library.contains(fullName);
  }

  private void walk(JsonValue tree, String namespace) {
    if (tree instanceof JsonArray union) {
      union.items().forEach(branch -> walk(branch, namespace));
    } else if (tree instanceof JsonObject object) {
      object.get("type").ifPresent(type -> walkObject(object, type, namespace));
    }
  }

  private void walkObject(JsonObject object, JsonValue type, String namespace) {
    if (!(type instanceof JsonText kind)) {
      walk(type, namespace);
      return;
    }
    object.get("items").ifPresent(items -> walk(items, namespace));
    object.get("values").ifPresent(values -> walk(values, namespace));
    if (!NAMED.contains(kind.value())
        || !(object.get("name").orElse(null) instanceof JsonText name)) {
      return;
    }
    String fullName = fullName(object, name.value(), namespace);
    Location earlier = places.putIfAbsent(fullName, name.location());
    if (earlier != null) {
      problems.add(
          new Problem(name.location(), fullName + " is defined twice; first at " + earlier));
    }
    if (object.get("fields").orElse(null) instanceof JsonArray fields) {
      for (JsonValue field : fields.items()) {
        if (field instanceof JsonObject member) {
          member.get("type").ifPresent(t -> walk(t, namespaceOf(fullName)));
        }
      }
    }
  }
}
