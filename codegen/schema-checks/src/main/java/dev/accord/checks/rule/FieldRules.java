package dev.accord.checks.rule;

import static dev.accord.checks.rule.ChangeRule.changeRule;

import dev.accord.checks.finding.Axis;
import dev.accord.checks.finding.Severity;
import java.util.List;

/** Fields that come, go, move or change their name. */
public final class FieldRules {
  public static final ChangeRule FIELD_ADDED_NO_DEFAULT =
      changeRule(
          "FIELD_ADDED_NO_DEFAULT",
          Axis.BINARY,
          Severity.ERROR,
          "fails ok fails ok add",
          "A required field was added without a default.",
          "Data written before the field existed has no value for it, so new readers fail"
              + " on every old record. Give the field a default, or make it nullable with "
              + "default null.");

  public static final ChangeRule FIELD_ADDED_WITH_DEFAULT =
      changeRule(
          "FIELD_ADDED_WITH_DEFAULT",
          Axis.BINARY,
          Severity.INFO,
          "ok ok fails ok add",
          "A field was added with a default.",
          "Old records will show the default. That is safe to decode; ask whether the "
              + "default is a true statement about old events, and prefer null where it is not.");

  public static final ChangeRule OPTIONAL_ADDED =
      changeRule(
          "OPTIONAL_ADDED",
          Axis.BINARY,
          Severity.INFO,
          "ok ok fails ok add",
          "An optional field was added.",
          "Nullable with default null is safe in both directions in the binary encoding.");

  public static final ChangeRule NULLABLE_ADDED_NO_DEFAULT =
      changeRule(
          "NULLABLE_ADDED_NO_DEFAULT",
          Axis.BINARY,
          Severity.ERROR,
          "fails ok fails ok add",
          "A nullable field was added and its default forgotten.",
          "Nullable is not optional: without \"default\": null a reader has nothing to "
              + "put there for old data. Add the default.");

  public static final ChangeRule OPTIONAL_NULL_LAST =
      changeRule(
          "OPTIONAL_NULL_LAST",
          Axis.VALUE,
          Severity.WARN,
          "ok ok fails ok add",
          "An optional field was added whose null branch is not the first.",
          "Up to Avro 1.11 a default must fit the first branch, so other libraries may "
              + "reject the schema. Put null first.");

  public static final ChangeRule FIELD_ADDED_MID_RECORD =
      changeRule(
          "FIELD_ADDED_MID_RECORD",
          Axis.SOURCE,
          Severity.WARN,
          "ok ok fails ok add",
          "A field was added before older ones.",
          "Positional constructors of Avro's own classes shift, and equal neighbouring "
              + "types hide it. Move the new field to the end.");

  public static final ChangeRule FIELD_REMOVED_WITH_DEFAULT =
      changeRule(
          "FIELD_REMOVED_WITH_DEFAULT",
          Axis.SOURCE,
          Severity.WARN,
          "ok ok ok fails edit",
          "A field that had a default was removed.",
          "Old consumers go on and see the default for every new event. Deprecate the "
              + "field with removeAfter first.");

  public static final ChangeRule FIELD_REMOVED_NO_DEFAULT =
      changeRule(
          "FIELD_REMOVED_NO_DEFAULT",
          Axis.BINARY,
          Severity.ERROR,
          "ok fails ok fails edit",
          "A required field was removed.",
          "Old consumers need the value and fail on every new record. Release a version "
              + "with a default, wait until all consumers run it, then remove.");

  public static final ChangeRule FIELD_NAME_REUSED =
      changeRule(
          "FIELD_NAME_REUSED",
          Axis.BINARY,
          Severity.ERROR,
          "fails fails fails fails edit",
          "A name that an older version gave up came back with another type.",
          "The version before does not have the field, so a check against it alone "
              + "passes; replaying the topic fails at the older records. Choose a new name and "
              + "reserve the old one.");

  public static final ChangeRule FIELD_TYPE_REPLACED_SAME_NAME =
      changeRule(
          "FIELD_TYPE_REPLACED_SAME_NAME",
          Axis.BINARY,
          Severity.ERROR,
          "fails fails fails fails edit",
          "A field was removed and another added under the same name.",
          "Avro sees one field whose type changed. It is reported once, as that type "
              + "change, under the rule of the two types.");

  public static final ChangeRule FIELDS_REORDERED =
      changeRule(
          "FIELDS_REORDERED",
          Axis.SOURCE,
          Severity.WARN,
          "ok ok ok ok silent",
          "The fields of a record changed places.",
          "Decoding matches names, so records are safe. They compare field by field, so "
              + "they sort otherwise now; a positional constructor of Avro's own classes swaps "
              + "values of equal types and still compiles. Restore the order.");

