package dev.accord.registry.language;

import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Avro's canonical text with the custom properties of every part, and what is inside them, sorted
 * by name; they stay where Avro writes them, between the attributes of the specification.
 */
final class AvroNormalForm {
  private static final Set<String> SPECIFIED =
      Set.of(
          "type",
          "name",
          "namespace",
          "doc",
          "fields",
          "symbols",
          "items",
          "values",
          "size",
          "default",
          "order",
          "aliases");

  private AvroNormalForm() {}

  static String of(String canonicalText) {
    return Json.encode(part(Json.decodeValue(canonicalText)));
  }

  private static @Nullable Object part(@Nullable Object part) {
    if (part instanceof JsonArray array) {
      var result = new JsonArray();
      array.forEach(element -> result.add(part(element)));
      return result;
    }
    return part instanceof JsonObject object ? part(object) : part;
  }

  private static JsonObject part(JsonObject object) {
    var custom = new TreeMap<String, @Nullable Object>();
    for (var member : object) {
      if (!SPECIFIED.contains(member.getKey())) {
        custom.put(member.getKey(), sorted(member.getValue()));
      }
    }
    var result = new JsonObject();
    for (var member : object) {
      var name = member.getKey();
      if (!SPECIFIED.contains(name)) {
        custom.forEach(result::put);
        custom.clear();
      } else if (name.equals("default")) {
        result.put(name, member.getValue());
      } else {
        result.put(name, part(member.getValue()));
      }
    }
    return result;
  }

  private static @Nullable Object sorted(@Nullable Object value) {
    if (value instanceof JsonArray array) {
      var result = new JsonArray();
      array.forEach(element -> result.add(sorted(element)));
      return result;
    }
    if (!(value instanceof JsonObject object)) {
      return value;
    }
    var members = new TreeMap<String, @Nullable Object>();
    object.forEach(member -> members.put(member.getKey(), sorted(member.getValue())));
    var result = new JsonObject();
    members.forEach(result::put);
    return result;
  }
}
