package dev.accord.registry.change;

import dev.accord.registry.subject.RegistryRecord;
import dev.accord.registry.subject.RegistryState;
import java.util.List;

/**
 * Sees to it that no id is given twice. The next id follows from the highest one in the log; where
 * the version that has it goes for good, compaction would take it out of the log, and data written
 * with it would be read with another schema.
 */
final class HighestId {
  private HighestId() {}

  /** Adds a record that holds the highest id of a context if these records remove its last use. */
  static void keep(RegistryState state, String context, List<RegistryRecord> records) {
    int highest = state.idMax(context);
    var after = state;
    for (var record : records) {
      after = after.apply(record, 0);
    }
    if (state.content(context, highest).isPresent() && after.content(context, highest).isEmpty()) {
      records.add(new RegistryRecord.ContextPut(context, highest));
    }
  }
}
