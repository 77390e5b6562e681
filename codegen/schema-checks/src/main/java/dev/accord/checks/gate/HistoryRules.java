package dev.accord.checks.gate;

import dev.accord.checks.compatibility.Direction;
import dev.accord.checks.diff.Change;
import dev.accord.checks.finding.Axis;
import dev.accord.checks.finding.Severity;
import dev.accord.checks.rule.ChangeRule;
import dev.accord.checks.rule.FieldRules;
import dev.accord.checks.rule.ValueRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What only more than one older version can show. The difference to an older version is told as the
 * edit that caused it: the default that was dropped since, the alias that was cut, the name that
 * came back.
 */
final class HistoryRules {
  private static final Set<ChangeRule> ADDED =
      Set.of(
          FieldRules.FIELD_ADDED_NO_DEFAULT,
          FieldRules.NULLABLE_ADDED_NO_DEFAULT,
          FieldRules.NESTED_FIELD_ADDED_NO_DEFAULT,
          FieldRules.FIELD_ADDED_WITH_DEFAULT,
          FieldRules.OPTIONAL_ADDED,
          FieldRules.OPTIONAL_NULL_LAST,
          FieldRules.FIELD_ADDED_MID_RECORD);
  private static final Set<ChangeRule> RENAMED =
      Set.of(FieldRules.FIELD_RENAMED_NO_ALIAS, FieldRules.FIELD_RENAMED_VALUE_LOST);

  private final List<Change> newest;

  HistoryRules(List<Change> newest) {
    this.newest = newest;
  }

  /** The differences to an older version, told as what happened since. */
  List<Change> older(List<Change> changes) {
    var told = new ArrayList<Change>();
    for (Change change : changes) {
      told.add(told(change));
    }
    return told;
  }

  private Change told(Change change) {
    String path = change.path();
    if (!change.oldPath().isEmpty() && fails(change) && newest(ADDED, path).isPresent()) {
      return change.as(
          FieldRules.FIELD_NAME_REUSED,
          path
              + " came back under a name that an older version used for "
              + change.oldValue()
              + ": replaying the topic fails at those records.",
          "choose a new name and reserve this one");
    }
    if (ADDED.contains(change.rule()) && fails(change)) {
      Optional<Change> lost = newest(Set.of(ValueRules.DEFAULT_REMOVED), path);
      if (lost.isPresent()) {
        return inBinary(change, lost.get());
      }
    }
    boolean missesOlderName = RENAMED.contains(change.rule()) || ADDED.contains(change.rule());
    if (missesOlderName && newest(Set.of(FieldRules.FIELD_RENAMED_WITH_ALIAS), path).isPresent()) {
      return change.as(
          FieldRules.ALIAS_CHAIN_CUT,
          path
              + " was renamed more than once and does not carry every older name"
              + (change.oldValue().isEmpty() ? "" : ", such as " + change.oldValue())
              + ": records from before the first rename cannot be read.",
          "list every older name in \"aliases\"");
    }
    if (missesOlderName || fails(change)) {
      Optional<Change> dropped = newest(Set.of(FieldRules.ALIAS_REMOVED), path);
      if (dropped.isPresent()) {
        return inBinary(change, dropped.get());
      }
    }
    return change;
  }

  /** The effects on the older version, in the words of the edit that causes them. */
  private static Change inBinary(Change effect, Change cause) {
    Change told = effect.as(cause.rule(), cause.message(), cause.fix());
    return new Change(
        told.rule(),
        Axis.BINARY,
        Severity.ERROR,
        effect.effects(),
        cause.owner(),
        cause.member(),
        cause.path(),
        cause.oldPath(),
        cause.location(),
        cause.oldLocation(),
        cause.message(),
        cause.fix(),
        cause.oldValue(),
        cause.newValue(),
        cause.uses(),
        cause.callers());
  }

  /** Drops what an older version disproves: an alias that it did need. */
  List<Change> newest(List<List<Change>> older) {
    return newest.stream()
        .filter(
            change ->
                !change.rule().equals(FieldRules.ALIAS_ADDED)
                    || older.stream().allMatch(list -> list.contains(change) || says(list, change)))
        .toList();
  }

  private static boolean says(List<Change> changes, Change same) {
    return changes.stream()
        .anyMatch(
            c ->
                c.rule().equals(same.rule())
                    && c.path().equals(same.path())
                    && c.newValue().equals(same.newValue()));
  }

  private Optional<Change> newest(Set<ChangeRule> rules, String path) {
    return newest.stream()
        .filter(c -> rules.contains(c.rule()) && c.path().equals(path))
        .findFirst();
  }

  private static boolean fails(Change change) {
    for (Direction direction : Direction.values()) {
      if (change.effects().binary(direction).fails()) {
        return true;
      }
    }
    return false;
  }
}
