package dev.accord.registry.language;

import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;

/**
 * What it costs to check the default values of a schema. A record's default stands for those of all
 * its fields, and theirs, so a few lines of text can ask for more steps than anybody can wait for;
 * Avro takes every one of them.
 */
final class DefaultSteps {
  private final int max;
  private final IdentityHashMap<Schema.Field, Object> defaults = new IdentityHashMap<>();
  private int steps;

  DefaultSteps(int max) {
    this.max = max;
  }

  /**
   * Counts the steps for every field of some schemas.
   *
   * @throws InvalidSchema if there are more than the most allowed
   */
  void require(Set<Schema> schemas) throws InvalidSchema {
    for (var schema : schemas) {
      if (schema.getType() == Schema.Type.RECORD) {
        for (var field : schema.getFields()) {
          countDefault(field);
        }
      }
    }
  }

  private void countDefault(Schema.Field field) throws InvalidSchema {
    if (field.hasDefaultValue()) {
      count(field.schema(), defaults.computeIfAbsent(field, Schema.Field::defaultVal));
    }
  }

  private void count(Schema schema, Object value) throws InvalidSchema {
    if (++steps > max) {
      throw AvroType.invalid("its default values take more than " + max + " steps to check");
    }
    switch (schema.getType()) {
      case RECORD -> {
        if (value instanceof Map<?, ?> given) {
          countFields(schema, given);
        }
      }
      case ARRAY -> {
        if (value instanceof Collection<?> elements) {
          for (var element : elements) {
            count(schema.getElementType(), element);
          }
        }
      }
      case MAP -> {
        if (value instanceof Map<?, ?> entries) {
          for (var entry : entries.values()) {
            count(schema.getValueType(), entry);
          }
        }
      }
      case UNION -> {
        for (var branch : schema.getTypes()) {
          count(branch, value);
        }
      }
      case ENUM, FIXED, STRING, BYTES, INT, LONG, FLOAT, DOUBLE, BOOLEAN, NULL -> {}
    }
  }

  private void countFields(Schema schema, Map<?, ?> given) throws InvalidSchema {
    for (var field : schema.getFields()) {
      if (given.containsKey(field.name())) {
        count(field.schema(), given.get(field.name()));
      } else {
        countDefault(field);
      }
    }
  }
}
