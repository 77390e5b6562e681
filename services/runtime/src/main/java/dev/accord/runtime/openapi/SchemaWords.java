package dev.accord.runtime.openapi;

import dev.accord.runtime.http.Problem.FieldError;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.OutputUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Says in words for callers what a schema wants, and what of a body does not fit it. Pure. */
final class SchemaWords {
  private static final String REF = "$ref";
  private static final String LOCAL = "#/";

  private final JsonObject document;

  SchemaWords(JsonObject document) {
    this.document = document;
  }

  /** The schema as the document has it. */
  JsonObject schema(JsonSchema schema) {
    var json = new JsonObject();
    schema.fieldNames().forEach(name -> json.put(name, schema.<Object>get(name)));
    return resolved(json);
  }

  /** The form that a value must have, as half a sentence. */
  String form(JsonObject schema) {
    var described = resolved(schema);
    var values = described.getJsonArray("enum");
    if (values != null) {
      return "must be one of " + values.getList();
    }
    var form =
        switch (type(described)) {
          case "integer" ->
              "must be a whole number" + range(described, " from ", "minimum", "maximum", "");
          case "number" ->
              "must be a number" + range(described, " from ", "minimum", "maximum", "");
          case "boolean" -> "must be true or false";
          case "array" -> "must be a list" + range(described, " of ", "minItems", "maxItems", "");
          case "object" -> "must be an object";
          default -> textForm(described);
        };
    var more = described.getString("description");
    return more == null ? form : form + ": " + more;
  }

  private static String textForm(JsonObject described) {
    return "uuid".equals(described.getString("format"))
        ? "must be a UUID"
        : "must be a text" + range(described, " of ", "minLength", "maxLength", " characters");
  }

  private static String range(
      JsonObject schema, String before, String min, String max, String after) {
    var from = schema.getLong(min);
    var to = schema.getLong(max);
    if (from == null && to == null) {
      return "";
    }
    if (to == null) {
      return " of at least " + from + after;
    }
    return from == null ? " of at most " + to + after : before + from + " to " + to + after;
  }

  /** What is said of a name that nobody knows. */
  static String unknown(Collection<String> known) {
    return "unknown; known are " + known;
  }

  /** One error for each field that does not fit, in the order in which they were found. */
  List<FieldError> explain(JsonObject schema, JsonObject body, OutputUnit result) {
    var found = new LinkedHashMap<String, String>();
    for (var unit : result.getErrors()) {
      explain(schema, body, unit.getInstanceLocation(), found);
    }
    if (found.isEmpty()) {
      found.put("", String.valueOf(result.getErrors().get(0).getError()));
    }
    var errors = new ArrayList<FieldError>();
    found.forEach((field, message) -> errors.add(new FieldError(field, message)));
    return errors;
  }

  /** A place above the mistake is told of as well: it adds nothing and is passed over. */
  private void explain(
      JsonObject schema, JsonObject body, String location, Map<String, String> found) {
    var at = resolved(schema);
    Object value = body;
    var path = "";
    for (var step : steps(location)) {
      if (value instanceof JsonObject object) {
        value = object.getValue(step);
        at = resolved(at.getJsonObject("properties", new JsonObject()).getJsonObject(step));
        path = path.isEmpty() ? step : path + "." + step;
      } else if (value instanceof JsonArray array) {
        value = array.getValue(Integer.parseInt(step));
        at = resolved(at.getJsonObject("items"));
        path += "[" + step + "]";
      }
    }
    explainValue(at, value, path, found);
  }

  private void explainValue(
      JsonObject schema, @Nullable Object value, String path, Map<String, String> found) {
    if (value instanceof JsonObject object && type(schema).equals("object")) {
      explainObject(schema, object, path.isEmpty() ? "" : path + ".", found);
    } else if (!(value instanceof JsonArray array)
        || !type(schema).equals("array")
        || array.size() < schema.getInteger("minItems", 0)
        || array.size() > schema.getInteger("maxItems", Integer.MAX_VALUE)) {
      found.putIfAbsent(path, form(schema));
    }
  }

  private void explainObject(
      JsonObject schema, JsonObject object, String prefix, Map<String, String> found) {
    var known = schema.getJsonObject("properties", new JsonObject());
    for (var name : schema.getJsonArray("required", new JsonArray())) {
      if (!object.containsKey(name.toString())) {
        var form = form(known.getJsonObject(name.toString(), new JsonObject()));
        found.putIfAbsent(prefix + name, "is missing: " + form);
      }
    }
    if (Boolean.FALSE.equals(schema.getValue("additionalProperties"))) {
      for (var name : object.fieldNames()) {
        if (!known.containsKey(name)) {
          found.putIfAbsent(prefix + name, unknown(new TreeSet<>(known.fieldNames())));
        }
      }
    }
  }

  private static List<String> steps(String location) {
    var plain = location.startsWith(LOCAL) ? location.substring(LOCAL.length()) : "";
    return plain.isEmpty() ? List.of() : List.of(plain.split("/", -1));
  }

  private static String type(JsonObject schema) {
    var type = schema.getValue("type", "string");
    return type instanceof JsonArray several ? several.getString(0) : String.valueOf(type);
  }

  private JsonObject resolved(@Nullable JsonObject schema) {
    if (schema == null) {
      return new JsonObject();
    }
    var ref = schema.getString(REF);
    if (ref == null || !ref.startsWith(LOCAL)) {
      return schema;
    }
    var found = document;
    for (var step : ref.substring(LOCAL.length()).split("/", -1)) {
      found = found.getJsonObject(step);
    }
    return resolved(found);
  }
}
