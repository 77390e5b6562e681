package dev.accord.model.schema;

import dev.accord.model.json.JsonValue;
import dev.accord.model.json.JsonValue.JsonArray;
import dev.accord.model.json.JsonValue.JsonNumber;
import dev.accord.model.json.JsonValue.JsonObject;
import dev.accord.model.json.JsonValue.JsonText;
import dev.accord.model.json.JsonValue.Member;
import dev.accord.model.schema.Definition.Alias;
import dev.accord.model.schema.Definition.EnumDefinition;
import dev.accord.model.schema.Definition.Field;
import dev.accord.model.schema.Definition.FixedDefinition;
import dev.accord.model.schema.Definition.Header;
import dev.accord.model.schema.Definition.RecordDefinition;
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

/** Reads what stands inside a named type: records with their fields, enums, fixed. */
final class DefinitionReader {
  /** Of fields or symbols; no generated class could hold more. */
  private static final int MEMBERS_MAX = 10_000;

  private static final Set<String> FIELD_WORDS =
      Set.of("name", "type", "doc", "default", "order", "aliases");
  private static final Set<String> ORDERS = Set.of("ascending", "descending", "ignore");

  private final SchemaReader types;
  private final Consumer<Definition> definitions;
  private final List<Problem> problems;

  DefinitionReader(SchemaReader types, Consumer<Definition> definitions, List<Problem> problems) {
    this.types = types;
    this.definitions = definitions;
    this.problems = problems;
  }

  /** Reads the definition and hands it over; empty if it has no usable name. */
  Optional<String> read(JsonObject object, String kind, String namespace) {
    if (!(object.get("name").orElse(null) instanceof JsonText name)) {
      problem(object.location(), "expected \"name\", a string, in this object");
      return Optional.empty();
    }
    String fullName = DeclaredNames.fullName(object, name.value(), namespace);
    for (String part : fullName.split("\\.", -1)) {
      requireName(part, name.location());
    }
    if (Type.Kind.of(name.value()).isPresent()) {
      problem(name.location(), "\"" + name.value() + "\" is the name of a primitive type");
    }
    String own = DeclaredNames.namespaceOf(fullName);
    var header =
        new Header(
            fullName,
            object.location(),
            name.location(),
            doc(object),
            aliases(object, written -> DeclaredNames.fullName(written, own)),
            SchemaReader.properties(object, SchemaReader.TYPE_WORDS));
    definitions.accept(
        switch (kind) {
          case "enum" -> enumeration(object, header);
          case "fixed" -> fixed(object, header);
          default -> record(object, header, kind);
        });
    return Optional.of(fullName);
  }

  private Definition record(JsonObject object, Header header, String kind) {
    var fields = new ArrayList<Field>();
    Map<String, Location> seen = new HashMap<>();
    String namespace = DeclaredNames.namespaceOf(header.fullName());
    for (JsonValue item : required(object, "fields")) {
      field(item, namespace)
          .ifPresent(
              field -> {
                Location earlier = seen.putIfAbsent(field.name(), field.nameLocation());
                if (earlier != null) {
                  problem(
                      field.nameLocation(),
                      "field \"" + field.name() + "\" is defined twice; first at " + earlier);
                }
                fields.add(field);
              });
    }
    return new RecordDefinition(header, fields, kind.equals("error"));
  }

  private Optional<Field> field(JsonValue tree, String namespace) {
    if (!(tree instanceof JsonObject object)) {
      problem(tree.location(), "expected a field, an object, found " + tree.kind());
      return Optional.empty();
    }
    if (!(object.get("name").orElse(null) instanceof JsonText name)) {
      problem(object.location(), "expected \"name\", a string, in this field");
      return Optional.empty();
    }
    requireName(name.value(), name.location());
    return Optional.of(
        new Field(
            name.value(),
            object.location(),
            name.location(),
            types.inner(object, "type", namespace),
            object.get("default"),
            doc(object),
            order(object),
            aliases(object, written -> written),
            SchemaReader.properties(object, FIELD_WORDS)));
  }

