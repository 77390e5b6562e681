package dev.accord.event.generator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.avro.JsonProperties;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** Pieces of Java source that depend on a schema. */
public final class JavaText {
  /** For the build plugin, which makes the template's tools. */
  public JavaText() {}

  /** The schema of the value itself: of {@code ["null", T]} that is {@code T}. */
  public Schema valueSchema(Schema schema) {
    if (!schema.isUnion()) {
      return schema;
    }
    var branches = schema.getTypes().stream().filter(s -> s.getType() != Schema.Type.NULL).toList();
    return branches.size() == 1 ? branches.get(0) : schema;
  }

  /** The name of a class that may be null here. */
  public String nullable(String type) {
    var raw = type.contains("<") ? type.indexOf('<') : type.length();
    var dot = type.lastIndexOf('.', raw - 1) + 1;
    return type.substring(0, dot) + "@org.jspecify.annotations.Nullable " + type.substring(dot);
  }

  /** Whether a field that nobody set is absent, rather than has a value. */
  public boolean isNullDefault(Schema.Field field) {
    return field.defaultVal() == JsonProperties.NULL_VALUE;
  }

  /** An expression for the value as the record may keep it: a copy, exact, never null. */
  public String kept(Schema.Field field, String value) {
    var schema = valueSchema(field.schema());
    var required = "java.util.Objects.requireNonNull(" + value + ", \"" + field.name() + "\")";
    if (schema.getLogicalType() instanceof LogicalTypes.Decimal decimal) {
      var arguments =
          List.of('"' + field.name() + '"', required, decimal.getPrecision(), decimal.getScale());
      return arguments.stream()
          .map(Object::toString)
          .collect(Collectors.joining(", ", "dev.accord.event.Decimals.exact(", ")"));
    }
    if (schema.getLogicalType() instanceof LogicalTypes.TimestampMillis) {
      return required + ".truncatedTo(java.time.temporal.ChronoUnit.MILLIS)";
    }
    if (schema.getLogicalType() instanceof LogicalTypes.TimestampMicros) {
      return required + ".truncatedTo(java.time.temporal.ChronoUnit.MICROS)";
    }
    return switch (schema.getType()) {
      case ARRAY -> "java.util.List.copyOf(" + required + ")";
      case MAP -> "java.util.Map.copyOf(" + required + ")";
      default -> required;
    };
  }

  /** An expression that shows a kept value without letting it be changed. */
  public String shown(Schema.Field field, String value) {
    return switch (valueSchema(field.schema()).getType()) {
      case ARRAY -> "java.util.Collections.unmodifiableList(" + value + ")";
      case MAP -> "java.util.Collections.unmodifiableMap(" + value + ")";
      default -> value;
    };
  }

  /** A doc as the text of a Javadoc comment; a full stop ends it. */
  public String javadoc(String doc) {
    var text =
        doc.strip()
            .replace("&", "&amp;")
            .replace("<", "&lt;")
            .replace(">", "&gt;")
            .replace("@", "&#64;")
            .replace("*/", "*&#47;");
    return text.endsWith(".") ? text : text + ".";
  }

  /** The doc of a type without the lines that speak of its symbols. */
  public String typeDoc(Schema schema) {
    var lines = new ArrayList<String>();
    doc(schema.getDoc(), schema.getFullName())
        .lines()
        .filter(line -> schema.getType() != Schema.Type.ENUM || symbolOf(schema, line).isEmpty())
        .forEach(lines::add);
    return javadoc(String.join(" ", lines));
  }

  /** The doc of a field. */
  public String fieldDoc(Schema.Field field) {
    return javadoc(String.join(" ", doc(field.doc(), field.name()).lines().toList()));
  }

  /** The doc of an enum's symbol: what follows {@code SYMBOL:} on a line of the enum's doc. */
  public String symbolDoc(Schema schema, String symbol) {
    return doc(schema.getDoc(), "")
        .lines()
        .filter(line -> symbolOf(schema, line).filter(symbol::equals).isPresent())
        .map(line -> line.substring(line.indexOf(':') + 1))
        .map(this::javadoc)
        .findFirst()
        .orElse(symbol + ".");
  }

  private static Optional<String> symbolOf(Schema schema, String line) {
    List<String> symbols = schema.getEnumSymbols();
    return symbols.stream().filter(symbol -> line.strip().startsWith(symbol + ":")).findFirst();
  }

  private static String doc(@Nullable String doc, String name) {
    return doc == null || doc.isBlank() ? name : doc;
  }
}
