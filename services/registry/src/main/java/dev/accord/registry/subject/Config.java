package dev.accord.registry.subject;

import dev.accord.checks.compatibility.CompatibilityLevel;
import dev.accord.registry.schema.Metadata;
import dev.accord.registry.schema.RuleSet;
import io.vertx.core.json.JsonObject;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The settings of one scope. Scopes are not merged: the nearest one that has any counts whole. */
public final class Config {
  /** No setting at all, which is something else than no config. */
  public static final Config EMPTY = new Config(new EnumMap<>(Setting.class));

  private final Map<Setting, Object> values;

  private Config(EnumMap<Setting, Object> values) {
    this.values = Collections.unmodifiableMap(values);
  }

  /** Only a compatibility level. */
  public static Config of(CompatibilityLevel level) {
    var values = new EnumMap<Setting, Object>(Setting.class);
    values.put(Setting.LEVEL, level);
    return new Config(values);
  }

  /**
   * Reads the members of a value of the log, ignoring those it does not know.
   *
   * @throws dev.accord.registry.problem.RegistryProblem if a member is not one of those allowed
   */
  public static Config fromJson(JsonObject json) {
    var values = new EnumMap<Setting, Object>(Setting.class);
    for (var setting : Setting.values()) {
      var value = json.getValue(setting.member());
      if (value != null) {
        values.put(setting, setting.read(value));
      }
    }
    return new Config(values);
  }

  /** As stored and answered. */
  public JsonObject toJson() {
    var json = new JsonObject();
    values.forEach((setting, value) -> json.put(setting.member(), setting.write(value)));
    return json;
  }

  /**
   * This config changed by a request: an absent member keeps, a null one clears.
   *
   * @throws dev.accord.registry.problem.RegistryProblem if a member is not one of those allowed
   */
  public Config changedBy(JsonObject request) {
    var changed = new EnumMap<Setting, Object>(Setting.class);
    changed.putAll(values);
    for (var setting : Setting.values()) {
      if (!request.containsKey(setting.requestMember())) {
        continue;
      }
      var value = request.getValue(setting.requestMember());
      if (value == null) {
        changed.remove(setting);
      } else {
        changed.put(setting, setting.read(value));
      }
    }
    return new Config(changed);
  }

  /** The same with a level where it has none. */
  Config orLevel(CompatibilityLevel level) {
    if (values.containsKey(Setting.LEVEL)) {
      return this;
    }
    var filled = new EnumMap<Setting, Object>(Setting.class);
    filled.putAll(values);
    filled.put(Setting.LEVEL, level);
    return new Config(filled);
  }

  /** Whether a flag is set and true. */
  public boolean flag(Setting setting) {
    return Boolean.TRUE.equals(values.get(setting));
  }

  /** Whether a flag is set at all, and how. */
  public Optional<Boolean> explicitFlag(Setting setting) {
    return Optional.ofNullable((Boolean) values.get(setting));
  }

  /** A text. */
  public Optional<String> text(Setting setting) {
    return Optional.ofNullable((String) values.get(setting));
  }

  /** The level. */
  public Optional<CompatibilityLevel> level() {
    return Optional.ofNullable((CompatibilityLevel) values.get(Setting.LEVEL));
  }

  /** A default or override. */
  public Optional<Metadata> metadata(Setting setting) {
    return Optional.ofNullable((Metadata) values.get(setting));
  }

  /** A default or override. */
  public Optional<RuleSet> ruleSet(Setting setting) {
    return Optional.ofNullable((RuleSet) values.get(setting));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Config config && values.equals(config.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  @Override
  public String toString() {
    return toJson().encode();
  }
}
