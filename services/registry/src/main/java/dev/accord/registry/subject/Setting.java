package dev.accord.registry.subject;

import dev.accord.checks.compatibility.CompatibilityLevel;
import dev.accord.registry.problem.ErrorCode;
import dev.accord.registry.schema.Metadata;
import dev.accord.registry.schema.RuleSet;
import io.vertx.core.json.JsonArray;
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
        if (json instanceof Number number) {
          yield number.doubleValue() != 0;
        }
        var text = text(json).toLowerCase(Locale.ROOT);
        if (!text.equals("true") && !text.equals("false")) {
          throw wrongType("true or false");
        }
        yield Boolean.valueOf(text);
      }
      case LEVEL ->
          CompatibilityLevel.parse(text(json))
              .orElseThrow(ErrorCode.INVALID_COMPATIBILITY_LEVEL::with);
      case POLICY -> {
        var policy = text(json).toUpperCase(Locale.ROOT);
        if (!policy.equals("STRICT") && !policy.equals("LENIENT")) {
          throw ErrorCode.INVALID_REQUEST.with(member + " must be STRICT or LENIENT");
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

  /** A number or a truth value is its own spelling. */
  private String text(Object json) {
    if (json instanceof JsonObject || json instanceof JsonArray) {
      throw wrongType("a text");
    }
    return json.toString();
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
    return ErrorCode.BAD_REQUEST.with("The member " + requestMember() + " must be " + expected);
  }
}
