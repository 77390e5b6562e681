package dev.accord.registry.schema;

import io.vertx.core.json.JsonObject;
import java.util.Comparator;

/**
 * A schema's use of another one.
 *
 * @param name how the text names it (for Avro the full name)
 * @param subject where it is registered; unqualified means the context of the referring schema
 * @param version which version of that subject
 */
public record Reference(String name, String subject, int version) implements Comparable<Reference> {
  private static final Comparator<Reference> ORDER =
      Comparator.comparing(Reference::name)
          .thenComparing(Reference::subject)
          .thenComparingInt(Reference::version);

  @Override
  public int compareTo(Reference other) {
    return ORDER.compare(this, other);
  }

  /** As stored and answered. */
  public JsonObject toJson() {
    return new JsonObject().put("name", name).put("subject", subject).put("version", version);
  }
}
