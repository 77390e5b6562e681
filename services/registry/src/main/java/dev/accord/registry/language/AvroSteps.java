package dev.accord.registry.language;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;

/** Counts what Avro's own code would do, before it is let loose and cannot be stopped any more. */
final class AvroSteps {
  private AvroSteps() {}

  /**
   * Refuses schemas whose default values take too long to check.
   *
   * @throws InvalidSchema if there are more steps than the most allowed
   */
  static void requireDefaults(Set<Schema> schemas, int max) throws InvalidSchema {
    new Defaults(max).require(schemas);
  }

  /**
   * Refuses two schemas that take too long to compare.
   *
   * @throws InvalidSchema if there are more pairs of types than the most allowed
   */
  static void requireComparison(Schema one, Schema other, int max) throws InvalidSchema {
    new Comparison().require(one, other, max);
  }

  /**
   * What it costs to check the default values of a schema. A record's default stands for those of
   * all its fields, and theirs, so a few lines of text can ask for more steps than anybody can wait
   * for; Avro takes every one of them.
   */
  private static final class Defaults {
    private final int max;
    private final IdentityHashMap<Schema.Field, Object> defaults = new IdentityHashMap<>();
    private int steps;

    Defaults(int max) {
      this.max = max;
    }

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

  /**
   * What it costs to compare two schemas. Avro looks at every branch of one union beside every
   * branch of the other, and at what is inside of both, so that wide unions take minutes and cannot
   * be stopped; counting the pairs beforehand takes a moment.
   */
  private static final class Comparison {
    private record Pair(Schema one, Schema other) {}

    private final IdentityHashMap<Schema, Set<Schema>> seen = new IdentityHashMap<>();
    private final ArrayDeque<Pair> left = new ArrayDeque<>();
    private int steps;

    void require(Schema one, Schema other, int max) throws InvalidSchema {
      add(one, other);
      while (!left.isEmpty()) {
        if (steps > max) {
          throw AvroType.invalid("comparing it takes more than " + max + " steps");
        }
        addParts(left.remove());
      }
    }

    private void add(Schema one, Schema other) {
      var others =
          seen.computeIfAbsent(one, ignored -> Collections.newSetFromMap(new IdentityHashMap<>()));
      if (others.add(other)) {
        steps++;
        left.add(new Pair(one, other));
      }
    }

    private void addParts(Pair pair) {
      var one = pair.one();
      var other = pair.other();
      if (one.isUnion() || other.isUnion()) {
        for (var branch : branches(one)) {
          branches(other).forEach(otherBranch -> add(branch, otherBranch));
        }
      } else if (one.getType() == other.getType()) {
        switch (one.getType()) {
          case RECORD -> addFields(one, other);
          case ARRAY -> add(one.getElementType(), other.getElementType());
          case MAP -> add(one.getValueType(), other.getValueType());
          case UNION, ENUM, FIXED, STRING, BYTES, INT, LONG, FLOAT, DOUBLE, BOOLEAN, NULL -> {}
        }
      }
    }

    private void addFields(Schema one, Schema other) {
      for (var field : one.getFields()) {
        var match = other.getField(field.name());
        if (match != null) {
          add(field.schema(), match.schema());
        }
        for (var alias : field.aliases()) {
          var renamed = other.getField(alias);
          if (renamed != null) {
            add(field.schema(), renamed.schema());
          }
        }
      }
    }

    private static List<Schema> branches(Schema schema) {
      return schema.isUnion() ? schema.getTypes() : List.of(schema);
    }
  }
}
