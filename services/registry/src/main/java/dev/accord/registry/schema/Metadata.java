package dev.accord.registry.schema;

import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * What a team says about a schema beside its text. Sorted, so equal content has equal bytes.
 *
 * @param tags path pattern to tags
 * @param properties free properties
 * @param sensitive names of the properties that are secrets
 */
public record Metadata(
    SortedMap<String, SortedSet<String>> tags,
    SortedMap<String, String> properties,
    SortedSet<String> sensitive) {
  /** The property that keeps a schema's version in its own content. */
  public static final String VERSION_PROPERTY = "confluent:version";

  /** Copies. */
  public Metadata {
    var copiedTags = new TreeMap<String, SortedSet<String>>();
    tags.forEach((path, names) -> copiedTags.put(path, sortedCopy(names)));
    tags = Collections.unmodifiableSortedMap(copiedTags);
    properties = Collections.unmodifiableSortedMap(new TreeMap<>(properties));
    sensitive = sortedCopy(sensitive);
  }

  private static SortedSet<String> sortedCopy(Collection<String> names) {
    return Collections.unmodifiableSortedSet(new TreeSet<>(names));
  }

  /** Nothing said. */
  public static Metadata empty() {
    return new Metadata(new TreeMap<>(), new TreeMap<>(), new TreeSet<>());
  }

  /**
   * Reads {@code {tags, properties, sensitive}}; unknown members are ignored.
   *
   * @throws ClassCastException if a member has the wrong type
   */
  public static Metadata fromJson(JsonObject json) {
    var tags = new TreeMap<String, SortedSet<String>>();
    var properties = new TreeMap<String, String>();
    for (var entry : json.getJsonObject("tags", new JsonObject())) {
      tags.put(entry.getKey(), Json.strings(Json.array(entry.getValue()), new TreeSet<>()));
    }
    for (var entry : json.getJsonObject("properties", new JsonObject())) {
      if (entry.getValue() != null) {
        properties.put(entry.getKey(), entry.getValue().toString());
      }
    }
    return new Metadata(
        tags, properties, Json.strings(json.getJsonArray("sensitive"), new TreeSet<>()));
  }

  /** As stored and answered: without empty members. */
  public JsonObject toJson() {
    var json = new JsonObject();
    if (!tags.isEmpty()) {
      var paths = new JsonObject();
      tags.forEach((path, names) -> paths.put(path, Json.array(names)));
      json.put("tags", paths);
    }
    if (!properties.isEmpty()) {
      var pairs = new JsonObject();
      properties.forEach(pairs::put);
      json.put("properties", pairs);
    }
    if (!sensitive.isEmpty()) {
      json.put("sensitive", Json.array(sensitive));
    }
    return json;
  }

  /** True if nothing is said. */
  public boolean isEmpty() {
    return tags.isEmpty() && properties.isEmpty() && sensitive.isEmpty();
  }

  /** The value of a property. */
  public Optional<String> property(String name) {
    return Optional.ofNullable(properties.get(name));
  }

  /** The same with one property set. */
  public Metadata with(String name, String value) {
    var changed = new TreeMap<>(properties);
    changed.put(name, value);
    return new Metadata(tags, changed, sensitive);
  }

  /** The same without one property. */
  public Metadata without(String name) {
    var changed = new TreeMap<>(properties);
    changed.remove(name);
    return new Metadata(tags, changed, sensitive);
  }

  /** Both together; where they differ about a path or a property, {@code over} wins. */
  public Metadata mergedWith(Metadata over) {
    var mergedTags = new TreeMap<>(tags);
    mergedTags.putAll(over.tags);
    var mergedProperties = new TreeMap<>(properties);
    mergedProperties.putAll(over.properties);
    var mergedSensitive = new TreeSet<>(sensitive);
    mergedSensitive.addAll(over.sensitive);
    return new Metadata(mergedTags, mergedProperties, mergedSensitive);
  }

  /** Feeds every text in order, for the identity of a schema. */
  void digest(Consumer<String> into) {
    for (Map.Entry<String, SortedSet<String>> entry : tags.entrySet()) {
      into.accept(entry.getKey());
      entry.getValue().forEach(into);
    }
    for (Map.Entry<String, String> entry : properties.entrySet()) {
      into.accept(entry.getKey());
      into.accept(entry.getValue());
    }
    sensitive.forEach(into);
  }
}
