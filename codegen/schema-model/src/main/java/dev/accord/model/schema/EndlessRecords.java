package dev.accord.model.schema;

import dev.accord.model.schema.Definition.Field;
import dev.accord.model.schema.Definition.RecordDefinition;
import dev.accord.model.source.Problem;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Finds records of which nobody can write a value: those that contain themselves on every path, so
 * that no value ever ends, and those that double so often that none fits into a message. Avro's
 * parser lets them pass. A cycle through a nullable field, an array or a map ends.
 */
final class EndlessRecords {
  private static final long PARTS_MAX = 1_000_000;
  private static final long ENDLESS = Long.MAX_VALUE;

  private final Map<String, Definition> definitions;

  /** How many parts the smallest value has, of the types that have one. */
  private final Map<String, Long> least = new HashMap<>();

  private EndlessRecords(Map<String, Definition> definitions) {
    this.definitions = definitions;
  }

  /** A problem at each field that needs such a record, in the order of the definitions. */
  static List<Problem> in(Map<String, Definition> definitions) {
    var search = new EndlessRecords(definitions);
    search.measure();
    return search.problems();
  }

  /** Whoever uses a record that turns out to end may end too, and is looked at again. */
  private void measure() {
    Map<String, List<Definition>> users = users();
    var waiting = new ArrayDeque<Definition>(definitions.values());
    while (!waiting.isEmpty()) {
      Definition definition = waiting.removeFirst();
      long parts = parts(definition);
      if (parts != ENDLESS && least.putIfAbsent(definition.fullName(), parts) == null) {
        waiting.addAll(users.getOrDefault(definition.fullName(), List.of()));
      }
    }
  }

  private Map<String, List<Definition>> users() {
    Map<String, List<Definition>> users = new HashMap<>();
    for (Definition definition : definitions.values()) {
      if (definition instanceof RecordDefinition record) {
        record.fields().stream()
            .flatMap(field -> used(field.type()))
            .forEach(name -> users.computeIfAbsent(name, n -> new ArrayList<>()).add(record));
      }
    }
    return users;
  }

  private static Stream<String> used(Type type) {
    if (type instanceof Type.Union union) {
      return union.branches().stream().flatMap(EndlessRecords::used);
    }
    return type instanceof Type.Reference reference
        ? Stream.of(reference.fullName())
        : Stream.empty();
  }

  private long parts(Definition definition) {
    long parts = 1;
    if (definition instanceof RecordDefinition record) {
      for (Field field : record.fields()) {
        long more = parts(field.type());
        if (more == ENDLESS) {
          return ENDLESS;
        }
        parts = Math.min(PARTS_MAX + 1, parts + more);
      }
    }
    return parts;
  }

  private long parts(Type type) {
    if (type instanceof Type.Reference reference) {
      return least.getOrDefault(reference.fullName(), ENDLESS);
    }
    return type instanceof Type.Union union
        ? union.branches().stream().mapToLong(this::parts).min().orElse(ENDLESS)
        : 1;
  }

  private List<Problem> problems() {
    var problems = new ArrayList<Problem>();
    for (Definition definition : definitions.values()) {
      long parts = least.getOrDefault(definition.fullName(), ENDLESS);
      if (definition instanceof RecordDefinition record && parts == ENDLESS) {
        for (Field field : record.fields()) {
          if (parts(field.type()) == ENDLESS) {
            problems.add(
                new Problem(
                    field.type().location(),
                    record.simpleName()
                        + "."
                        + field.name()
                        + " needs a record that contains itself, so no value of it ever ends; make"
                        + " a field of the cycle nullable, an array or a map"));
          }
        }
      } else if (parts > PARTS_MAX && problems.isEmpty()) {
        problems.add(
            new Problem(
                definition.header().nameLocation(),
                "every value of "
                    + definition.simpleName()
                    + " has more than "
                    + PARTS_MAX
                    + " parts, because its types hold each other more than once; make some of"
                    + " their fields nullable"));
      }
    }
    return problems;
  }
}