  public static final ChangeRule FIELD_RENAMED_NO_ALIAS =
      changeRule(
          "FIELD_RENAMED_NO_ALIAS",
          Axis.BINARY,
          Severity.ERROR,
          "fails fails fails fails edit",
          "A required field was renamed without an alias.",
          "Readers on either side miss their field. An alias serves new readers of old "
              + "data; old readers of new data still fail, so keep both fields for one window.");

  public static final ChangeRule FIELD_RENAMED_VALUE_LOST =
      changeRule(
          "FIELD_RENAMED_VALUE_LOST",
          Axis.VALUE,
          Severity.ERROR,
          "altered altered fails fails edit",
          "A field with a default was renamed without an alias.",
          "Both sides decode and see the default although the value was sent: no error, "
              + "no value. Add the old name as an alias for new readers; to serve old readers "
              + "keep both fields for one window.");

  public static final ChangeRule FIELD_RENAMED_WITH_ALIAS =
      changeRule(
          "FIELD_RENAMED_WITH_ALIAS",
          Axis.BINARY,
          Severity.ERROR,
          "ok fails ok fails edit",
          "A field was renamed and carries its old name as an alias.",
          "The alias helps new readers of old data only. For old readers add the new name"
              + " as a second field and retire the old one later.");

  public static final ChangeRule ALIAS_CHAIN_CUT =
      changeRule(
          "ALIAS_CHAIN_CUT",
          Axis.BINARY,
          Severity.ERROR,
          "fails fails fails fails edit",
          "A field was renamed twice and dropped its first alias.",
          "The version before is readable, the versions before that one are not. Keep "
              + "every name that retained records use in the aliases.");

  public static final ChangeRule ALIAS_TO_LIVE_FIELD_OF_WRITER =
      changeRule(
          "ALIAS_TO_LIVE_FIELD_OF_WRITER",
          Axis.BINARY,
          Severity.ERROR,
          "fails ok fails ok none",
          "An alias names a field that older data has beside this one.",
          "Avro renames the old field to this one, meets two of the same name and throws."
              + " Drop the alias.");

  public static final ChangeRule ALIAS_STEALS_FIELD =
      changeRule(
          "ALIAS_STEALS_FIELD",
          Axis.VALUE,
          Severity.ERROR,
          "altered ok fails ok none",
          "An alias names a field that this version still has.",
          "Avro hands the old value to the field with the alias and leaves the other one "
              + "without. Drop the alias.");

  public static final ChangeRule ALIAS_REMOVED =
      changeRule(
          "ALIAS_REMOVED",
          Axis.BINARY,
          Severity.WARN,
          "ok ok ok ok none",
          "An alias was dropped.",
          "Records from before the rename may still be retained and need it. Keep it "
              + "until they have expired.");

  public static final ChangeRule ALIAS_ADDED =
      changeRule(
          "ALIAS_ADDED",
          Axis.VALUE,
          Severity.WARN,
          "ok ok ok ok none",
          "An alias was added to a name that no known version had.",
          "It has no effect and is probably a typo. Remove or correct it.");

  public static final ChangeRule NESTED_FIELD_ADDED_NO_DEFAULT =
      changeRule(
          "NESTED_FIELD_ADDED_NO_DEFAULT",
          Axis.BINARY,
          Severity.ERROR,
          "fails ok fails ok add",
          "A required field was added to a nested record without a default.",
          "Checkers often report only the union or the field that contains the record. "
              + "The cause is the field without a default. Give it one.");

  static final List<ChangeRule> ALL =
      List.of(
          FIELD_ADDED_NO_DEFAULT,
          FIELD_ADDED_WITH_DEFAULT,
          OPTIONAL_ADDED,
          NULLABLE_ADDED_NO_DEFAULT,
          OPTIONAL_NULL_LAST,
          FIELD_ADDED_MID_RECORD,
          FIELD_REMOVED_WITH_DEFAULT,
          FIELD_REMOVED_NO_DEFAULT,
          FIELD_NAME_REUSED,
          FIELD_TYPE_REPLACED_SAME_NAME,
          FIELDS_REORDERED,
          FIELD_RENAMED_NO_ALIAS,
          FIELD_RENAMED_VALUE_LOST,
          FIELD_RENAMED_WITH_ALIAS,
          ALIAS_CHAIN_CUT,
          ALIAS_TO_LIVE_FIELD_OF_WRITER,
          ALIAS_STEALS_FIELD,
          ALIAS_REMOVED,
          ALIAS_ADDED,
          NESTED_FIELD_ADDED_NO_DEFAULT);

  private FieldRules() {}
}
