package dev.accord.checks.edit;

import dev.accord.model.json.JsonReader;
import dev.accord.model.json.JsonValue;
import dev.accord.model.json.JsonValue.JsonArray;
import dev.accord.model.json.JsonValue.JsonObject;
import dev.accord.model.json.JsonValue.JsonText;
import dev.accord.model.json.JsonValue.Member;
import dev.accord.model.source.Location;
import dev.accord.model.source.SourceFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Lays out an {@code .avsc} file so that a change of a field is a change of its lines: members in
 * one order, one field a line, and what does not fit into {@link #WIDTH} characters broken up.
 *
 * <p>What the schema means stays, down to the text that Avro makes of it: only words of the
 * specification change their order, names, numbers and strings are copied as they are written.
 * Formatting twice gives what formatting once gives.
 */
public final class SchemaFormat {
  /** Longer lines are broken where they can be. */
  public static final int WIDTH = 100;

  private static final List<String> TYPE_FIRST =
      List.of("type", "name", "namespace", "doc", "aliases");
  private static final List<String> TYPE_LAST =
      List.of("size", "items", "values", "symbols", "default", "fields");
  private static final List<String> FIELD_FIRST =
      List.of("name", "type", "doc", "default", "order", "aliases");

  private final SourceFile file;

  private SchemaFormat(SourceFile file) {
    this.file = file;
  }

  /** What a value is, which says what its members mean. */
  private enum Role {
    TYPE,
    FIELD,
    PLAIN
  }

  /**
   * The file's text laid out. A file with comments, which would have no place, and a file in
   * another syntax than JSON stay as they are.
   *
   * @throws dev.accord.model.source.InvalidSourceException if it is not JSON
   */
  public static String format(SourceFile file) {
    if (file.path().endsWith(".avdl")) {
      return file.text();
    }
    var laidOut = new SchemaFormat(file).block(JsonReader.read(file), Role.TYPE, 0, 0) + "\n";
    boolean comments = visible(laidOut) != visible(file.text());
    var lineEnd = file.text().contains("\r\n") ? "\r\n" : "\n";
    return comments ? file.text() : laidOut.replace("\n", lineEnd);
  }

  private static long visible(String text) {
    return text.chars().filter(c -> !Character.isWhitespace(c)).count();
  }

  /**
   * A value that begins behind {@code used} characters of its line; on one line where it fits.
   *
   * @param indent of the line it begins in
   */
  private String block(JsonValue value, Role role, int indent, int used) {
    var line = line(value, role);
    // One more for the comma that may follow.
    if (!mustBreak(value, role) && indent + used + line.length() + 1 <= WIDTH) {
      return line;
    }
    if (value instanceof JsonObject object && !object.members().isEmpty()) {
      var members = new ArrayList<String>();
      for (var member : sorted(object, role)) {
        var name = written(member.nameLocation()) + ": ";
        var inner = role(object, role, member);
        members.add(name + block(member.value(), inner, indent + 2, name.length()));
      }
      return broken("{", members, "}", indent);
    }
    if (value instanceof JsonArray array && !array.items().isEmpty()) {
      return broken(
          "[",
          array.items().stream().map(item -> block(item, role, indent + 2, 0)).toList(),
          "]",
          indent);
    }
    return line;
  }

  private static String broken(String open, List<String> parts, String close, int indent) {
    var margin = "\n" + " ".repeat(indent);
    return open + margin + "  " + String.join("," + margin + "  ", parts) + margin + close;
  }

  private String line(JsonValue value, Role role) {
    if (value instanceof JsonObject object) {
      var members =
          sorted(object, role).stream()
              .map(m -> written(m.nameLocation()) + ": " + line(m.value(), role(object, role, m)))
              .toList();
      return "{" + String.join(", ", members) + "}";
    }
    if (value instanceof JsonArray array) {
      return "[" + String.join(", ", array.items().stream().map(i -> line(i, role)).toList()) + "]";
    }
    return written(value.location());
  }

  /** Records show each field on a line of its own, and so does everything around them. */
  private static boolean mustBreak(JsonValue value, Role role) {
    if (value instanceof JsonObject object) {
      return object.members().stream()
          .anyMatch(
              member ->
                  isFields(object, role, member)
                      || mustBreak(member.value(), role(object, role, member)));
    }
    return value instanceof JsonArray array
        && (role == Role.FIELD || array.items().stream().anyMatch(item -> mustBreak(item, role)));
  }

  private static boolean isFields(JsonObject object, Role role, Member member) {
    return role == Role.TYPE
        && member.name().equals("fields")
        && member.value() instanceof JsonArray array
        && !array.items().isEmpty()
        && object.get("type").isPresent();
  }

  private static Role role(JsonObject object, Role role, Member member) {
    return switch (role) {
      case PLAIN -> Role.PLAIN;
      case FIELD -> member.name().equals("type") ? Role.TYPE : Role.PLAIN;
      case TYPE ->
          isFields(object, role, member)
              ? Role.FIELD
              : List.of("type", "items", "values").contains(member.name()) ? Role.TYPE : Role.PLAIN;
    };
  }

  /** Words of the specification in their order, properties between them as they are written. */
  private static List<Member> sorted(JsonObject object, Role role) {
    return switch (role) {
      case PLAIN -> object.members();
      case FIELD -> sorted(object, FIELD_FIRST, List.of());
      case TYPE -> sorted(object, TYPE_FIRST, last(object));
    };
  }

  /** Of a type that is no enum, a {@code default} is a property like any other. */
  private static List<String> last(JsonObject object) {
    boolean isEnum =
        object.get("type").orElse(null) instanceof JsonText kind && kind.value().equals("enum");
    return isEnum ? TYPE_LAST : TYPE_LAST.stream().filter(word -> !word.equals("default")).toList();
  }

  private static List<Member> sorted(JsonObject object, List<String> first, List<String> last) {
    var sorted = new ArrayList<>(object.members());
    sorted.sort(
        Comparator.comparingInt(
            member -> {
              int front = first.indexOf(member.name());
              return front >= 0 ? front : first.size() + 1 + last.indexOf(member.name());
            }));
    return sorted;
  }

  private String written(Location place) {
    return file.text().substring(Edits.start(file, place), Edits.end(file, place));
  }
}
