package dev.accord.registry.change;

import dev.accord.registry.problem.ErrorCode;
import dev.accord.registry.subject.Config;
import dev.accord.registry.subject.Mode;
import dev.accord.registry.subject.RegistryRecord;
import dev.accord.registry.subject.RegistryState;
import dev.accord.registry.subject.Subject;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** Changes of config and mode of a subject, a context or everything. */
public final class ChangeSettings {
  private ChangeSettings() {}

  /** Changes the settings named by a request; answers the result. */
  public record PutConfig(Subject scope, JsonObject request) implements Command<Config> {
    /** Copies. */
    public PutConfig {
      request = request.copy();
    }

    @Override
    public Decision<Config> decide(RegistryState state) {
      scope.requireConfigurable();
      ModeRules.requireWritable(state, scope);
      var changed = state.ownConfig(scope).orElse(Config.EMPTY).changedBy(request);
      return new Decision<>(List.of(new RegistryRecord.ConfigPut(scope, changed)), changed);
    }
  }

  /** Removes the settings of a scope; answers what they were. */
  public record RemoveConfig(Subject scope) implements Command<Config> {
    @Override
    public Decision<Config> decide(RegistryState state) {
      ModeRules.requireWritable(state, scope);
      var old = state.ownConfig(scope);
      if (old.isEmpty() && !scope.isGlobal()) {
        throw ErrorCode.SUBJECT_NOT_FOUND.with(scope);
      }
      return new Decision<>(
          List.of(new RegistryRecord.ConfigRemoved(scope)),
          old.orElseGet(() -> state.config(scope)));
    }
  }

  /**
   * Sets the mode of a scope.
   *
   * @param force enter the import mode even where subjects exist
   */
  public record PutMode(Subject scope, Mode mode, boolean force) implements Command<Mode> {
    @Override
    public Decision<Mode> decide(RegistryState state) {
      scope.requireConfigurable();
      if (mode == Mode.FORWARD && !scope.equals(Subject.EVERY_CONTEXT)) {
        throw ErrorCode.FORWARD_MODE_IS_GLOBAL.with();
      }
      var records = new ArrayList<RegistryRecord>();
      if (mode == Mode.IMPORT && !force && state.mode(scope) != Mode.IMPORT) {
        if (state.schemas(scope).stream().anyMatch(schema -> !schema.deleted())) {
          throw ErrorCode.OPERATION_NOT_PERMITTED.with(
              "Cannot import since found existing subjects");
        }
        records.add(new RegistryRecord.SubjectCleared(scope));
      }
      records.add(new RegistryRecord.ModePut(scope, mode));
      return Decision.keepingIds(state, scope.context(), records, mode);
    }
  }

  /**
   * Removes the mode of a scope; answers what it was.
   *
   * @param recursive also of every subject in the context
   */
  public record RemoveMode(Subject scope, boolean recursive) implements Command<Mode> {
    @Override
    public Decision<Mode> decide(RegistryState state) {
      var old = state.ownMode(scope);
      if (old.isEmpty() && !scope.isGlobal()) {
        throw ErrorCode.SUBJECT_NOT_FOUND.with(scope);
      }
      var records = new ArrayList<RegistryRecord>();
      records.add(new RegistryRecord.ModeRemoved(scope));
      if (recursive && scope.name().isEmpty()) {
        for (var subject : state.modesWithin(scope.context())) {
          if (!subject.equals(scope)) {
            records.add(new RegistryRecord.ModeRemoved(subject));
          }
        }
      }
      return new Decision<>(records, old.orElseGet(() -> state.mode(scope)));
    }
  }
}
