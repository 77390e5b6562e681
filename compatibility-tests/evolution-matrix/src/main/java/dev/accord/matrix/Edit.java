package dev.accord.matrix;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.accord.matrix.Places.Spot;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/** One change that a person might make to a schema, and the rule that must say so. */
enum Edit {
  ADD_REQUIRED("FIELD_ADDED_NO_DEFAULT NESTED_FIELD_ADDED_NO_DEFAULT"),
  ADD_NULLABLE_WITHOUT_DEFAULT("NULLABLE_ADDED_NO_DEFAULT"),
  ADD_OPTIONAL(""),
  ADD_WITH_DEFAULT(""),
  ADD_ENUM_WITH_WRONG_DEFAULT("FIELD_DEFAULT_NOT_A_SYMBOL"),
  ADD_ENUM_DEFAULT_INSIDE_ONLY("ENUM_DEFAULT_ONLY_FIELD_MISSING"),
  REMOVE_REQUIRED("FIELD_REMOVED_NO_DEFAULT"),
  REMOVE_WITH_DEFAULT(""),
  RENAME_REQUIRED("FIELD_RENAMED_NO_ALIAS"),
  RENAME_OPTIONAL("FIELD_RENAMED_VALUE_LOST"),
  RENAME_WITH_ALIAS("FIELD_RENAMED_WITH_ALIAS"),
  SWAP_FIELDS(""),
  INT_TO_LONG("TYPE_WIDENED_INT_LONG ELEMENT_TYPE_WIDENED BRANCH_PROMOTED"),
  LONG_TO_DOUBLE("TYPE_WIDENED_LOSSY"),
  LONG_TO_INT("TYPE_NARROWED"),
  FLOAT_TO_DOUBLE("TYPE_WIDENED_FLOAT_DOUBLE"),
  STRING_TO_BYTES("STRING_TO_BYTES"),
  STRING_TO_INT("TYPE_CHANGED"),
  BOOLEAN_TO_STRING("TYPE_CHANGED"),
  ENUM_TO_STRING("ENUM_TO_STRING"),
  FIXED_SIZE("FIXED_SIZE_CHANGED"),
  MAKE_OPTIONAL("MADE_OPTIONAL"),
  MAKE_REQUIRED("MADE_REQUIRED"),
  ADD_SYMBOL("SYMBOL_ADDED_NO_DEFAULT SYMBOL_ADDED_OLD_HAS_DEFAULT"),
  REMOVE_SYMBOL("SYMBOL_REMOVED_NO_DEFAULT SYMBOL_REMOVED_WITH_DEFAULT"),
  RENAME_SYMBOL("SYMBOL_RENAMED"),
  SWAP_SYMBOLS(""),
  DROP_ENUM_DEFAULT("ENUM_DEFAULT_REMOVED"),
  DECIMAL_SCALE("DECIMAL_SCALE_CHANGED"),
  TIME_UNIT("TIME_UNIT_CHANGED"),
  DROP_LOGICAL_TYPE(""),
  DROP_UUID("LOGICAL_TYPE_REMOVED"),
  MISSPELL_LOGICAL_TYPE("LOGICAL_TYPE_IGNORED"),
  ADD_BRANCH("BRANCH_ADDED"),
  ITEMS_TO_OTHER_TYPE("ELEMENT_TYPE_CHANGED"),
  RENAME_RECORD("NESTED_RENAMED_NO_ALIAS NESTED_RENAMED_IN_UNION AMBIGUOUS_RECORD_BRANCHES"),
  MOVE_NAMESPACE(""),
  EDIT_DOC(""),
  ADD_PROPERTY("");

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Set<String> PRIMITIVES =
      Set.of("boolean", "int", "long", "float", "double", "bytes", "string");

  private final String rules;

  Edit(String rules) {
    this.rules = rules;
  }

