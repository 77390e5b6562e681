package dev.accord.checks.edit;

import dev.accord.checks.edit.Edit.Replace;
import dev.accord.model.json.JsonReader;
import dev.accord.model.json.JsonValue;
import dev.accord.model.json.JsonValue.JsonArray;
import dev.accord.model.json.JsonValue.JsonObject;
import dev.accord.model.json.JsonValue.Member;
import dev.accord.model.source.Location;
import dev.accord.model.source.SourceFile;
import java.util.Optional;

/**
 * Replacements in one {@code .avsc} file that keep it well-formed and touch as little as can be.
 */
public final class SchemaEdits {
  private final SourceFile file;
  private final JsonValue tree;

  private SchemaEdits(SourceFile file) {
    this.file = file;
    this.tree = JsonReader.read(file);
  }

  /** Nothing for files in another syntax than JSON. */
  public static Optional<SchemaEdits> of(SourceFile file) {
    return file.path().endsWith(".avdl") ? Optional.empty() : Optional.of(new SchemaEdits(file));
  }

  /** The object that stands exactly at that place. */
  public Optional<JsonObject> objectAt(Location place) {
    return objectAt(tree, place);
  }

  /** A value as it is written. */
  public String written(JsonValue value) {
    return file.text()
        .substring(Edits.start(file, value.location()), Edits.end(file, value.location()));
  }

  public Replace replace(JsonValue value, String text) {
    return new Replace(value.location(), text);
  }

  /** Adds a member behind another one. */
  public Replace addAfter(Member member, String name, String value) {
    int end = Edits.end(file, member.value().location());
    return new Replace(file.location(end, end), ", \"" + name + "\": " + value);
  }

  /** Takes a member out of its object, with the comma that is no longer needed. */
  public Replace remove(Member member) {
    int start = Edits.start(file, member.nameLocation());
    int end = Edits.end(file, member.value().location());
    int before = start - 1;
    while (before >= 0 && Character.isWhitespace(file.text().charAt(before))) {
      before--;
    }
    if (before >= 0 && file.text().charAt(before) == ',') {
      return new Replace(file.location(before, end), "");
    }
    int after = skipped(end);
    boolean more = file.text().charAt(after) == ',';
    return new Replace(file.location(start, more ? skipped(after + 1) : end), "");
  }

  /**
   * The first place from {@code at} on that is not white space; an object's end is always ahead.
   */
  private int skipped(int at) {
    int next = at;
    while (Character.isWhitespace(file.text().charAt(next))) {
      next++;
    }
    return next;
  }

  private static Optional<JsonObject> objectAt(JsonValue value, Location place) {
    if (value instanceof JsonObject object) {
      return object.location().equals(place)
          ? Optional.of(object)
          : object.members().stream()
              .flatMap(member -> objectAt(member.value(), place).stream())
              .findFirst();
    }
    return value instanceof JsonArray array
        ? array.items().stream().flatMap(item -> objectAt(item, place).stream()).findFirst()
        : Optional.empty();
  }
}
