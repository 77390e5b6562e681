package dev.accord.registry.schema;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Rules that clients run on data of a schema. The registry keeps and serves them and never runs
 * them.
 *
 * @param migrationRules run when data of one version become data of another
 * @param domainRules run when data are written or read
 * @param encodingRules run on the encoded data
 * @param enableAt who is to run them; null leaves it to the client
 */
public record RuleSet(
    List<Rule> migrationRules,
    List<Rule> domainRules,
    List<Rule> encodingRules,
    @Nullable String enableAt) {

  /** Copies. */
  public RuleSet {
    migrationRules = List.copyOf(migrationRules);
    domainRules = List.copyOf(domainRules);
    encodingRules = List.copyOf(encodingRules);
  }

  /**
   * Reads {@code {migrationRules, domainRules, encodingRules, enableAt}}; unknown members are
   * ignored.
   *
   * @throws ClassCastException if a member has the wrong type
   */
  public static RuleSet fromJson(JsonObject json) {
    return new RuleSet(
        rules(json.getJsonArray("migrationRules")),
        rules(json.getJsonArray("domainRules")),
        rules(json.getJsonArray("encodingRules")),
        json.getString("enableAt"));
  }

  private static List<Rule> rules(@Nullable JsonArray array) {
    var rules = new ArrayList<Rule>();
    if (array != null) {
      for (var value : array) {
        rules.add(Rule.fromJson(Json.object(value)));
      }
    }
    return rules;
  }

  /** As stored and answered: without empty members. */
  public JsonObject toJson() {
    var json = new JsonObject();
    put(json, "migrationRules", migrationRules);
    put(json, "domainRules", domainRules);
    put(json, "encodingRules", encodingRules);
    if (enableAt != null) {
      json.put("enableAt", enableAt);
    }
    return json;
  }

  private static void put(JsonObject json, String name, List<Rule> rules) {
    if (!rules.isEmpty()) {
      var array = new JsonArray();
      rules.forEach(rule -> array.add(rule.toJson()));
      json.put(name, array);
    }
  }

  /** True if there is no rule. */
  public boolean isEmpty() {
    return migrationRules.isEmpty() && domainRules.isEmpty() && encodingRules.isEmpty();
  }

  /** Both together; a rule of {@code over} replaces the one of the same name. */
  public RuleSet mergedWith(RuleSet over) {
    return new RuleSet(
        merged(migrationRules, over.migrationRules),
        merged(domainRules, over.domainRules),
        merged(encodingRules, over.encodingRules),
        over.enableAt == null ? enableAt : over.enableAt);
  }

  private static List<Rule> merged(List<Rule> under, List<Rule> over) {
    var byName = new LinkedHashMap<String, Rule>();
    under.forEach(rule -> byName.put(rule.name(), rule));
    // A replaced rule moves to the end, after those it may build on.
    over.forEach(rule -> byName.remove(rule.name()));
    over.forEach(rule -> byName.put(rule.name(), rule));
    return List.copyOf(byName.values());
  }

  /** The same without the rules of these names. */
  public RuleSet without(List<String> names) {
    return new RuleSet(
        kept(migrationRules, names),
        kept(domainRules, names),
        kept(encodingRules, names),
        enableAt);
  }

  private static List<Rule> kept(List<Rule> rules, List<String> names) {
    return rules.stream().filter(rule -> !names.contains(rule.name())).toList();
  }

  /** Every rule of whatever kind. */
  public List<Rule> all() {
    var all = new ArrayList<>(migrationRules);
    all.addAll(domainRules);
    all.addAll(encodingRules);
    return all;
  }

  /** Feeds every text in order, for the identity of a schema. */
  void digest(Consumer<String> into) {
    all().forEach(rule -> rule.digest(into));
    if (enableAt != null) {
      into.accept(enableAt);
    }
  }
}