  /** The rules that may tell it as an error; empty for an edit that breaks nobody. */
  List<String> rules() {
    return rules.isEmpty() ? List.of() : List.of(rules.split(" ", -1));
  }

  /** The edited place: where it must be told; the field that stands beside a removed one. */
  Optional<JsonNode> apply(ObjectNode event, SchemaMaker maker, RandomGenerator random) {
    Places places = Places.of(event);
    return switch (this) {
      case ADD_REQUIRED -> add(places, random, maker, TextNode.valueOf("long"), Optional.empty());
      case ADD_NULLABLE_WITHOUT_DEFAULT ->
          add(places, random, maker, nullable(TextNode.valueOf("string")), Optional.empty());
      case ADD_OPTIONAL ->
          add(places, random, maker, nullable(maker.type(2)), Optional.of(JSON.nullNode()));
      case ADD_WITH_DEFAULT ->
          add(places, random, maker, TextNode.valueOf("int"), Optional.of(JSON.numberNode(0)));
      case ADD_ENUM_WITH_WRONG_DEFAULT ->
          add(places, random, maker, symbols(maker), Optional.of(TextNode.valueOf("PURPLE")));
      case ADD_ENUM_DEFAULT_INSIDE_ONLY ->
          add(places, random, maker, symbols(maker).put("default", "A"), Optional.empty());
      case REMOVE_REQUIRED -> remove(one(places, random, s -> !s.hasDefault()));
      case REMOVE_WITH_DEFAULT -> remove(one(places, random, Spot::hasDefault));
      case RENAME_REQUIRED -> rename(one(places, random, s -> !s.hasDefault()), false);
      case RENAME_OPTIONAL -> rename(one(places, random, Spot::hasDefault), false);
      case RENAME_WITH_ALIAS -> rename(one(places, random, s -> true), true);
      case SWAP_FIELDS -> swapFields(places, random);
      case INT_TO_LONG -> retype(places, random, "int", "long");
      case LONG_TO_DOUBLE -> retype(places, random, "long", "double");
      case LONG_TO_INT -> retype(places, random, "long", "int");
      case FLOAT_TO_DOUBLE -> retype(places, random, "float", "double");
      case STRING_TO_BYTES -> retype(places, random, "string", "bytes");
      case STRING_TO_INT -> retype(places, random, "string", "int");
      case BOOLEAN_TO_STRING -> retype(places, random, "boolean", "string");
      case ENUM_TO_STRING ->
          replaceType(one(places, random, s -> kind(s.type(), "enum")), TextNode.valueOf("string"));
      case FIXED_SIZE -> inType(places, random, "fixed", t -> t.put("size", 16));
      case MAKE_OPTIONAL -> makeOptional(one(places, random, Edit::plainRequired));
      case MAKE_REQUIRED -> makeRequired(one(places, random, Edit::plainOptional));
      case ADD_SYMBOL -> editSymbols(places, random, (e, s) -> s.add(maker.typeName("VIOLET")));
      case REMOVE_SYMBOL -> editSymbols(places, random, (e, s) -> s.remove(s.size() - 1));
      case RENAME_SYMBOL ->
          editSymbols(places, random, (e, s) -> s.set(2, maker.typeName("GREEN")));
      case SWAP_SYMBOLS -> editSymbols(places, random, (e, s) -> s.insert(1, s.remove(2)));
      case DROP_ENUM_DEFAULT -> dropEnumDefault(places, random);
      case DECIMAL_SCALE -> inLogical(places, random, "decimal", t -> t.put("scale", 4));
      case TIME_UNIT ->
          inLogical(
              places, random, "timestamp-millis", t -> t.put("logicalType", "timestamp-micros"));
      case DROP_LOGICAL_TYPE ->
          inLogical(places, random, "timestamp-millis", t -> t.remove("logicalType"));
      case DROP_UUID -> inLogical(places, random, "uuid", t -> t.remove("logicalType"));
      case MISSPELL_LOGICAL_TYPE ->
          inLogical(
              places, random, "timestamp-micros", t -> t.put("logicalType", "timestamp-micro"));
      case ADD_BRANCH -> addBranch(places, random);
      case ITEMS_TO_OTHER_TYPE -> otherItems(places, random);
      case RENAME_RECORD ->
          inRecord(places, random, r -> r.put("name", r.get("name").asText() + "X"));
      case MOVE_NAMESPACE -> inRecord(places, random, r -> r.put("namespace", "elsewhere"));
      case EDIT_DOC -> edited(one(places, random, s -> true), f -> f.put("doc", "Said anew."));
      case ADD_PROPERTY -> edited(one(places, random, s -> true), f -> f.put("owner", "sales"));
    };
  }

