package dev.accord.model.json;

import dev.accord.model.source.Location;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A JSON value with its place. {@code equals} includes places; compare {@link #text()} to compare
 * values.
 */
public sealed interface JsonValue {

  Location location();

  /** Compact JSON; equal for values that are written alike apart from white space. */
  default String text() {
    var out = new StringBuilder();
    writeTo(out);
    return out.toString();
  }

  /** What messages call this value: {@code "a string"}, {@code "an object"}. */
  String kind();

  void writeTo(StringBuilder out);

  /** A member of an object; names are unique within it. */
  record Member(String name, Location nameLocation, JsonValue value) {}

  /** Members in the order they are written. */
  record JsonObject(Location location, List<Member> members) implements JsonValue {
    public JsonObject {
      members = List.copyOf(members);
    }

    public Optional<Member> member(String name) {
      for (Member member : members) {
        if (member.name.equals(name)) {
          return Optional.of(member);
        }
      }
      return Optional.empty();
    }

    public Optional<JsonValue> get(String name) {
      return member(name).map(Member::value);
    }

    @Override
    public String kind() {
      return "an object";
    }

    @Override
    public void writeTo(StringBuilder out) {
      out.append('{');
      for (int i = 0; i < members.size(); i++) {
        out.append(i == 0 ? "" : ",");
        JsonText.quote(members.get(i).name, out);
        out.append(':');
        members.get(i).value.writeTo(out);
      }
      out.append('}');
    }
  }

  /** Items in order. */
  record JsonArray(Location location, List<JsonValue> items) implements JsonValue {
    public JsonArray {
      items = List.copyOf(items);
    }

    @Override
    public String kind() {
      return "an array";
    }

    @Override
    public void writeTo(StringBuilder out) {
      out.append('[');
      for (int i = 0; i < items.size(); i++) {
        out.append(i == 0 ? "" : ",");
        items.get(i).writeTo(out);
      }
      out.append(']');
    }
  }

  /** A string, unescaped. */
  record JsonText(Location location, String value) implements JsonValue {
    @Override
    public String kind() {
      return "a string";
    }

    @Override
    public void writeTo(StringBuilder out) {
      quote(value, out);
    }

    /** Appends {@code value} as a JSON string literal. */
    public static void quote(String value, StringBuilder out) {
      out.append('"');
      for (int i = 0; i < value.length(); i++) {
        char c = value.charAt(i);
        switch (c) {
          case '"' -> out.append("\\\"");
          case '\\' -> out.append("\\\\");
          case '\n' -> out.append("\\n");
          case '\r' -> out.append("\\r");
          case '\t' -> out.append("\\t");
          default -> {
            if (c < 0x20 || (Character.isSurrogate(c) && !paired(value, i))) {
              out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
              out.append(c);
            }
          }
        }
      }
      out.append('"');
    }

    private static boolean paired(String value, int i) {
      return Character.isHighSurrogate(value.charAt(i))
          ? i + 1 < value.length() && Character.isLowSurrogate(value.charAt(i + 1))
          : i > 0 && Character.isHighSurrogate(value.charAt(i - 1));
    }
  }

  /** A number as it is written, so that no digit is lost. */
  record JsonNumber(Location location, String literal) implements JsonValue {
    /** Written without fraction and exponent. */
    public boolean integral() {
      return literal.chars().allMatch(c -> c == '-' || (c >= '0' && c <= '9'));
    }

    @Override
    public String kind() {
      return "a number";
    }

    @Override
    public void writeTo(StringBuilder out) {
      out.append(literal);
    }
  }

  record JsonBoolean(Location location, boolean value) implements JsonValue {
    @Override
    public String kind() {
      return value ? "true" : "false";
    }

    @Override
    public void writeTo(StringBuilder out) {
      out.append(value);
    }
  }

  record JsonNull(Location location) implements JsonValue {
    @Override
    public String kind() {
      return "null";
    }

    @Override
    public void writeTo(StringBuilder out) {
      out.append("null");
    }
  }
}
