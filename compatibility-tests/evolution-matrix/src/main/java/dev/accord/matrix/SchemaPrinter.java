package dev.accord.matrix;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.IdentityHashMap;
import java.util.Map;

/** Writes a schema with each field of a record on a line of its own, and says which. */
final class SchemaPrinter {
  private final StringBuilder out = new StringBuilder();
  private final IdentityHashMap<JsonNode, Integer> lines = new IdentityHashMap<>();
  private int line = 1;

  private SchemaPrinter() {}

  record Printed(String text, IdentityHashMap<JsonNode, Integer> lines) {
    /** 0 if the node is not part of the text. */
    int lineOf(JsonNode node) {
      return lines.getOrDefault(node, 0);
    }
  }

  static Printed print(JsonNode schema) {
    var printer = new SchemaPrinter();
    printer.node(schema);
    return new Printed(printer.out.toString(), printer.lines);
  }

  private void node(JsonNode node) {
    lines.put(node, line);
    if (node instanceof ObjectNode object) {
      object(object);
    } else if (node instanceof ArrayNode array) {
      out.append('[');
      for (int i = 0; i < array.size(); i++) {
        out.append(i == 0 ? "" : ", ");
        node(array.get(i));
      }
      out.append(']');
    } else {
      out.append(node);
    }
  }

  private void object(ObjectNode object) {
    out.append('{');
    boolean first = true;
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      out.append(first ? "" : ", ").append('"').append(member.getKey()).append("\": ");
      first = false;
      if (member.getKey().equals("fields")) {
        fields((ArrayNode) member.getValue());
      } else {
        node(member.getValue());
      }
    }
    out.append('}');
  }

  private void fields(ArrayNode fields) {
    out.append('[');
    for (int i = 0; i < fields.size(); i++) {
      out.append(i == 0 ? "\n" : ",\n");
      line++;
      node(fields.get(i));
    }
    out.append("\n]");
    line++;
  }
}
