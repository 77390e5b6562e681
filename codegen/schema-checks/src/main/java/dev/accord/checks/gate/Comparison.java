package dev.accord.checks.gate;

import dev.accord.checks.diff.Change;
import dev.accord.model.contracts.Baseline;
import dev.accord.model.contracts.EventSchema;
import java.util.List;

/**
 * An event beside one older version of it.
 *
 * @param newest whether this is the last version before the current one
 * @param changes empty if the two texts are equal
 */
record Comparison(
    Baseline baseline,
    Baseline.Version version,
    EventSchema event,
    boolean newest,
    List<Change> changes) {
  Comparison {
    changes = List.copyOf(changes);
  }

  EventSchema before() {
    return version.schema();
  }

  String label() {
    return baseline.labelOf(version);
  }

  Comparison withChanges(List<Change> others) {
    return new Comparison(baseline, version, event, newest, others);
  }
}
