package dev.accord.registry.change;

import dev.accord.registry.schema.Metadata;
import dev.accord.registry.schema.RuleSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A schema as somebody sends it, to be registered, looked up or judged.
 *
 * @param text empty means: the text of the subject's latest version
 * @param type null means Avro
 * @param references with possibly missing members
 * @param metadata null means: as in the latest version
 * @param ruleSet null means: as in the latest version
 * @param version 0 means none given, -1 the next one
 * @param id -1 means none given
 * @param normalize use the normal form as text
 */
public record SchemaRequest(
    String text,
    @Nullable String type,
    List<ReferenceRequest> references,
    @Nullable Metadata metadata,
    @Nullable RuleSet ruleSet,
    int version,
    int id,
    boolean normalize) {
  /** Copies. */
  public SchemaRequest {
    references = List.copyOf(references);
  }

  /** A reference as sent; version -1 means the latest, null that it was left out. */
  public record ReferenceRequest(
      @Nullable String name, @Nullable String subject, @Nullable Integer version) {}
}
