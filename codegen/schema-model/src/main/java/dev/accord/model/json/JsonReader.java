package dev.accord.model.json;

import dev.accord.model.json.JsonValue.JsonArray;
import dev.accord.model.json.JsonValue.JsonBoolean;
import dev.accord.model.json.JsonValue.JsonNull;
import dev.accord.model.json.JsonValue.JsonNumber;
import dev.accord.model.json.JsonValue.JsonObject;
import dev.accord.model.json.JsonValue.JsonText;
import dev.accord.model.json.JsonValue.Member;
import dev.accord.model.source.InvalidSourceException;
import dev.accord.model.source.Location;
import dev.accord.model.source.SourceFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Strict JSON (RFC 8259), plus {@code //} and {@code /* *}{@code /} comments because Avro's own
 * parser accepts them in schemas.
 */
public final class JsonReader {
  /** Deeper nesting is refused before the stack is at risk, here and in every later walk. */
  public static final int DEPTH_MAX = 256;

  private final SourceFile source;
  private final String text;
  private int at;
  private int depth;

  private JsonReader(SourceFile source) {
    this.source = source;
    this.text = source.text();
  }

  /**
   * The one value that the file holds.
   *
   * @throws InvalidSourceException at the first character that cannot be right
   */
  public static JsonValue read(SourceFile source) {
    var reader = new JsonReader(source);
    reader.skipBlank();
    if (reader.at == reader.text.length()) {
      throw reader.wrong("the file is empty; expected a JSON value");
    }
    JsonValue value = reader.value();
    reader.skipBlank();
    if (reader.at < reader.text.length()) {
      throw reader.wrong("expected the end of the file, found " + reader.found());
    }
    return value;
  }

  private JsonValue value() {
    return switch (peek()) {
      case '{' -> nested(this::object);
      case '[' -> nested(this::array);
      case '"' -> string();
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
      default -> word();
    };
  }

  private interface Body {
    JsonValue read();
  }

  private JsonValue nested(Body body) {
    if (++depth > DEPTH_MAX) {
      throw wrong("nested more than " + DEPTH_MAX + " levels deep; split the schema into types");
    }
    JsonValue value = body.read();
    depth--;
    return value;
  }

  private JsonObject object() {
    int start = at++;
    var members = new ArrayList<Member>();
    Map<String, Location> places = new HashMap<>();
    skipBlank();
    while (peek() != '}') {
      if (!members.isEmpty()) {
        expect(',', "\",\" or \"}\"");
      }
      if (peek() != '"') {
        throw wrong("expected a member name in double quotes, found " + found());
      }
      JsonText name = string();
      Location earlier = places.putIfAbsent(name.value(), name.location());
      if (earlier != null) {
        throw new InvalidSourceException(
            name.location(), "\"" + name.value() + "\" is given twice; first at " + earlier);
      }
      skipBlank();
      expect(':', "\":\" after \"" + name.value() + "\"");
      members.add(new Member(name.value(), name.location(), value()));
      skipBlank();
    }
    at++;
    return new JsonObject(source.location(start, at), members);
  }

  private JsonArray array() {
    int start = at++;
    List<JsonValue> items = new ArrayList<>();
    skipBlank();
    while (peek() != ']') {
      if (!items.isEmpty()) {
        expect(',', "\",\" or \"]\"");
      }
      items.add(value());
      skipBlank();
    }
    at++;
    return new JsonArray(source.location(start, at), items);
  }

  private JsonText string() {
    int start = at++;
    int plainEnd = at;
    while (plainEnd < text.length() && plain(text.charAt(plainEnd))) {
      plainEnd++;
    }
    var out = new StringBuilder(text.substring(at, plainEnd));
    at = plainEnd;
    while (true) {
      if (at == text.length() || text.charAt(at) == '\n' || text.charAt(at) == '\r') {
        throw new InvalidSourceException(
            source.location(start, at), "this string is not closed; expected \"");
      }
      char c = text.charAt(at);
      if (c == '"') {
        at++;
        return new JsonText(source.location(start, at), out.toString());
      }
      if (c < 0x20) {
        throw wrong(
            String.format(
                Locale.ROOT, "control character 0x%02x; write it as \\u%04x", (int) c, (int) c));
      }
      out.append(c == '\\' ? escape() : c);
      at++;
    }
  }

  private static boolean plain(char c) {
    return c != '"' && c != '\\' && c >= 0x20;
  }

  /** Leaves {@code at} on the last character of the escape. */
  private char escape() {
    at++;
    char c = at < text.length() ? text.charAt(at) : ' ';
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> hexEscape();
      default ->
          throw wrong("unknown escape; expected one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\u");
    };
  }

  private char hexEscape() {
    int code = 0;
    for (int i = 1; i <= 4; i++) {
      int digit = at + i < text.length() ? Character.digit(text.charAt(at + i), 16) : -1;
      if (digit < 0) {
        throw wrong("expected four hex digits after \\u");
      }
      code = code * 16 + digit;
    }
    at += 4;
    return (char) code;
  }

  private JsonNumber number() {
    int start = at;
    if (text.charAt(at) == '-') {
      at++;
    }
    boolean leadingZero = at < text.length() && text.charAt(at) == '0';
    int digits = digits();
    if (digits == 0 || (leadingZero && digits > 1)) {
      throw wrong("expected a number such as 12, -3 or 0.5");
    }
    if (at < text.length() && text.charAt(at) == '.') {
      at++;
      requireDigits();
    }
    if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      at++;
      if (at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
        at++;
      }
      requireDigits();
    }
    return new JsonNumber(source.location(start, at), text.substring(start, at));
  }

  private int digits() {
    int start = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at - start;
  }

  private void requireDigits() {
    if (digits() == 0) {
      throw wrong("expected a digit, found " + found());
    }
  }

  private JsonValue word() {
    int start = at;
    int end = at;
    while (end < text.length() && Character.isLetter(text.charAt(end))) {
      end++;
    }
    String word = text.substring(start, end);
    Location place = source.location(start, end);
    at = end;
    return switch (word) {
      case "true" -> new JsonBoolean(place, true);
      case "false" -> new JsonBoolean(place, false);
      case "null" -> new JsonNull(place);
      default -> {
        at = start;
        String hint = word.isEmpty() ? "" : "; text needs double quotes: \"" + word + "\"";
        throw wrong("expected a value, found " + found() + hint);
      }
    };
  }

  /** The next character that is not blank, without taking it; {@code '\0'} at the end. */
  private char peek() {
    skipBlank();
    return at < text.length() ? text.charAt(at) : '\0';
  }

  private void expect(char wanted, String described) {
    if (peek() != wanted) {
      throw wrong("expected " + described + ", found " + found());
    }
    at++;
    if (wanted == ',' && (peek() == '}' || peek() == ']')) {
      throw wrong("nothing follows the last \",\"; remove it");
    }
  }

  private void skipBlank() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == ' ' || c == '\n' || c == '\r' || c == '\t') {
        at++;
      } else if (text.startsWith("//", at)) {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
      } else if (text.startsWith("/*", at)) {
        int end = text.indexOf("*/", at + 2);
        if (end < 0) {
          throw wrong("this comment is not closed; expected */");
        }
        at = end + 2;
      } else {
        return;
      }
    }
  }

  private String found() {
    return at < text.length()
        ? "\"" + Character.toString(text.codePointAt(at)) + "\""
        : "the end of the file";
  }

  private InvalidSourceException wrong(String message) {
    int start = Math.min(at, text.length());
    return new InvalidSourceException(
        source.location(start, Math.min(start + 1, text.length())), message);
  }
}
