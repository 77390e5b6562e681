package dev.accord.model.contracts;

import dev.accord.model.schema.Definition;
import dev.accord.model.schema.SchemaSet;
import dev.accord.model.schema.Type;
import dev.accord.model.source.Location;
import java.util.Optional;

/**
 * The schema of one subject at one time.
 *
 * @param name full name of the root type; of a root without a name, its file's name
 * @param subject where a registry keeps it
 * @param key whether it is the schema of record keys, whose bytes choose the partition
 * @param types holds every type that {@code root} refers to
 */
public record EventSchema(String name, String subject, boolean key, SchemaSet types, Type root) {

  /** The root's definition, unless the root is a union, container or primitive. */
  public Optional<Definition> definition() {
    return root instanceof Type.Reference reference
        ? Optional.of(types.get(reference))
        : Optional.empty();
  }

  /** The name in the definition, else the start of the root. */
  public Location location() {
    return definition().map(d -> d.header().nameLocation()).orElse(root.location());
  }

  /** The self-contained text that a registry would hold. */
  public String text() {
    return types.selfContained(root);
  }
}
