package dev.accord.matrix;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Everything of a schema tree that an edit may be made to. */
record Places(List<Spot> fields, List<ObjectNode> records, List<ObjectNode> enums) {

  /**
   * A field in its record.
   *
   * @param depth 0 in the event itself
   */
  record Spot(ObjectNode record, ObjectNode field, int depth) {
    JsonNode type() {
      return field.get("type");
    }

    ArrayNode siblings() {
      return (ArrayNode) record.get("fields");
    }

    int index() {
      for (int i = 0; i < siblings().size(); i++) {
        if (siblings().get(i).get("name").asText().equals(name())) {
          return i;
        }
      }
      throw new IllegalStateException("a field outside its record");
    }

    boolean hasDefault() {
      return field.has("default");
    }

    String name() {
      return field.get("name").asText();
    }
  }

  static Places of(ObjectNode event) {
    var places = new Places(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    places.walk(event, 0);
    return places;
  }

  List<Spot> fields(Predicate<Spot> wanted) {
    return fields.stream().filter(wanted).toList();
  }

  private void walk(JsonNode type, int depth) {
    if (type instanceof ArrayNode union) {
      union.forEach(branch -> walk(branch, depth));
    } else if (type instanceof ObjectNode object) {
      switch (object.path("type").asText()) {
        case "record" -> {
          records.add(object);
          for (JsonNode field : object.get("fields")) {
            fields.add(new Spot(object, (ObjectNode) field, depth));
            walk(field.get("type"), depth + 1);
          }
        }
        case "array" -> walk(object.get("items"), depth);
        case "map" -> walk(object.get("values"), depth);
        case "enum" -> enums.add(object);
        default -> {}
      }
    }
  }
}
