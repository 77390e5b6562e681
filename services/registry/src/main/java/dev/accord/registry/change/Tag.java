package dev.accord.registry.change;

import dev.accord.registry.change.SchemaRequest.TagChanges;
import dev.accord.registry.language.SchemaTypes;
import dev.accord.registry.problem.ErrorCode;
import dev.accord.registry.schema.Metadata;
import dev.accord.registry.schema.Reference;
import dev.accord.registry.schema.RuleSet;
import dev.accord.registry.subject.RegistryState;
import dev.accord.registry.subject.StoredSchema;
import dev.accord.registry.subject.Subject;
import dev.accord.registry.subject.SubjectVersion;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Registers a version again as a new one, with tags, metadata or rules changed.
 *
 * @param version empty means the latest
 */
public record Tag(Subject subject, OptionalInt version, Changes changes, SchemaTypes types)
    implements Command<Register.Registered> {

  /**
   * What changes.
   *
   * @param newVersion the number of the new version; 0 for the next
   * @param metadata null keeps the metadata
   * @param ruleSet null keeps the rules
   * @param rulesMerged rules that replace those of the same name
   * @param rulesRemoved names
   */
  public record Changes(
      int newVersion,
      TagChanges tags,
      @Nullable Metadata metadata,
      @Nullable RuleSet ruleSet,
      @Nullable RuleSet rulesMerged,
      List<String> rulesRemoved) {
    /** Copies. */
    public Changes {
      rulesRemoved = List.copyOf(rulesRemoved);
    }
  }

  @Override
  public Decision<Register.Registered> decide(RegistryState state) {
    var base = base(state);
    var content = base.content();
    var next = state.versions(subject).lastKey() + 1;
    var request =
        new SchemaRequest(
            content.text(),
            content.type(),
            content.references().stream().map(Tag::requested).toList(),
            changes.metadata() == null ? content.metadata() : changes.metadata(),
            rules(content.ruleSet()),
            changes.newVersion() == 0 ? next : changes.newVersion(),
            -1,
            false,
            changes.tags());
    return new Register(subject, request, types).decide(state);
  }

  private StoredSchema base(RegistryState state) {
    var base =
        version.isEmpty()
            ? state.latest(subject)
            : state
                .find(new SubjectVersion(subject, version.getAsInt()))
                .filter(schema -> !schema.deleted());
    return base.orElseThrow(
        () ->
            state.latest(subject).isEmpty()
                ? ErrorCode.SUBJECT_NOT_FOUND.with(subject)
                : ErrorCode.VERSION_NOT_FOUND.with(version.getAsInt()));
  }

  private @Nullable RuleSet rules(@Nullable RuleSet before) {
    var rules = changes.ruleSet() == null ? before : changes.ruleSet();
    if (changes.rulesMerged() != null) {
      rules = rules == null ? changes.rulesMerged() : rules.mergedWith(changes.rulesMerged());
    }
    return rules == null ? null : rules.without(changes.rulesRemoved());
  }

  private static SchemaRequest.ReferenceRequest requested(Reference reference) {
    return new SchemaRequest.ReferenceRequest(
        reference.name(), reference.subject(), reference.version());
  }
}
