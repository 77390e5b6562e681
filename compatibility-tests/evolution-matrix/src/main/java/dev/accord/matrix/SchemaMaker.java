package dev.accord.matrix;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.random.RandomGenerator;

/** Makes event schemas like those that teams write: a record of ids, money, times, parts, lists. */
final class SchemaMaker {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final List<String> NAMES =
      List.of(
          "orderId",
          "customer",
          "total",
          "note",
          "placedAt",
          "quantity",
          "status",
          "address",
          "lines",
          "tags",
          "payment",
          "weight",
          "active",
          "hash",
          "price",
          "channel",
          "rating",
          "currency",
          "discount",
          "deliveredOn");

  private final RandomGenerator random;
  private int types;

  SchemaMaker(RandomGenerator random) {
    this.random = random;
  }

  ObjectNode event() {
    types = 0;
    return record("Event", 4 + random.nextInt(7), 0).put("namespace", "shop");
  }

  private ObjectNode record(String name, int size, int depth) {
    ObjectNode record = JSON.objectNode().put("type", "record").put("name", name);
    ArrayNode fields = record.putArray("fields");
    int start = random.nextInt(NAMES.size());
    for (int i = 0; i < size; i++) {
      fields.add(field(NAMES.get((start + i) % NAMES.size()), depth));
    }
    return record;
  }

  ObjectNode field(String name, int depth) {
    ObjectNode field = JSON.objectNode().put("name", name);
    JsonNode type = type(depth);
    if (random.nextInt(3) == 0 && !type.isArray()) {
      field.set("type", JSON.arrayNode().add("null").add(type));
      field.putNull("default");
    } else {
      field.set("type", type);
    }
    if (random.nextInt(4) == 0) {
      field.put("doc", "What " + name + " says.");
    }
    return field;
  }

  /** Any type but a nullable one. */
  JsonNode type(int depth) {
    int choice = random.nextInt(depth < 2 ? 18 : 11);
    return switch (choice) {
      case 0, 1 -> TextNode.valueOf("string");
      case 2 -> TextNode.valueOf("int");
      case 3 -> TextNode.valueOf("long");
      case 4 -> TextNode.valueOf(random.nextBoolean() ? "double" : "float");
      case 5 -> TextNode.valueOf(random.nextBoolean() ? "boolean" : "bytes");
      case 6 -> logical("long", random.nextBoolean() ? "timestamp-millis" : "timestamp-micros");
      case 7 -> logical("bytes", "decimal").put("precision", 12).put("scale", 2);
      case 8 -> logical("string", "uuid");
      case 9, 10 -> enumeration();
      case 11 -> fixed();
      case 12, 13 -> array(depth);
      case 14 -> map(depth);
      case 15 -> union(depth);
      default -> record(typeName("Part"), 1 + random.nextInt(4), depth + 1);
    };
  }

  private ObjectNode array(int depth) {
    ObjectNode array = JSON.objectNode().put("type", "array");
    array.set("items", type(depth + 1));
    return array;
  }

  private ObjectNode map(int depth) {
    ObjectNode map = JSON.objectNode().put("type", "map");
    map.set("values", type(depth + 1));
    return map;
  }

  private ArrayNode union(int depth) {
    ArrayNode union = JSON.arrayNode();
    if (random.nextBoolean()) {
      union.add("null");
    }
    union.add(record(typeName("Choice"), 1 + random.nextInt(3), depth + 1));
    return random.nextBoolean()
        ? union.add(record(typeName("Choice"), 1 + random.nextInt(3), depth + 1))
        : union.add("string");
  }

  private static ObjectNode logical(String base, String name) {
    return JSON.objectNode().put("type", base).put("logicalType", name);
  }

  private ObjectNode enumeration() {
    ObjectNode symbols = JSON.objectNode().put("type", "enum").put("name", typeName("Kind"));
    symbols.putArray("symbols").add("UNKNOWN").add("RED").add("GREEN").add("BLUE");
    return random.nextBoolean() ? symbols.put("default", "UNKNOWN") : symbols;
  }

  private ObjectNode fixed() {
    return JSON.objectNode().put("type", "fixed").put("name", typeName("Raw")).put("size", 8);
  }

  String typeName(String stem) {
    return stem + ++types;
  }
}
