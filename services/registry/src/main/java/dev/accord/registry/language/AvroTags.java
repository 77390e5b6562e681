package dev.accord.registry.language;

import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The {@code confluent:tags} of records and fields in an Avro text. */
final class AvroTags {
  private static final String TAGS = "confluent:tags";

  private final @Nullable Object root;
  private final List<Part> parts = new ArrayList<>();

  /** A record or field that can carry tags. */
  private record Part(String path, boolean isField, JsonObject json) {
    Optional<JsonArray> tags() {
      return json.getValue(TAGS) instanceof JsonArray tags ? Optional.of(tags) : Optional.empty();
    }
  }

  AvroTags(String text) {
    root = Json.decodeValue(text);
    collect(root, "");
  }

  private void collect(@Nullable Object part, String namespace) {
    if (part instanceof JsonArray branches) {
      branches.forEach(branch -> collect(branch, namespace));
    } else if (part instanceof JsonObject object) {
      collect(object, namespace);
    }
  }

  private void collect(JsonObject object, String outer) {
    var fields = object.getValue("fields");
    if (fields instanceof JsonArray list) {
      var name = object.getString("name", "");
      var dot = name.lastIndexOf('.');
      var namespace = dot >= 0 ? name.substring(0, dot) : object.getString("namespace", outer);
      var full = dot >= 0 || namespace.isEmpty() ? name : namespace + "." + name;
      parts.add(new Part(full, false, object));
      for (var element : list) {
        if (element instanceof JsonObject field) {
          parts.add(new Part(full + "." + field.getString("name"), true, field));
          collect(field.getValue("type"), namespace);
        }
      }
      return;
    }
    for (var member : List.of("items", "values", "type")) {
      if (!(object.getValue(member) instanceof String)) {
        collect(object.getValue(member), outer);
      }
    }
  }

  /** Every part that has tags, in the text's order. */
  List<EntityTags> all() {
    var found = new ArrayList<EntityTags>();
    for (var part : parts) {
      part.tags()
          .filter(tags -> !tags.isEmpty())
          .map(tags -> EntityTags.texts(tags))
          .ifPresent(tags -> found.add(new EntityTags(part.path(), part.isField(), tags)));
    }
    return found;
  }

  /** The text with tags added and then removed. */
  String changed(List<EntityTags> added, List<EntityTags> removed) throws InvalidSchema {
    for (var tags : added) {
      var part = find(tags);
      var all = part.tags().orElseGet(JsonArray::new);
      Set<String> known = EntityTags.texts(all);
      tags.tags().stream().filter(known::add).forEach(all::add);
      part.json().put(TAGS, all);
    }
    for (var tags : removed) {
      var part = find(tags);
      var kept = new JsonArray();
      for (var tag : part.tags().orElseGet(JsonArray::new)) {
        if (!tags.tags().contains(String.valueOf(tag))) {
          kept.add(tag);
        }
      }
      if (kept.isEmpty()) {
        var unused = part.json().remove(TAGS);
      } else {
        part.json().put(TAGS, kept);
      }
    }
    return Json.encode(root);
  }

  boolean hasPartOf(EntityTags tags) {
    return search(tags).isPresent();
  }

  private Optional<Part> search(EntityTags tags) {
    return parts.stream()
        .filter(part -> part.isField() == tags.isField() && part.path().equals(tags.path()))
        .findFirst();
  }

  private Part find(EntityTags tags) throws InvalidSchema {
    return search(tags)
        .orElseThrow(
            () -> new InvalidSchema("No matching path '" + tags.path() + "' found in the schema"));
  }
}
