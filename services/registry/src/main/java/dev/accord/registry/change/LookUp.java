package dev.accord.registry.change;

import dev.accord.registry.language.SchemaTypes;
import dev.accord.registry.subject.RegistryState;
import dev.accord.registry.subject.StoredSchema;
import dev.accord.registry.subject.Subject;
import java.util.List;
import java.util.Optional;

/**
 * Finds a schema among the versions of a subject.
 *
 * @param deleted whether soft-deleted versions count
 */
public record LookUp(SchemaTypes types, SchemaRequest request, boolean deleted) {
  /**
   * The version that the schema is, the newest first.
   *
   * @throws dev.accord.registry.problem.RegistryProblem INVALID_SCHEMA
   */
  public Optional<StoredSchema> under(RegistryState state, Subject subject) {
    var among =
        deleted
            ? List.copyOf(state.versions(subject).descendingMap().values())
            : state.liveNewestFirst(subject);
    return among.isEmpty()
        ? Optional.empty()
        : Candidate.of(state, types, subject, request, false).match(state, types, among);
  }
}
