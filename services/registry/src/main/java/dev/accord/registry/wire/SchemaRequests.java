package dev.accord.registry.wire;

import dev.accord.registry.change.SchemaRequest;
import dev.accord.registry.change.SchemaRequest.ReferenceRequest;
import dev.accord.registry.change.SchemaRequest.TagChanges;
import dev.accord.registry.change.Tag;
import dev.accord.registry.language.EntityTags;
import dev.accord.registry.problem.ErrorCode;
import dev.accord.registry.schema.Metadata;
import dev.accord.registry.schema.RuleSet;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the body that registers, looks up or judges a schema. Unknown members are ignored. */
public final class SchemaRequests {
  private SchemaRequests() {}

  public static SchemaRequest read(JsonObject body, boolean normalize) {
    return new SchemaRequest(
        text(body, "schema", ""),
        textOrNull(body, "schemaType"),
        list(body, "references", SchemaRequests::reference),
        object(body, "metadata", Metadata::fromJson),
        object(body, "ruleSet", RuleSet::fromJson),
        number(body, "version", 0),
        number(body, "id", -1),
        normalize,
        new TagChanges(
            list(body, "schemaTagsToAdd", EntityTags::fromJson),
            list(body, "schemaTagsToRemove", EntityTags::fromJson),
            flag(body, "propagateSchemaTags")));
  }

  /** Reads the body that changes tags, metadata or rules. */
  public static Tag.Changes readTags(JsonObject body) {
    return new Tag.Changes(
        number(body, "newVersion", 0),
        new TagChanges(
            list(body, "tagsToAdd", EntityTags::fromJson),
            list(body, "tagsToRemove", EntityTags::fromJson),
            false),
        object(body, "metadata", Metadata::fromJson),
        object(body, "ruleSet", RuleSet::fromJson),
        object(body, "rulesToMerge", RuleSet::fromJson),
        texts(body, "rulesToRemove"));
  }

  private static <T> List<T> list(JsonObject body, String member, Function<JsonObject, T> reader) {
    var found = new ArrayList<T>();
    for (var element : array(body, member)) {
      if (!(element instanceof JsonObject json)) {
        throw wrong(member, "a list of objects");
      }
      try {
        found.add(reader.apply(json));
      } catch (ClassCastException e) {
        throw wrong(member, "of the documented shape");
      }
    }
    return found;
  }

  private static List<String> texts(JsonObject body, String member) {
    var found = new ArrayList<String>();
    for (var element : array(body, member)) {
      if (!(element instanceof String text)) {
        throw wrong(member, "a list of texts");
      }
      found.add(text);
    }
    return found;
  }

  private static JsonArray array(JsonObject body, String member) {
    var value = body.getValue(member);
    if (value == null) {
      return new JsonArray();
    }
    if (value instanceof JsonArray array) {
      return array;
    }
    throw wrong(member, "a list");
  }

  private static ReferenceRequest reference(JsonObject json) {
    return new ReferenceRequest(
        textOrNull(json, "name"),
        textOrNull(json, "subject"),
        json.getValue("version") == null ? null : number(json, "version", 0));
  }

  private static <T> @Nullable T object(
      JsonObject body, String member, Function<JsonObject, T> reader) {
    var value = body.getValue(member);
    if (value == null) {
      return null;
    }
    if (!(value instanceof JsonObject json)) {
      throw wrong(member, "an object");
    }
    try {
      return reader.apply(json);
    } catch (ClassCastException e) {
      throw wrong(member, "of the documented shape");
    }
  }

  public static String text(JsonObject body, String member, String fallback) {
    var text = textOrNull(body, member);
    return text == null ? fallback : text;
  }

  public static @Nullable String textOrNull(JsonObject body, String member) {
    var value = body.getValue(member);
    if (value == null || value instanceof String) {
      return (String) value;
    }
    if (value instanceof Number || value instanceof Boolean) {
      return value.toString();
    }
    throw wrong(member, "a text");
  }

  private static boolean flag(JsonObject body, String member) {
    var value = body.getValue(member);
    if (value == null || value instanceof Boolean) {
      return Boolean.TRUE.equals(value);
    }
    if (value instanceof String text && text.toLowerCase(Locale.ROOT).matches("true|false|")) {
      return text.equalsIgnoreCase("true");
    }
    throw wrong(member, "true or false");
  }

  /** A number may come as a text, and what is behind a decimal point does not count. */
  private static int number(JsonObject body, String member, int fallback) {
    var value = body.getValue(member);
    if (value == null || (value instanceof String text && text.isBlank())) {
      return fallback;
    }
    if (value instanceof Integer number) {
      return number;
    }
    if (value instanceof Double number && Math.abs(number) < Integer.MAX_VALUE) {
      return number.intValue();
    }
    try {
      return Integer.parseInt(value.toString().strip());
    } catch (NumberFormatException e) {
      throw wrong(member, "a whole number of 32 bits");
    }
  }

  public static RuntimeException wrong(String member, String expected) {
    return ErrorCode.BAD_REQUEST.with("The member " + member + " must be " + expected);
  }
}
