package dev.accord.model.schema;

import dev.accord.model.json.JsonValue;
import dev.accord.model.json.JsonValue.JsonArray;
import dev.accord.model.json.JsonValue.JsonBoolean;
import dev.accord.model.json.JsonValue.JsonNull;
import dev.accord.model.json.JsonValue.JsonNumber;
import dev.accord.model.json.JsonValue.JsonObject;
import dev.accord.model.json.JsonValue.JsonText;
import dev.accord.model.json.JsonValue.Member;
import dev.accord.model.schema.Definition.EnumDefinition;
import dev.accord.model.schema.Definition.Field;
import dev.accord.model.schema.Definition.FixedDefinition;
import dev.accord.model.schema.Definition.RecordDefinition;
import dev.accord.model.source.Nearest;
import dev.accord.model.source.Problem;
import java.math.BigInteger;
import java.util.Optional;

/** Whether a field's default fits its type: what Avro refuses, and what it takes but damages. */
public final class Defaults {
  private static final BigInteger INT_MAX = BigInteger.valueOf(Integer.MAX_VALUE);
  private static final BigInteger LONG_MAX = BigInteger.valueOf(Long.MAX_VALUE);

  private final SchemaSet types;

  Defaults(SchemaSet types) {
    this.types = types;
  }

  /** Empty if Avro's parser accepts the value; else the first thing that is wrong with it. */
  Optional<Problem> refused(Type type, JsonValue value) {
    if (type instanceof Type.Union union) {
      return union.branches().stream().anyMatch(b -> refused(b, value).isEmpty())
          ? Optional.empty()
          : wrong(value, "one of the union's branches");
    }
    if (type instanceof Type.ArrayOf array) {
      return value instanceof JsonArray items
          ? items.items().stream().flatMap(i -> refused(array.items(), i).stream()).findFirst()
          : wrong(value, "an array");
    }
    if (type instanceof Type.MapOf map) {
      return value instanceof JsonObject object
          ? object.members().stream()
              .flatMap(m -> refused(map.values(), m.value()).stream())
              .findFirst()
          : wrong(value, "an object");
    }
    if (type instanceof Type.Primitive primitive) {
      return primitive(primitive.kind(), value);
    }
    Definition definition = types.get((Type.Reference) type);
    if (definition instanceof RecordDefinition record) {
      return record(record, value);
    }
    return value instanceof JsonText ? Optional.empty() : wrong(value, "a string");
  }

  private Optional<Problem> record(RecordDefinition record, JsonValue value) {
    if (!(value instanceof JsonObject object)) {
      return wrong(value, "an object with the fields of " + record.fullName());
    }
    for (Field field : record.fields()) {
      Optional<JsonValue> given = object.get(field.name());
      if (given.isEmpty() && field.defaultValue().isEmpty()) {
        return wrong(value, "a value for its field \"" + field.name() + "\", which has no default");
      }
      Optional<Problem> inner = given.flatMap(v -> refused(field.type(), v));
      if (inner.isPresent()) {
        return inner;
      }
    }
    return Optional.empty();
  }

  private static Optional<Problem> primitive(Type.Kind kind, JsonValue value) {
    boolean fits =
        switch (kind) {
          case NULL -> value instanceof JsonNull;
          case BOOLEAN -> value instanceof JsonBoolean;
          case INT -> whole(value, INT_MAX);
          case LONG -> whole(value, LONG_MAX);
          case FLOAT, DOUBLE -> value instanceof JsonNumber;
          case BYTES, STRING -> value instanceof JsonText;
        };
    String wanted =
        switch (kind) {
          case NULL -> "null";
          case BOOLEAN -> "true or false";
          case INT -> "a whole number of 32 bits";
          case LONG -> "a whole number of 64 bits";
          case FLOAT, DOUBLE -> "a number";
          case BYTES, STRING -> "text in quotes";
        };
    return fits ? Optional.empty() : wrong(value, wanted + " for " + kind.word());
  }

