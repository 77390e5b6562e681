package dev.accord.registry.change;

import dev.accord.registry.problem.ErrorCode;
import dev.accord.registry.problem.RegistryProblem;
import dev.accord.registry.subject.RegistryRecord;
import dev.accord.registry.subject.RegistryState;
import dev.accord.registry.subject.StoredSchema;
import dev.accord.registry.subject.Subject;
import dev.accord.registry.subject.SubjectVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Deletions: first soft, and only then for good. A schema that others refer to stays. */
public final class Delete {
  private Delete() {}

  /**
   * Deletes one version.
   *
   * @param version empty means the newest that is not soft deleted
   * @param permanent for good, after it was soft deleted
   */
  public record OneVersion(Subject subject, OptionalInt version, boolean permanent)
      implements Command<Integer> {
    @Override
    public Decision<Integer> decide(RegistryState state) {
      ModeRules.requireWritable(state, subject);
      var schema = chosen(state);
      if (!permanent) {
        if (schema.deleted()) {
          throw ErrorCode.VERSION_SOFT_DELETED.with(subject, schema.version());
        }
        requireUnreferenced(state, schema, false, Optional.empty());
        return new Decision<>(List.of(schema.softDeletion()), schema.version());
      }
      if (!schema.deleted()) {
        throw ErrorCode.VERSION_NOT_SOFT_DELETED.with(subject, schema.version());
      }
      requireUnreferenced(state, schema, true, Optional.empty());
      var records = new ArrayList<RegistryRecord>(List.of(schema.removal()));
      if (state.versions(subject).size() == 1) {
        addSettingsRemoval(state, subject, records);
      }
      return Decision.keepingIds(state, subject.context(), records, schema.version());
    }

    private StoredSchema chosen(RegistryState state) {
      if (state.versions(subject).isEmpty()) {
        throw ErrorCode.SUBJECT_NOT_FOUND.with(subject);
      }
      if (version.isEmpty()) {
        return state.latest(subject).orElseThrow(() -> ErrorCode.SUBJECT_NOT_FOUND.with(subject));
      }
      return state
          .find(new SubjectVersion(subject, version.getAsInt()))
          .orElseThrow(() -> ErrorCode.VERSION_NOT_FOUND.with(version.getAsInt()));
    }
  }

  /**
   * Deletes every version of a subject; answers their numbers.
   *
   * @param permanent for good, after all were soft deleted
   */
  public record WholeSubject(Subject subject, boolean permanent) implements Command<List<Integer>> {
    @Override
    public Decision<List<Integer>> decide(RegistryState state) {
      ModeRules.requireWritable(state, subject);
      var versions = state.versions(subject);
      if (versions.isEmpty()) {
        throw ErrorCode.SUBJECT_NOT_FOUND.with(subject);
      }
      var live = versions.values().stream().filter(schema -> !schema.deleted()).toList();
      return permanent ? forGood(state, List.copyOf(versions.values()), live) : soft(state, live);
    }

    private Decision<List<Integer>> soft(RegistryState state, List<StoredSchema> live) {
      if (live.isEmpty()) {
        throw ErrorCode.SUBJECT_SOFT_DELETED.with(subject);
      }
      for (var schema : live) {
        requireUnreferenced(state, schema, false, Optional.of(subject));
      }
      var newest = live.get(live.size() - 1).at();
      return new Decision<>(List.of(new RegistryRecord.SubjectDeleted(newest)), numbers(live));
    }

    private Decision<List<Integer>> forGood(
        RegistryState state, List<StoredSchema> all, List<StoredSchema> live) {
      if (!live.isEmpty()) {
        throw ErrorCode.SUBJECT_NOT_SOFT_DELETED.with(subject);
      }
      for (var schema : all) {
        requireUnreferenced(state, schema, true, Optional.of(subject));
      }
      var records = new ArrayList<RegistryRecord>();
      for (int i = all.size() - 1; i >= 0; i--) {
        records.add(all.get(i).removal());
      }
      addSettingsRemoval(state, subject, records);
      return Decision.keepingIds(state, subject.context(), records, numbers(all));
    }

    private static List<Integer> numbers(List<StoredSchema> schemas) {
      return schemas.stream().map(StoredSchema::version).toList();
    }
  }

  /** Deletes the name of a context that has no subject, not even a soft-deleted one. */
  public record EmptyContext(String context) implements Command<Boolean> {
    @Override
    public Decision<Boolean> decide(RegistryState state) {
      if (!state.subjects(context, "").isEmpty()) {
        throw ErrorCode.CONTEXT_NOT_EMPTY.with(context);
      }
      // The default context is always there, and its record may hold its highest id.
      return context.equals(Subject.DEFAULT_CONTEXT)
          ? Decision.unchanged(true)
          : new Decision<>(List.of(new RegistryRecord.ContextRemoved(context)), true);
    }
  }

  private static void addSettingsRemoval(
      RegistryState state, Subject subject, List<RegistryRecord> records) {
    if (state.ownMode(subject).isPresent()) {
      records.add(new RegistryRecord.ModeRemoved(subject));
    }
    if (state.ownConfig(subject).isPresent()) {
      records.add(new RegistryRecord.ConfigRemoved(subject));
    }
  }

  private static void requireUnreferenced(
      RegistryState state, StoredSchema schema, boolean evenByDeleted, Optional<Subject> besides) {
    for (var referrer : state.referrers(schema.at())) {
      var counts = evenByDeleted || !referrer.deleted();
      if (counts && besides.filter(referrer.subject()::equals).isEmpty()) {
        throw referenced(schema);
      }
    }
  }

  private static RegistryProblem referenced(StoredSchema schema) {
    return ErrorCode.REFERENCE_EXISTS.with(schema.subject(), schema.version());
  }
}
