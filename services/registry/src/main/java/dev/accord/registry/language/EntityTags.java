package dev.accord.registry.language;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Tags of one part of a schema.
 *
 * @param path full name of the record, followed by a full stop and the field where it is a field
 * @param isField a field, else a record
 * @param tags in order
 */
public record EntityTags(String path, boolean isField, SortedSet<String> tags) {
  private static final String FIELD = "sr_field";
  private static final String RECORD = "sr_record";

  /** Copies. */
  public EntityTags {
    tags = new TreeSet<>(tags);
  }

  /**
   * Reads {@code {schemaEntity: {entityPath, entityType}, tags}}.
   *
   * @throws ClassCastException if a member is missing or of the wrong type
   */
  public static EntityTags fromJson(JsonObject json) {
    var entity = json.getJsonObject("schemaEntity", new JsonObject());
    var type = entity.getString("entityType", "");
    var path = entity.getString("entityPath");
    if (path == null || !(type.equals(FIELD) || type.equals(RECORD))) {
      throw new ClassCastException("a schema entity needs a path and a type");
    }
    return new EntityTags(
        path, type.equals(FIELD), texts(json.getJsonArray("tags", new JsonArray())));
  }

  static SortedSet<String> texts(JsonArray array) {
    var texts = new TreeSet<String>();
    for (var element : array) {
      texts.add(String.valueOf(element));
    }
    return texts;
  }

  /** As answered. */
  public JsonObject toJson() {
    return new JsonObject()
        .put(
            "schemaEntity",
            new JsonObject().put("entityPath", path).put("entityType", isField ? FIELD : RECORD))
        .put("tags", new JsonArray(List.copyOf(tags)));
  }
}
