package dev.accord.model.schema;

import dev.accord.model.schema.Definition.Field;
import dev.accord.model.schema.Definition.RecordDefinition;
import dev.accord.model.source.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds records that contain themselves on every path: no value of theirs ever ends, so nobody can
 * write one. Avro's parser lets them pass. A cycle through a nullable field, an array or a map
 * ends.
 */
final class EndlessRecords {
  private final Map<String, Definition> definitions;
  private final Set<String> ending = new HashSet<>();

  private EndlessRecords(Map<String, Definition> definitions) {
    this.definitions = definitions;
  }

  /** A problem at each field that needs such a record, in the order of the definitions. */
  static List<Problem> in(Map<String, Definition> definitions) {
    var search = new EndlessRecords(definitions);
    search.findEnding();
    return search.problems();
  }

  private void findEnding() {
    boolean found = true;
    while (found) {
      found = false;
      for (Definition definition : definitions.values()) {
        found |= ends(definition) && ending.add(definition.fullName());
      }
    }
  }

  private boolean ends(Definition definition) {
    return !(definition instanceof RecordDefinition record)
        || record.fields().stream().allMatch(field -> ends(field.type()));
  }

  private boolean ends(Type type) {
    if (type instanceof Type.Reference reference) {
      return ending.contains(reference.fullName());
    }
    return !(type instanceof Type.Union union) || union.branches().stream().anyMatch(this::ends);
  }

  private List<Problem> problems() {
    var problems = new ArrayList<Problem>();
    for (Definition definition : definitions.values()) {
      if (definition instanceof RecordDefinition record && !ending.contains(record.fullName())) {
        for (Field field : record.fields()) {
          if (!ends(field.type())) {
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
      }
    }
    return problems;
  }
}
