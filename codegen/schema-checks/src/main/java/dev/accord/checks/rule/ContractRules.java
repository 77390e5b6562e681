package dev.accord.checks.rule;

import static dev.accord.checks.rule.ChangeRule.changeRule;

import dev.accord.checks.finding.Axis;
import dev.accord.checks.finding.Severity;
import java.util.List;

/** What Avro never sees: keys, subjects, dates and promises. */
public final class ContractRules {
  public static final ChangeRule KEY_SCHEMA_CHANGED =
      changeRule(
          "KEY_SCHEMA_CHANGED",
          Axis.IDENTITY,
          Severity.ERROR,
          "ok ok ok ok none",
          "The schema of record keys changed.",
          "Any edit, documentation included, gives a new schema id, and the id is part of"
              + " the key's bytes: the same key goes to another partition and compaction keeps "
              + "both. Freeze the key schema, or use a primitive key.");

  public static final ChangeRule EVENT_REMOVED =
      changeRule(
          "EVENT_REMOVED",
          Axis.IDENTITY,
          Severity.ERROR,
          "ok ok ok ok class",
          "An event was removed.",
          "Nothing is left to compare, so every check passes while consumers wait. "
              + "Deprecate it with removeAfter first.");

  public static final ChangeRule EVENT_MOVED_SUBJECT =
      changeRule(
          "EVENT_MOVED_SUBJECT",
          Axis.IDENTITY,
          Severity.ERROR,
          "ok ok ok ok none",
          "An event moved to another subject.",
          "A new subject has no history, so any change passes there. Keep the subject, or"
              + " pin it under subjects in accord.yaml.");

  public static final ChangeRule GENERATED_API_CHANGED =
      changeRule(
          "GENERATED_API_CHANGED",
          Axis.SOURCE,
          Severity.WARN,
          "ok ok ok ok silent",
          "Callers of the generated classes see a difference that no other rule tells.",
          "The classes of both versions were compared. Release the classes as a new major "
              + "version, and look at what callers do with the member that is named.");

  public static final ChangeRule REFERENCE_TYPE_CHANGED =
      changeRule(
          "REFERENCE_TYPE_CHANGED",
          Axis.IDENTITY,
          Severity.INFO,
          "ok ok ok ok none",
          "A shared type changed under events whose own files did not.",
          "A registry checks only the subject that is registered; the other events change"
              + " with the type too. Release them together.");

  public static final ChangeRule REFERENCE_STALE =
      changeRule(
          "REFERENCE_STALE",
          Axis.IDENTITY,
          Severity.WARN,
          "ok ok ok ok none",
          "An event's last release holds an older version of a shared type.",
          "The text of the event is the same and its meaning is not. Release the event "
              + "again.");

  public static final ChangeRule BREAKING_NEEDS_MAJOR =
      changeRule(
          "BREAKING_NEEDS_MAJOR",
          Axis.IDENTITY,
          Severity.ERROR,
          "ok ok ok ok none",
          "The version of the contracts was not raised enough.",
          "Callers trust the version number. Raise it as the report says.");

  public static final ChangeRule DEPRECATED_REMOVED_EARLY =
      changeRule(
          "DEPRECATED_REMOVED_EARLY",
          Axis.IDENTITY,
          Severity.ERROR,
          "ok ok ok ok none",
          "Something was removed before its removeAfter date.",
          "Consumers were promised the time until then. Put it back and wait.");

  public static final ChangeRule DEPRECATION_OVERDUE =
      changeRule(
          "DEPRECATION_OVERDUE",
          Axis.IDENTITY,
          Severity.WARN,
          "ok ok ok ok none",
          "Something is still there after its removeAfter date.",
          "Remove it, or set a new date.");

  public static final ChangeRule UNSTABLE_REGRESSION =
      changeRule(
          "UNSTABLE_REGRESSION",
          Axis.IDENTITY,
          Severity.ERROR,
          "ok ok ok ok none",
          "A stable event was marked draft again.",
          "A promise of stability cannot be taken back. Start a new major version.");

  public static final ChangeRule WAIVER_EXPIRED =
      changeRule(
          "WAIVER_EXPIRED",
          Axis.DESIGN,
          Severity.ERROR,
          "ok ok ok ok none",
          "A waiver is past its date.",
          "What it excused counts again. Mend it or agree on a new date.");

  public static final ChangeRule WAIVER_UNUSED =
      changeRule(
          "WAIVER_UNUSED",
          Axis.DESIGN,
          Severity.WARN,
          "ok ok ok ok none",
          "A waiver matches nothing.",
          "Remove it, so that it cannot excuse something else one day.");

  public static final ChangeRule IGNORE_UNUSED =
      changeRule(
          "IGNORE_UNUSED",
          Axis.DESIGN,
          Severity.WARN,
          "ok ok ok ok none",
          "An accord.ignore in a schema matches nothing.",
          "Remove it, so that it cannot hide something else one day.");

  public static final ChangeRule CHECK_DISAGREES_WITH_DECODER =
      changeRule(
          "CHECK_DISAGREES_WITH_DECODER",
          Axis.BINARY,
          Severity.ERROR,
          "some some ok ok none",
          "The rules and the real decoder disagree.",
          "No rule explains what Avro's decoder or checker does with this change. Treat "
              + "the change as breaking, and report the pair of schemas.");

  static final List<ChangeRule> ALL =
      List.of(
          KEY_SCHEMA_CHANGED,
          EVENT_REMOVED,
          EVENT_MOVED_SUBJECT,
          GENERATED_API_CHANGED,
          REFERENCE_TYPE_CHANGED,
          REFERENCE_STALE,
          BREAKING_NEEDS_MAJOR,
          DEPRECATED_REMOVED_EARLY,
          DEPRECATION_OVERDUE,
          UNSTABLE_REGRESSION,
          WAIVER_EXPIRED,
          WAIVER_UNUSED,
          IGNORE_UNUSED,
          CHECK_DISAGREES_WITH_DECODER);

  private ContractRules() {}
}
