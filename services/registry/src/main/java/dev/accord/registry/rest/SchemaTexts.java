package dev.accord.registry.rest;

import dev.accord.registry.change.Parsing;
import dev.accord.registry.language.SchemaTypes;
import dev.accord.registry.subject.RegistryState;
import dev.accord.registry.subject.StoredSchema;
import dev.accord.registry.wire.Call;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** A schema's text and tags as a request asks for them. What it asks for may need parsing. */
final class SchemaTexts {
  private static final String RESOLVED = "resolved";

  private final SchemaTypes types;

  SchemaTexts(SchemaTypes types) {
    this.types = types;
  }

  /** Whether answering means parsing, which is no work for an event loop. */
  static boolean needsParsing(Call call) {
    return call.text("format").filter(RESOLVED::equals).isPresent()
        || call.text("findTags").isPresent();
  }

  /** The text alone. */
  Buffer bare(Call call, RegistryState state, StoredSchema schema) {
    return Buffer.buffer(text(call, state, schema));
  }

  /** Puts the text in the wanted format, and the tags if they are wanted, into an answer. */
  void addAskedFor(JsonObject json, Call call, RegistryState state, StoredSchema schema) {
    json.put("schema", text(call, state, schema));
    if (call.text("referenceFormat").filter("qualified"::equals).isPresent()
        && !schema.content().references().isEmpty()) {
      json.put("references", qualified(schema));
    }
    var wanted = wantedTags(call);
    if (!wanted.isEmpty() && understood(schema)) {
      var tags = new JsonArray();
      Parsing.of(state, types, schema).tags().stream()
          .filter(part -> wanted.contains("*") || part.tags().stream().anyMatch(wanted::contains))
          .forEach(part -> tags.add(part.toJson()));
      if (!tags.isEmpty()) {
        json.put("schemaTags", tags);
      }
    }
  }

  private static JsonArray qualified(StoredSchema schema) {
    var references = new JsonArray();
    for (var reference : schema.content().references()) {
      var target = RegistryState.target(schema.subject(), reference).subject().qualified();
      references.add(reference.toJson().put("subject", target));
    }
    return references;
  }

  /** The text in the wanted format. */
  String text(Call call, RegistryState state, StoredSchema schema) {
    var resolved = call.text("format").filter(RESOLVED::equals).isPresent();
    return resolved && understood(schema)
        ? Parsing.of(state, types, schema).resolvedText()
        : schema.content().text();
  }

  /** Schemas of other languages are served as they are. */
  private boolean understood(StoredSchema schema) {
    return types.understands(schema.content().type());
  }

  /** Several parameters, each possibly a list. */
  private static List<String> wantedTags(Call call) {
    var wanted = new ArrayList<String>();
    for (var list : call.texts("findTags")) {
      for (var tag : list.split(",", -1)) {
        if (!tag.isBlank()) {
          wanted.add(tag.strip());
        }
      }
    }
    return wanted;
  }
}