  private String order(JsonObject field) {
    JsonValue order = field.get("order").orElse(null);
    if (order == null) {
      return "ascending";
    }
    if (order instanceof JsonText text && ORDERS.contains(text.value())) {
      return text.value();
    }
    problem(order.location(), "expected \"ascending\", \"descending\" or \"ignore\"");
    return "ascending";
  }

  private Definition enumeration(JsonObject object, Header header) {
    var symbols = new ArrayList<JsonText>();
    Map<String, Location> seen = new HashMap<>();
    for (JsonValue item : required(object, "symbols")) {
      if (item instanceof JsonText symbol) {
        requireName(symbol.value(), symbol.location());
        Location earlier = seen.putIfAbsent(symbol.value(), symbol.location());
        if (earlier != null) {
          problem(
              symbol.location(), "symbol " + symbol.value() + " stands twice; first at " + earlier);
        }
        symbols.add(symbol);
      } else {
        problem(item.location(), "expected a symbol, a string, found " + item.kind());
      }
    }
    Optional<JsonText> fallback =
        object.get("default").filter(JsonText.class::isInstance).map(JsonText.class::cast);
    JsonValue written = object.get("default").orElse(null);
    if (written != null && fallback.filter(f -> seen.containsKey(f.value())).isEmpty()) {
      String hint = fallback.map(f -> Nearest.hint(f.value(), seen.keySet())).orElse("");
      problems.add(
          new Problem(
              written.location(),
              "default " + written.text() + " is not a symbol of " + header.fullName() + hint,
              "ENUM_DEFAULT_NOT_A_SYMBOL"));
    }
    List<Member> properties =
        header.properties().stream().filter(m -> !m.name().equals("default")).toList();
    return new EnumDefinition(withProperties(header, properties), symbols, fallback);
  }

  private static Header withProperties(Header header, List<Member> properties) {
    return new Header(
        header.fullName(),
        header.location(),
        header.nameLocation(),
        header.doc(),
        header.aliases(),
        properties);
  }

  private Definition fixed(JsonObject object, Header header) {
    JsonValue size = object.get("size").orElse(null);
    if (size instanceof JsonNumber number
        && number.integral()
        && !number.literal().startsWith("-")
        && number.literal().length() < 10) {
      return new FixedDefinition(header, Integer.parseInt(number.literal()), number.location());
    }
    Location place = size == null ? object.location() : size.location();
    problem(place, "expected \"size\", a whole number of bytes, in this fixed");
    return new FixedDefinition(header, 1, place);
  }

  private List<JsonValue> required(JsonObject object, String member) {
    JsonValue value = object.get(member).orElse(null);
    if (value instanceof JsonArray array) {
      return types.atMost(MEMBERS_MAX, array, "\"" + member + "\"");
    }
    Location place = value == null ? object.location() : value.location();
    problem(place, "expected \"" + member + "\", an array, in this object");
    return List.of();
  }

  private interface Naming {
    String full(String written);
  }

  private List<Alias> aliases(JsonObject object, Naming naming) {
    JsonValue value = object.get("aliases").orElse(null);
    var aliases = new ArrayList<Alias>();
    if (value instanceof JsonArray array
        && array.items().stream().allMatch(JsonText.class::isInstance)) {
      for (JsonValue item : array.items()) {
        JsonText text = (JsonText) item;
        aliases.add(new Alias(naming.full(text.value()), text));
      }
    } else if (value != null) {
      problem(value.location(), "expected aliases, an array of strings, found " + value.kind());
    }
    return aliases;
  }

  private static Optional<JsonText> doc(JsonObject object) {
    return object.get("doc").filter(JsonText.class::isInstance).map(JsonText.class::cast);
  }

  private void requireName(String name, Location place) {
    boolean valid =
        !name.isEmpty() && (Character.isLetter(name.charAt(0)) || name.charAt(0) == '_');
    for (int i = 1; valid && i < name.length(); i++) {
      valid = Character.isLetterOrDigit(name.charAt(i)) || name.charAt(i) == '_';
    }
    if (!valid) {
      problem(place, "\"" + name + "\" is not a name: letters, digits and _, no digit first");
    }
  }

  private void problem(Location place, String message) {
    problems.add(new Problem(place, message));
  }
}
