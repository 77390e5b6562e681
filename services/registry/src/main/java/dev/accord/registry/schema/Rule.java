package dev.accord.registry.schema;

import io.vertx.core.json.JsonObject;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One rule of a {@link RuleSet}. What its members mean is the clients' business.
 *
 * @param name unique within its list
 * @param doc for people
 * @param kind TRANSFORM or CONDITION
 * @param mode when it runs: UPGRADE, DOWNGRADE, UPDOWN, WRITE, READ or WRITEREAD
 * @param type which executor runs it
 * @param tags fields it applies to
 * @param params for the executor
 * @param expr for the executor
 * @param onSuccess action after success
 * @param onFailure action after failure
 * @param disabled true if it does not run
 */
public record Rule(
    String name,
    @Nullable String doc,
    @Nullable String kind,
    @Nullable String mode,
    @Nullable String type,
    SortedSet<String> tags,
    SortedMap<String, String> params,
    @Nullable String expr,
    @Nullable String onSuccess,
    @Nullable String onFailure,
    boolean disabled) {

  /** Copies. */
  public Rule {
    tags = Collections.unmodifiableSortedSet(new TreeSet<>(tags));
    params = Collections.unmodifiableSortedMap(new TreeMap<>(params));
  }

  static Rule fromJson(JsonObject json) {
    var params = new TreeMap<String, String>();
    for (var entry : json.getJsonObject("params", new JsonObject())) {
      if (entry.getValue() != null) {
        params.put(entry.getKey(), entry.getValue().toString());
      }
    }
    return new Rule(
        json.getString("name", ""),
        json.getString("doc"),
        json.getString("kind"),
        json.getString("mode"),
        json.getString("type"),
        Json.strings(json.getJsonArray("tags"), new TreeSet<>()),
        params,
        json.getString("expr"),
        json.getString("onSuccess"),
        json.getString("onFailure"),
        json.getBoolean("disabled", false));
  }

  JsonObject toJson() {
    var json = new JsonObject();
    json.put("name", name);
    put(json, "doc", doc);
    put(json, "kind", kind);
    put(json, "mode", mode);
    put(json, "type", type);
    if (!tags.isEmpty()) {
      json.put("tags", Json.array(tags));
    }
    if (!params.isEmpty()) {
      var pairs = new JsonObject();
      params.forEach(pairs::put);
      json.put("params", pairs);
    }
    put(json, "expr", expr);
    put(json, "onSuccess", onSuccess);
    put(json, "onFailure", onFailure);
    return json.put("disabled", disabled);
  }

  private static void put(JsonObject json, String name, @Nullable String value) {
    if (value != null) {
      json.put(name, value);
    }
  }

  void digest(Consumer<String> into) {
    into.accept(name);
    for (var text : new @Nullable String[] {doc, kind, mode, type}) {
      if (text != null) {
        into.accept(text);
      }
    }
    tags.forEach(into);
    params.forEach(
        (key, value) -> {
          into.accept(key);
          into.accept(value);
        });
    for (var text : new @Nullable String[] {expr, onSuccess, onFailure}) {
      if (text != null) {
        into.accept(text);
      }
    }
    if (disabled) {
      into.accept("\u0001");
    }
  }
}
