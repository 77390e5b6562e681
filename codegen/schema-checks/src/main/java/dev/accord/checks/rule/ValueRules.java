package dev.accord.checks.rule;

import static dev.accord.checks.rule.ChangeRule.changeRule;

import dev.accord.checks.finding.Axis;
import dev.accord.checks.finding.Severity;
import java.util.List;

/** Defaults, documentation, order, properties and logical types. */
public final class ValueRules {
  public static final ChangeRule DEFAULT_ADDED =
      changeRule(
          "DEFAULT_ADDED",
          Axis.BINARY,
          Severity.INFO,
          "ok ok ok ok none",
          "A field got a default.",
          "It prepares a later removal.");

  public static final ChangeRule DEFAULT_REMOVED =
      changeRule(
          "DEFAULT_REMOVED",
          Axis.BINARY,
          Severity.WARN,
          "ok ok ok ok silent",
          "A field lost its default.",
          "Versions from before the field existed can no longer be read. Put the default "
              + "back.");

  public static final ChangeRule DEFAULT_CHANGED =
      changeRule(
          "DEFAULT_CHANGED",
          Axis.VALUE,
          Severity.WARN,
          "altered altered ok ok none",
          "A field got another default.",
          "The same old event means one thing to one service and another to the next.");

  public static final ChangeRule DEFAULT_INVALID =
      changeRule(
          "DEFAULT_INVALID",
          Axis.BINARY,
          Severity.ERROR,
          "ok ok ok ok none",
          "A default does not fit the type.",
          "Avro refuses the schema. Write a value of the field's type.");

  public static final ChangeRule DEFAULT_DAMAGED =
      changeRule(
          "DEFAULT_DAMAGED",
          Axis.VALUE,
          Severity.ERROR,
          "altered ok fails ok none",
          "A default is accepted and then altered.",
          "Avro pads, cuts or replaces it without a word. Write the value the type can " + "hold.");

  public static final ChangeRule DOC_CHANGED =
      changeRule(
          "DOC_CHANGED",
          Axis.VALUE,
          Severity.INFO,
          "ok ok ok ok none",
          "Documentation was edited.",
          "It still makes a new registry version.");

  public static final ChangeRule SORT_ORDER_CHANGED =
      changeRule(
          "SORT_ORDER_CHANGED",
          Axis.VALUE,
          Severity.WARN,
          "ok ok ok ok silent",
          "The sort order of a field changed.",
          "Data compared in its binary form and compareTo of generated records sort "
              + "differently.");

  public static final ChangeRule JAVA_PROP_CHANGED =
      changeRule(
          "JAVA_PROP_CHANGED",
          Axis.SOURCE,
          Severity.WARN,
          "ok ok ok ok none",
          "A Java property changed in the schema.",
          "The class of values at run time may change and casts fail. Set the string type"
              + " in the build, not in the schema.");

  public static final ChangeRule CUSTOM_PROP_CHANGED =
      changeRule(
          "CUSTOM_PROP_CHANGED",
          Axis.VALUE,
          Severity.INFO,
          "ok ok ok ok none",
          "A custom property changed.",
          "Harmless, unless a classification was dropped: then data that was protected no"
              + " longer is.");

  public static final ChangeRule DECIMAL_SCALE_CHANGED =
      changeRule(
          "DECIMAL_SCALE_CHANGED",
          Axis.VALUE,
          Severity.ERROR,
          "altered altered altered altered silent",
          "A decimal got another scale.",
          "The bytes stay and the point moves: 12.34 is read as 0.1234. No check of Avro "
              + "notices. Add a new field, or keep the scale for ever.");

  public static final ChangeRule DECIMAL_PRECISION_CHANGED =
      changeRule(
          "DECIMAL_PRECISION_CHANGED",
          Axis.VALUE,
          Severity.ERROR,
          "altered altered ok ok silent",
          "A decimal got another precision.",
          "Readers do not check it; producers throw when a value is too big.");

