package dev.accord.registry.language;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;

/**
 * What it costs to compare two schemas. Avro looks at every branch of one union beside every branch
 * of the other, and at what is inside of both, so that wide unions take minutes and cannot be
 * stopped; counting the pairs beforehand takes a moment.
 */
final class ComparisonSteps {
  private record Pair(Schema one, Schema other) {}

  private final IdentityHashMap<Schema, Set<Schema>> seen = new IdentityHashMap<>();
  private final ArrayDeque<Pair> left = new ArrayDeque<>();
  private int steps;

  private ComparisonSteps() {}

  /**
   * Counts the pairs of types.
   *
   * @throws InvalidSchema if there are more than the most allowed
   */
  static void require(Schema one, Schema other, int max) throws InvalidSchema {
    var comparison = new ComparisonSteps();
    comparison.add(one, other);
    while (!comparison.left.isEmpty()) {
      if (comparison.steps > max) {
        throw AvroType.invalid("comparing it takes more than " + max + " steps");
      }
      comparison.addParts(comparison.left.remove());
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
