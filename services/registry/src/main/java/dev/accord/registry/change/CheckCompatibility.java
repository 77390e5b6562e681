package dev.accord.registry.change;

import dev.accord.registry.language.SchemaTypes;
import dev.accord.registry.problem.ErrorCode;
import dev.accord.registry.problem.RegistryProblem;
import dev.accord.registry.subject.RegistryState;
import dev.accord.registry.subject.StoredSchema;
import dev.accord.registry.subject.Subject;
import java.util.List;
import java.util.OptionalInt;

/**
 * Judges a schema as registering it would, without registering it.
 *
 * @param verbose a schema that cannot be understood is a finding, not a refusal
 */
public record CheckCompatibility(
    Subject subject, SchemaRequest request, SchemaTypes types, boolean verbose) {

  /** Against every version that the level of the subject requires; empty if compatible. */
  public List<String> withRequired(RegistryState state) {
    return against(state, state.liveNewestFirst(subject));
  }

  /**
   * Against one version; empty if compatible.
   *
   * @param version empty means the latest
   */
  public List<String> withOne(RegistryState state, OptionalInt version) {
    var live = state.liveNewestFirst(subject);
    if (version.isEmpty()) {
      return against(state, live.stream().limit(1).toList());
    }
    var one = live.stream().filter(schema -> schema.version() == version.getAsInt()).toList();
    if (one.isEmpty()) {
      throw ErrorCode.VERSION_NOT_FOUND.with(version.getAsInt());
    }
    return against(state, one);
  }

  private List<String> against(RegistryState state, List<StoredSchema> newestFirst) {
    subject.requireUsable();
    try {
      var candidate = Candidate.of(state, types, subject, request, true);
      return new Judge(state, types, subject).incompatibilities(candidate, newestFirst);
    } catch (RegistryProblem e) {
      if (verbose && e.code() == ErrorCode.INVALID_SCHEMA) {
        return List.of(e.text());
      }
      throw e;
    }
  }
}