  public static final ChangeRule DECIMAL_BASE_CHANGED =
      changeRule(
          "DECIMAL_BASE_CHANGED",
          Axis.BINARY,
          Severity.ERROR,
          "fails fails fails fails silent",
          "A decimal moved between bytes and fixed.",
          "The Java type stays BigDecimal and the wire bytes change. Add a new field.");

  public static final ChangeRule UUID_BASE_CHANGED =
      changeRule(
          "UUID_BASE_CHANGED",
          Axis.BINARY,
          Severity.ERROR,
          "fails fails fails fails silent",
          "A UUID moved between text and bytes.",
          "The Java type stays UUID and the wire bytes change. Add a new field.");

  public static final ChangeRule DECIMAL_TO_BIG_DECIMAL =
      changeRule(
          "DECIMAL_TO_BIG_DECIMAL",
          Axis.VALUE,
          Severity.ERROR,
          "altered altered altered altered edit",
          "decimal became big-decimal, or big-decimal became decimal.",
          "Both are bytes with another meaning: readers see another number or fail. Add a"
              + " new field.");

  public static final ChangeRule TIME_UNIT_CHANGED =
      changeRule(
          "TIME_UNIT_CHANGED",
          Axis.VALUE,
          Severity.ERROR,
          "altered altered altered altered silent",
          "A time got another unit.",
          "The number stays and its meaning changes: old events move to January 1970. Add"
              + " a new field.");

  public static final ChangeRule TIME_ZONE_MEANING_CHANGED =
      changeRule(
          "TIME_ZONE_MEANING_CHANGED",
          Axis.VALUE,
          Severity.ERROR,
          "altered altered ok ok edit",
          "An instant became a local time, or a local time an instant.",
          "The number stays; what it says depends on a time zone now. Add a new field.");

  public static final ChangeRule LOGICAL_TYPE_ADDED =
      changeRule(
          "LOGICAL_TYPE_ADDED",
          Axis.SOURCE,
          Severity.ERROR,
          "ok ok ok ok edit",
          "A logical type was added to a plain type.",
          "The wire and the fingerprint stay, the getter changes, and old values were "
              + "never checked against the new meaning. Use logical types on new fields only.");

  public static final ChangeRule LOGICAL_TYPE_REMOVED =
      changeRule(
          "LOGICAL_TYPE_REMOVED",
          Axis.SOURCE,
          Severity.ERROR,
          "ok ok ok ok edit",
          "A logical type was taken from a type.",
          "The wire and the fingerprint stay, the getter changes, and consumers lose the "
              + "meaning. Old readers of a text that was a UUID throw at any other text. Keep it.");

  public static final ChangeRule LOGICAL_TYPE_IGNORED =
      changeRule(
          "LOGICAL_TYPE_IGNORED",
          Axis.VALUE,
          Severity.ERROR,
          "ok ok ok ok edit",
          "A logical type is written so that Avro ignores it.",
          "Misspelt, with bad parameters, or beside the type instead of inside it: Avro "
              + "says nothing and uses the plain type.");

  static final List<ChangeRule> ALL =
      List.of(
          DEFAULT_ADDED,
          DEFAULT_REMOVED,
          DEFAULT_CHANGED,
          DEFAULT_INVALID,
          DEFAULT_DAMAGED,
          DOC_CHANGED,
          SORT_ORDER_CHANGED,
          JAVA_PROP_CHANGED,
          CUSTOM_PROP_CHANGED,
          DECIMAL_SCALE_CHANGED,
          DECIMAL_PRECISION_CHANGED,
          DECIMAL_BASE_CHANGED,
          UUID_BASE_CHANGED,
          DECIMAL_TO_BIG_DECIMAL,
          TIME_UNIT_CHANGED,
          TIME_ZONE_MEANING_CHANGED,
          LOGICAL_TYPE_ADDED,
          LOGICAL_TYPE_REMOVED,
          LOGICAL_TYPE_IGNORED);

  private ValueRules() {}
}