  private static Optional<Spot> one(Places places, RandomGenerator random, Predicate<Spot> wanted) {
    List<Spot> fitting = places.fields(wanted);
    return fitting.isEmpty()
        ? Optional.empty()
        : Optional.of(fitting.get(random.nextInt(fitting.size())));
  }

  private static Optional<JsonNode> add(
      Places places,
      RandomGenerator random,
      SchemaMaker maker,
      JsonNode type,
      Optional<JsonNode> value) {
    ObjectNode record = places.records().get(random.nextInt(places.records().size()));
    ObjectNode field = JSON.objectNode().put("name", maker.typeName("added"));
    field.set("type", type);
    value.ifPresent(v -> field.set("default", v));
    ((ArrayNode) record.get("fields")).add(field);
    return Optional.of(field);
  }

  private static ObjectNode symbols(SchemaMaker maker) {
    ObjectNode type = JSON.objectNode().put("type", "enum").put("name", maker.typeName("Added"));
    type.putArray("symbols").add("A").add("B");
    return type;
  }

  private static ArrayNode nullable(JsonNode type) {
    return type instanceof ArrayNode union && !union.get(0).asText().equals("null")
        ? union.insert(0, "null")
        : type instanceof ArrayNode ready ? ready : JSON.arrayNode().add("null").add(type);
  }

  private static Optional<JsonNode> remove(Optional<Spot> spot) {
    return spot.filter(s -> s.siblings().size() > 1)
        .map(
            s -> {
              int index = s.index();
              s.siblings().remove(index);
              return index < s.siblings().size() ? s.siblings().get(index) : s.record();
            });
  }

  private static Optional<JsonNode> rename(Optional<Spot> spot, boolean alias) {
    return spot.map(
        s -> {
          String old = s.name();
          s.field().put("name", old + "Renamed");
          if (alias) {
            s.field().putArray("aliases").add(old);
          }
          return s.field();
        });
  }

  private static Optional<JsonNode> swapFields(Places places, RandomGenerator random) {
    return one(places, random, s -> s.index() > 0)
        .map(
            s -> {
              int index = s.index();
              s.siblings().insert(index - 1, s.siblings().remove(index));
              return s.field();
            });
  }

  private static Optional<JsonNode> retype(
      Places places, RandomGenerator random, String from, String to) {
    Optional<Spot> spot = one(places, random, s -> find(s.type(), from));
    return spot.map(
        s -> {
          s.field().set("type", replaced(s.type(), from, to));
          return s.field();
        });
  }

  /** Whether the type is that primitive, or one whose only value branch or element is. */
  private static boolean find(JsonNode type, String primitive) {
    if (type instanceof ArrayNode union) {
      return union.size() == 2
          && union.get(0).asText().equals("null")
          && union.get(1).asText().equals(primitive);
    }
    return type.isTextual() && type.asText().equals(primitive);
  }

  private static JsonNode replaced(JsonNode type, String from, String to) {
    if (type instanceof ArrayNode union) {
      ArrayNode other = JSON.arrayNode();
      union.forEach(branch -> other.add(replaced(branch, from, to)));
      return other;
    }
    return type.asText().equals(from) ? TextNode.valueOf(to) : type;
  }

