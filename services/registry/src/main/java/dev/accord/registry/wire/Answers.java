package dev.accord.registry.wire;

import dev.accord.registry.schema.SchemaContent;
import dev.accord.registry.subject.StoredSchema;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** How schemas are shown; null and empty members are left out. */
public final class Answers {
  private Answers() {}

  /** What registering a schema answers. */
  public static JsonObject registered(StoredSchema schema, boolean isNew) {
    var json =
        new JsonObject()
            .put("id", schema.id())
            .put("version", schema.version())
            .put("guid", schema.content().guid().toString());
    addContent(json, schema.content());
    return isNew ? json : addRecord(json, schema);
  }

  /** A version. */
  public static JsonObject version(StoredSchema schema) {
    return addRecord(versionWithoutRecord(schema), schema);
  }

  /** A version, without what its record in the log says beside it. */
  public static JsonObject versionWithoutRecord(StoredSchema schema) {
    var json =
        new JsonObject()
            .put("subject", schema.subject().qualified())
            .put("version", schema.version())
            .put("id", schema.id())
            .put("guid", schema.content().guid().toString());
    addContent(json, schema.content());
    return json;
  }

  public static void addContent(JsonObject json, SchemaContent content) {
    json.put("schemaType", content.type());
    if (!content.references().isEmpty()) {
      var references = new JsonArray();
      content.references().forEach(reference -> references.add(reference.toJson()));
      json.put("references", references);
    }
    var metadata = content.metadata();
    if (metadata != null) {
      json.put("metadata", metadata.toJson());
    }
    var ruleSet = content.ruleSet();
    if (ruleSet != null) {
      json.put("ruleSet", ruleSet.toJson());
    }
    json.put("schema", content.text());
  }

  public static JsonObject addRecord(JsonObject json, StoredSchema schema) {
    return json.put("ts", schema.timestamp()).put("deleted", schema.deleted());
  }
}