  private static boolean whole(JsonValue value, BigInteger max) {
    if (!(value instanceof JsonNumber number) || !number.integral()) {
      return false;
    }
    var whole = new BigInteger(number.literal());
    return whole.compareTo(max) <= 0 && whole.compareTo(max.not()) >= 0;
  }

  private static Optional<Problem> wrong(JsonValue value, String wanted) {
    String text = value.text();
    String shown = text.length() > 60 ? text.substring(0, 57) + "..." : text;
    return Optional.of(
        new Problem(
            value.location(), "default " + shown + ": expected " + wanted, "DEFAULT_INVALID"));
  }

  /** A place where Avro takes a default and makes something else of it when a reader needs it. */
  public record Damage(JsonValue value, String what, boolean fatal, String fix) {}

  /** The first damage that using this default would do; {@code fatal} when decoding throws. */
  public Optional<Damage> damage(Type type, JsonValue value) {
    if (type instanceof Type.Union union) {
      return unionDamage(union, value);
    }
    if (type instanceof Type.ArrayOf array && value instanceof JsonArray items) {
      return items.items().stream().flatMap(i -> damage(array.items(), i).stream()).findFirst();
    }
    if (type instanceof Type.MapOf map && value instanceof JsonObject object) {
      return object.members().stream()
          .flatMap((Member m) -> damage(map.values(), m.value()).stream())
          .findFirst();
    }
    if (type instanceof Type.Primitive primitive && value instanceof JsonText text) {
      return primitive.kind() == Type.Kind.BYTES ? beyondBytes(text) : Optional.empty();
    }
    return type instanceof Type.Reference reference
        ? definitionDamage(types.get(reference), value)
        : Optional.empty();
  }

  private Optional<Damage> unionDamage(Type.Union union, JsonValue value) {
    if (value instanceof JsonText text
        && text.value().equals("null")
        && union.hasNull()
        && union.values().stream().anyMatch(b -> b.branchName().equals("string"))) {
      return Optional.of(
          new Damage(
              value,
              "\"null\" is the four-letter text, not null",
              false,
              "write null without quotes"));
    }
    for (Type branch : union.branches()) {
      if (refused(branch, value).isEmpty()) {
        return damage(branch, value);
      }
    }
    return Optional.empty();
  }

  private Optional<Damage> definitionDamage(Definition definition, JsonValue value) {
    if (definition instanceof EnumDefinition symbols
        && value instanceof JsonText text
        && !symbols.names().contains(text.value())) {
      String hint =
          Nearest.to(text.value(), symbols.names()).map(n -> n + ", or another of ").orElse("");
      return Optional.of(
          new Damage(
              value,
              text.text() + " is not a symbol of " + symbols.fullName(),
              true,
              "choose " + hint + String.join(", ", symbols.names())));
    }
    if (definition instanceof FixedDefinition fixed && value instanceof JsonText text) {
      int length = text.value().length();
      return length == fixed.size()
          ? beyondBytes(text)
          : Optional.of(
              new Damage(
                  value,
                  "it has " + length + " bytes, " + fixed.fullName() + " has " + fixed.size(),
                  false,
                  "write exactly " + fixed.size() + " characters, one a byte"));
    }
    if (definition instanceof RecordDefinition record && value instanceof JsonObject object) {
      return record.fields().stream()
          .flatMap(f -> object.get(f.name()).flatMap(v -> damage(f.type(), v)).stream())
          .findFirst();
    }
    return Optional.empty();
  }

  private static Optional<Damage> beyondBytes(JsonText text) {
    return text.value().chars().allMatch(c -> c <= 0xFF)
        ? Optional.empty()
        : Optional.of(
            new Damage(
                text,
                "a character beyond U+00FF cannot be a byte and becomes \"?\"",
                false,
                "write each byte as one character up to U+00FF"));
  }
}