  private static boolean kind(JsonNode type, String kind) {
    return type.isObject() && type.path("type").asText().equals(kind);
  }

  private static Optional<JsonNode> replaceType(Optional<Spot> spot, JsonNode type) {
    return spot.map(
        s -> {
          s.field().set("type", type);
          s.field().remove("default");
          return s.field();
        });
  }

  private interface Change {
    void make(ObjectNode node);
  }

  private static Optional<JsonNode> inType(
      Places places, RandomGenerator random, String kind, Change change) {
    return one(places, random, s -> kind(s.type(), kind))
        .map(
            s -> {
              change.make((ObjectNode) s.type());
              return s.field();
            });
  }

  private static Optional<JsonNode> inLogical(
      Places places, RandomGenerator random, String logical, Change change) {
    return one(places, random, s -> s.type().path("logicalType").asText().equals(logical))
        .map(
            s -> {
              change.make((ObjectNode) s.type());
              return s.field();
            });
  }

  private static boolean plainRequired(Spot spot) {
    return !spot.hasDefault() && !spot.type().isArray();
  }

  private static boolean plainOptional(Spot spot) {
    return spot.type() instanceof ArrayNode union
        && union.size() == 2
        && union.get(0).asText().equals("null");
  }

  private static Optional<JsonNode> makeOptional(Optional<Spot> spot) {
    return spot.map(
        s -> {
          s.field().set("type", nullable(s.type()));
          return s.field();
        });
  }

  private static Optional<JsonNode> makeRequired(Optional<Spot> spot) {
    return spot.map(
        s -> {
          s.field().set("type", s.type().get(1));
          s.field().remove("default");
          return s.field();
        });
  }

  private interface SymbolChange {
    void make(ObjectNode type, ArrayNode symbols);
  }

  private static Optional<JsonNode> editSymbols(
      Places places, RandomGenerator random, SymbolChange change) {
    if (places.enums().isEmpty()) {
      return Optional.empty();
    }
    ObjectNode type = places.enums().get(random.nextInt(places.enums().size()));
    ArrayNode symbols = (ArrayNode) type.get("symbols");
    if (symbols.size() < 4) {
      return Optional.empty();
    }
    change.make(type, symbols);
    return Optional.of(type);
  }

  private static Optional<JsonNode> dropEnumDefault(Places places, RandomGenerator random) {
    List<ObjectNode> fitting = places.enums().stream().filter(e -> e.has("default")).toList();
    if (fitting.isEmpty()) {
      return Optional.empty();
    }
    ObjectNode type = fitting.get(random.nextInt(fitting.size()));
    type.remove("default");
    return Optional.of(type);
  }

  private static Optional<JsonNode> addBranch(Places places, RandomGenerator random) {
    return one(places, random, Edit::plainOptional)
        .filter(s -> !s.type().get(1).asText().equals("boolean"))
        .map(
            s -> {
              ((ArrayNode) s.type()).add("boolean");
              return s.type().get(s.type().size() - 1);
            });
  }

  private static Optional<JsonNode> otherItems(Places places, RandomGenerator random) {
    return one(
            places,
            random,
            s -> kind(s.type(), "array") && PRIMITIVES.contains(s.type().get("items").asText()))
        .map(
            s -> {
              String items = s.type().get("items").asText();
              ((ObjectNode) s.type()).put("items", items.equals("boolean") ? "int" : "boolean");
              return s.field();
            });
  }

  private static Optional<JsonNode> inRecord(Places places, RandomGenerator random, Change change) {
    if (places.records().size() < 2) {
      return Optional.empty();
    }
    ObjectNode record = places.records().get(1 + random.nextInt(places.records().size() - 1));
    change.make(record);
    return Optional.of(record);
  }

  private static Optional<JsonNode> edited(Optional<Spot> spot, Change change) {
    return spot.map(
        s -> {
          change.make(s.field());
          return s.field();
        });
  }
}
