package dev.accord.registry.change;

import dev.accord.registry.subject.RegistryRecord;
import dev.accord.registry.subject.RegistryState;
import java.util.List;

/**
 * A change asked for.
 *
 * @param <T> what is answered
 */
public interface Command<T> {
  /**
   * Decides against a state, without changing anything: what the log is to say, and the answer once
   * it says so.
   *
   * @throws dev.accord.registry.problem.RegistryProblem if the state forbids it
   */
  Decision<T> decide(RegistryState state);

  /**
   * What follows from a state and a request.
   *
   * @param records to be written together or not at all; empty if nothing changes
   */
  record Decision<T>(List<RegistryRecord> records, T answer) {
    /** Copies. */
    public Decision {
      records = List.copyOf(records);
    }

    /** Nothing changes. */
    public static <T> Decision<T> unchanged(T answer) {
      return new Decision<>(List.of(), answer);
    }
  }
}
