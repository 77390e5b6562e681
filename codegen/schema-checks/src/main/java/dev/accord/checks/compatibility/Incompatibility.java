package dev.accord.checks.compatibility;

import java.util.Locale;
import java.util.Optional;
import org.apache.avro.SchemaCompatibility.SchemaIncompatibilityType;

/**
 * One reason why a reader cannot take what a writer wrote.
 *
 * @param direction who reads whom
 * @param type the kind, as Avro names it; empty if Avro's checker threw instead of answering, as it
 *     does when an alias meets two fields
 * @param path where in the reader's schema, as a JSON pointer
 * @param detail what Avro says about it
 */
public record Incompatibility(
    Direction direction, Optional<SchemaIncompatibilityType> type, String path, String detail) {

  /** The entry that Confluent's registry and clients show for it. */
  public String message() {
    return type.map(this::message)
        .orElse("Unexpected exception during compatibility check: " + detail);
  }

  private String message(SchemaIncompatibilityType kind) {
    return String.format(
        Locale.ROOT,
        "{errorType:'%s', description:'%s', additionalInfo:'%s'}",
        kind,
        description(kind),
        detail);
  }

  private String description(SchemaIncompatibilityType kind) {
    var reader = direction.reader();
    var writer = direction.writer();
    return switch (kind) {
      case NAME_MISMATCH ->
          String.format(Locale.ROOT, "The name of the schema has changed (path '%s')", path);
      case TYPE_MISMATCH ->
          String.format(
              Locale.ROOT,
              "The type (path '%s') of a field in the %s schema does not match with the %s schema",
              path,
              reader,
              writer);
      case FIXED_SIZE_MISMATCH ->
          String.format(
              Locale.ROOT,
              "The size of FIXED type field at path '%s' in the %s schema does not match with the"
                  + " %s schema",
              path,
              reader,
              writer);
      case MISSING_ENUM_SYMBOLS ->
          String.format(
              Locale.ROOT,
              "The %s schema is missing enum symbols '%s' at path '%s' in the %s schema",
              reader,
              detail,
              path,
              writer);
      case MISSING_UNION_BRANCH ->
          String.format(
              Locale.ROOT,
              "The %s schema is missing a type inside a union field at path '%s' in the %s schema",
              reader,
              path,
              writer);
      case READER_FIELD_MISSING_DEFAULT_VALUE ->
          String.format(
              Locale.ROOT,
              "The field '%s' at path '%s' in the %s schema has no default value and is missing in"
                  + " the %s schema",
              detail,
              path,
              reader,
              writer);
    };
  }
}
