package dev.accord.model.schema;

import dev.accord.model.schema.Definition.RecordDefinition;
import dev.accord.model.source.InvalidSourceException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Refuses types that hold each other too deep. Each may be defined on its own line, yet a registry
 * holds one text in which they stand inside one another, as they are first met.
 */
final class DeepReferences {
  /** Each takes three levels of JSON or a few more, and Avro's parser stops at 1,000. */
  private static final int TYPES_DEEP_MAX = 150;

  private final Map<String, Definition> definitions;
  private final Set<String> met = new HashSet<>();

  private DeepReferences(Map<String, Definition> definitions) {
    this.definitions = definitions;
  }

  /**
   * Goes through each root.
   *
   * @throws InvalidSourceException at the reference that is one too many
   */
  static void refuse(List<SchemaSet.Root> roots, Map<String, Definition> definitions) {
    roots.forEach(root -> new DeepReferences(definitions).type(root.type(), 0));
  }

  private void type(Type type, int depth) {
    if (type instanceof Type.ArrayOf array) {
      type(array.items(), depth);
    } else if (type instanceof Type.MapOf map) {
      type(map.values(), depth);
    } else if (type instanceof Type.Union union) {
      union.branches().forEach(branch -> type(branch, depth));
    } else if (type instanceof Type.Reference reference
        && met.add(reference.fullName())
        && definitions.get(reference.fullName()) instanceof RecordDefinition record) {
      if (depth == TYPES_DEEP_MAX) {
        throw new InvalidSourceException(
            reference.location(),
            "more than "
                + TYPES_DEEP_MAX
                + " types inside one another: neither Avro nor a registry reads that; make an"
                + " event of the inner ones");
      }
      record.fields().forEach(field -> type(field.type(), depth + 1));
    }
  }
}
