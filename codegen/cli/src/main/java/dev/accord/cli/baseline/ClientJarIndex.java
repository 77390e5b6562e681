package dev.accord.cli.baseline;

import dev.accord.cli.source.FileTree;
import dev.accord.model.contracts.Baseline.Version;
import dev.accord.model.json.JsonReader;
import dev.accord.model.json.JsonValue;
import dev.accord.model.json.JsonValue.JsonArray;
import dev.accord.model.json.JsonValue.JsonObject;
import dev.accord.model.json.JsonValue.JsonText;
import dev.accord.model.schema.SchemaSet;
import dev.accord.model.source.InvalidSourceException;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code META-INF/accord/events.json}, which a jar of generated event classes carries: for each
 * event its subject and where in the jar its schema is, complete in itself.
 */
final class ClientJarIndex {
  private ClientJarIndex() {}

  static boolean isIn(FileTree jar) {
    return jar.files().contains(FileTree.CLIENT_JAR_INDEX);
  }

  /** What the jar's events look like; without numbers, as the jar is one moment in time. */
  static List<Version> versions(FileTree jar) {
    var versions = new ArrayList<Version>();
    for (var entry : items(JsonReader.read(jar.source(FileTree.CLIENT_JAR_INDEX)))) {
      var source = jar.source(text(entry, "schema"));
      var schema =
          ReleasedHistory.schema(text(entry, "subject"), List.of(source), SchemaSet.empty());
      versions.add(new Version(0, schema));
    }
    return versions;
  }

  private static List<JsonValue> items(JsonValue index) {
    if (index instanceof JsonArray array) {
      return array.items();
    }
    throw new InvalidSourceException(index.location(), "expected an array of events");
  }

  private static String text(JsonValue entry, String member) {
    if (entry instanceof JsonObject object
        && object.get(member).orElse(null) instanceof JsonText text) {
      return text.value();
    }
    throw new InvalidSourceException(
        entry.location(), "expected an object with \"" + member + "\"; rebuild the jar");
  }
}
