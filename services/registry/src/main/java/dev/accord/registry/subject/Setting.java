package dev.accord.registry.subject;

import dev.accord.checks.compatibility.CompatibilityLevel;
import dev.accord.registry.problem.ErrorCode;
import dev.accord.registry.schema.Metadata;
import dev.accord.registry.schema.RuleSet;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.function.Function;

/**
 * What can be set for a subject, a context or everywhere; the order is that of the log's values.
 */
public enum Setting {
  ALIAS("alias", Kind.TEXT),
  ALIAS_FOR_DEKS("aliasForDeks", Kind.TEXT),
  NORMALIZE("normalize", Kind.FLAG),
  VALIDATE_FIELDS("validateFields", Kind.FLAG),
  VALIDATE_NEW_SCHEMAS("validateNewSchemas", Kind.FLAG),
  VALIDATE_RULES("validateRules", Kind.FLAG),
  LEVEL("compatibilityLevel", Kind.LEVEL),
  POLICY("compatibilityPolicy", Kind.POLICY),
  GROUP("compatibilityGroup", Kind.TEXT),
  DEFAULT_METADATA("defaultMetadata", Kind.METADATA),
  OVERRIDE_METADATA("overrideMetadata", Kind.METADATA),
  DEFAULT_RULE_SET("defaultRuleSet", Kind.RULE_SET),
  OVERRIDE_RULE_SET("overrideRuleSet", Kind.RULE_SET);

  private enum Kind {
    TEXT,
    FLAG,
    LEVEL,
    POLICY,
    METADATA,
    RULE_SET
  }

  private final String member;
  private final Kind kind;

  Setting(String member, Kind kind) {
    this.member = member;
    this.kind = kind;
  }

  /** Its name in the log and in answers. */
  public String member() {
    return member;
  }

  /** Its name in requests: the level goes by another one there. */
  public String requestMember() {
    return this == LEVEL ? "compatibility" : member;
  }

  /**
   * Reads a value that is not null.
   *
   * @throws dev.accord.registry.problem.RegistryProblem if it is not one of those allowed
   */
  Object read(Object json) {
    return switch (kind) {
      case TEXT -> text(json);
      case FLAG -> {
        if (json instanceof Boolean flag) {
          yield flag;
        }
        if (json instanceof String text && (text.equals("true") || text.equals("false"))) {
          yield Boolean.valueOf(text);
        }
        throw wrongType("true or false");
      }
      case LEVEL ->
          CompatibilityLevel.parse(text(json))
              .orElseThrow(ErrorCode.INVALID_COMPATIBILITY_LEVEL::with);
      case POLICY -> {
        var policy = text(json).toUpperCase(Locale.ROOT);
        if (!policy.equals("STRICT") && !policy.equals("LENIENT")) {
          throw wrongType("STRICT or LENIENT");
        }
        yield policy;
      }
      case METADATA -> shaped(Metadata::fromJson, json);
      case RULE_SET -> shaped(RuleSet::fromJson, json);
    };
  }

  /** The JSON form of a value that {@link #read} returned. */
  Object write(Object value) {
    return switch (kind) {
      case TEXT, FLAG, POLICY -> value;
      case LEVEL -> ((CompatibilityLevel) value).name();
      case METADATA -> ((Metadata) value).toJson();
      case RULE_SET -> ((RuleSet) value).toJson();
    };
  }

  private String text(Object json) {
    if (json instanceof String text) {
      return text;
    }
    throw wrongType("a text");
  }

  private Object shaped(Function<JsonObject, Object> reader, Object json) {
    if (!(json instanceof JsonObject object)) {
      throw wrongType("an object");
    }
    try {
      return reader.apply(object);
    } catch (ClassCastException e) {
      throw wrongType("of the documented shape");
    }
  }

  private RuntimeException wrongType(String expected) {
    return ErrorCode.INVALID_REQUEST.with(requestMember() + " must be " + expected);
  }
}
