package dev.accord.registry.change;

import dev.accord.registry.subject.RegistryRecord;
import dev.accord.registry.subject.RegistryState;
import java.util.ArrayList;
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

    /**
     * A decision that removes versions of a context, and sees to it that no id is given twice. The
     * next id follows from the highest one in the log; where the last version that has it goes for
     * good, compaction would take it out of the log, so one more record holds it.
     */
    static <T> Decision<T> keepingIds(
        RegistryState state, String context, List<RegistryRecord> records, T answer) {
      int highest = state.idMax(context);
      var after = state;
      for (var record : records) {
        after = after.apply(record, 0);
      }
      if (state.content(context, highest).isEmpty()
          || after.content(context, highest).isPresent()) {
        return new Decision<>(records, answer);
      }
      var all = new ArrayList<>(records);
      all.add(new RegistryRecord.ContextPut(context, highest));
      return new Decision<>(all, answer);
    }

    /** Nothing changes. */
    public static <T> Decision<T> unchanged(T answer) {
      return new Decision<>(List.of(), answer);
    }
  }
}
