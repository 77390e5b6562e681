package dev.accord.checks.rule;

import static dev.accord.checks.rule.ChangeRule.changeRule;

import dev.accord.checks.finding.Axis;
import dev.accord.checks.finding.Severity;
import java.util.List;

/** A field, item or value that got another type. */
public final class TypeRules {
  public static final ChangeRule TYPE_WIDENED_INT_LONG =
      changeRule(
          "TYPE_WIDENED_INT_LONG",
          Axis.BINARY,
          Severity.ERROR,
          "ok fails ok some edit",
          "int became long.",
          "New readers take old data. Old readers stop at the type, even for small "
              + "numbers. Add a second field of the wider type and retire the old one.");

  public static final ChangeRule TYPE_WIDENED_LOSSY =
      changeRule(
          "TYPE_WIDENED_LOSSY",
          Axis.VALUE,
          Severity.ERROR,
          "altered fails ok fails edit",
          "A whole number became float or double.",
          "Avro allows it and drops digits: above 2^24 (float) or 2^53 (double) another "
              + "number arrives. Use long or decimal for ids and money.");

  public static final ChangeRule TYPE_WIDENED_FLOAT_DOUBLE =
      changeRule(
          "TYPE_WIDENED_FLOAT_DOUBLE",
          Axis.VALUE,
          Severity.WARN,
          "altered fails ok ok edit",
          "float became double.",
          "Old values show binary noise: 0.1 becomes 0.10000000149, so comparisons break."
              + " Old readers cannot read double at all.");

  public static final ChangeRule TYPE_NARROWED =
      changeRule(
          "TYPE_NARROWED",
          Axis.BINARY,
          Severity.ERROR,
          "fails ok some ok edit",
          "A number got a narrower type.",
          "New readers refuse the wider type even where the value would fit. Keep the "
              + "type and check the range in code.");

  public static final ChangeRule STRING_TO_BYTES =
      changeRule(
          "STRING_TO_BYTES",
          Axis.VALUE,
          Severity.ERROR,
          "ok ok altered altered edit",
          "string became bytes, or bytes became string.",
          "Both decode, and content that is not valid UTF-8 arrives damaged; JSON uses "
              + "two different encodings for them. Add a new field.");

  public static final ChangeRule TYPE_CHANGED =
      changeRule(
          "TYPE_CHANGED",
          Axis.BINARY,
          Severity.ERROR,
          "fails fails fails fails edit",
          "A type became one that Avro cannot read as the other.",
          "No promotion exists between the two. Add a new field, write both for a while, "
              + "then retire the old one.");

  public static final ChangeRule STRING_TO_ENUM =
      changeRule(
          "STRING_TO_ENUM",
          Axis.BINARY,
          Severity.ERROR,
          "fails fails some ok edit",
          "Text became an enum.",
          "It looks alike in JSON; on the wire one is text and the other a number. Add a "
              + "new field.");

  public static final ChangeRule ENUM_TO_STRING =
      changeRule(
          "ENUM_TO_STRING",
          Axis.BINARY,
          Severity.ERROR,
          "fails fails ok some edit",
          "An enum became text.",
          "It looks alike in JSON; on the wire one is a number and the other text. Add a "
              + "new field.");

  public static final ChangeRule FIXED_BYTES_SWAP =
      changeRule(
          "FIXED_BYTES_SWAP",
          Axis.BINARY,
          Severity.ERROR,
          "fails fails ok some edit",
          "fixed became bytes, or bytes became fixed.",
          "One has a length on the wire and the other has not. Add a new field.");

  public static final ChangeRule FIXED_SIZE_CHANGED =
      changeRule(
          "FIXED_SIZE_CHANGED",
          Axis.BINARY,
          Severity.ERROR,
          "fails fails fails fails silent",
          "A fixed got another size.",
          "The size is part of the type, and the Java API hides it: code compiles, "
              + "records do not decode. Define a new named type.");

  public static final ChangeRule ARRAY_MAP_SWAP =
      changeRule(
          "ARRAY_MAP_SWAP",
          Axis.BINARY,
          Severity.ERROR,
          "fails fails fails fails edit",
          "An array became a map, or a map an array.",
          "They differ on the wire. Add a new field.");

  public static final ChangeRule RECORD_MAP_SWAP =
      changeRule(
          "RECORD_MAP_SWAP",
          Axis.BINARY,
          Severity.ERROR,
          "fails fails some some edit",
          "A record became a map, or a map a record.",
          "They look alike in JSON and differ on the wire. Add a new field.");

  public static final ChangeRule ELEMENT_TYPE_WIDENED =
      changeRule(
          "ELEMENT_TYPE_WIDENED",
          Axis.BINARY,
          Severity.ERROR,
          "ok fails ok some edit",
          "The items of an array or values of a map got a wider type.",
          "Old readers refuse the type; tests with empty collections pass all the same. "
              + "Add a new field.");

  public static final ChangeRule ELEMENT_TYPE_CHANGED =
      changeRule(
          "ELEMENT_TYPE_CHANGED",
          Axis.BINARY,
          Severity.ERROR,
          "fails fails some some edit",
          "The items of an array or values of a map got another type.",
          "No promotion exists between the two; tests with empty collections pass all the"
              + " same. Add a new field.");

  public static final ChangeRule ELEMENT_MADE_NULLABLE =
      changeRule(
          "ELEMENT_MADE_NULLABLE",
          Axis.BINARY,
          Severity.ERROR,
          "ok some fails fails silent",
          "The items of an array or values of a map may be null now.",
          "Old readers fail on null, and the Java type stays the same, so callers meet "
              + "null unprepared. Leave the item or key out instead.");

  public static final ChangeRule ROOT_TYPE_CHANGED =
      changeRule(
          "ROOT_TYPE_CHANGED",
          Axis.IDENTITY,
          Severity.ERROR,
          "fails fails fails fails class",
          "The root of an event is no longer what it was.",
          "An event is one named record. Give each event its own subject.");

  static final List<ChangeRule> ALL =
      List.of(
          TYPE_WIDENED_INT_LONG,
          TYPE_WIDENED_LOSSY,
          TYPE_WIDENED_FLOAT_DOUBLE,
          TYPE_NARROWED,
          STRING_TO_BYTES,
          TYPE_CHANGED,
          STRING_TO_ENUM,
          ENUM_TO_STRING,
          FIXED_BYTES_SWAP,
          FIXED_SIZE_CHANGED,
          ARRAY_MAP_SWAP,
          RECORD_MAP_SWAP,
          ELEMENT_TYPE_WIDENED,
          ELEMENT_TYPE_CHANGED,
          ELEMENT_MADE_NULLABLE,
          ROOT_TYPE_CHANGED);

  private TypeRules() {}
}
