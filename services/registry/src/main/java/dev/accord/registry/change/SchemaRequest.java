package dev.accord.registry.change;

import dev.accord.registry.language.EntityTags;
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
 * @param tags changes of the text's tags, for registering alone
 */
public record SchemaRequest(
    String text,
    @Nullable String type,
    List<ReferenceRequest> references,
    @Nullable Metadata metadata,
    @Nullable RuleSet ruleSet,
    int version,
    int id,
    boolean normalize,
    TagChanges tags) {
  /** Copies. */
  public SchemaRequest {
    references = List.copyOf(references);
  }

  /**
   * What is to change in the tags of a text before it is registered.
   *
   * @param removed taken away after the added ones were added
   * @param propagated parts that have tags in the latest version keep those
   */
  public record TagChanges(List<EntityTags> added, List<EntityTags> removed, boolean propagated) {
    /** Nothing changes. */
    public static final TagChanges NONE = new TagChanges(List.of(), List.of(), false);

    /** Copies. */
    public TagChanges {
      added = List.copyOf(added);
      removed = List.copyOf(removed);
    }

    boolean changesText() {
      return !added.isEmpty() || !removed.isEmpty();
    }
  }

  /** A reference as sent; version -1 means the latest, null that it was left out. */
  public record ReferenceRequest(
      @Nullable String name, @Nullable String subject, @Nullable Integer version) {}
}
