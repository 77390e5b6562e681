package dev.accord.checks.rule;

import static dev.accord.checks.rule.ChangeRule.changeRule;

import dev.accord.checks.finding.Axis;
import dev.accord.checks.finding.Severity;
import java.util.List;

/** Symbols and defaults of enums. */
public final class EnumRules {
  public static final ChangeRule SYMBOL_ADDED_NO_DEFAULT =
      changeRule(
          "SYMBOL_ADDED_NO_DEFAULT",
          Axis.BINARY,
          Severity.ERROR,
          "ok some ok some add",
          "A symbol was added and the old enum has no default.",
          "Old consumers stop at the new symbol. First release an enum default such as "
              + "UNKNOWN everywhere, then add symbols.");

  public static final ChangeRule SYMBOL_ADDED_OLD_HAS_DEFAULT =
      changeRule(
          "SYMBOL_ADDED_OLD_HAS_DEFAULT",
          Axis.VALUE,
          Severity.WARN,
          "ok altered ok some add",
          "A symbol was added and old readers see the enum's default instead.",
          "Fine if the default says unknown; wrong if it is a business value. JSON "
              + "ignores the default.");

  public static final ChangeRule SYMBOL_REMOVED_NO_DEFAULT =
      changeRule(
          "SYMBOL_REMOVED_NO_DEFAULT",
          Axis.BINARY,
          Severity.ERROR,
          "some ok some ok edit",
          "A symbol was removed and the new enum has no default.",
          "Retained records with the symbol cannot be read. Keep the symbol and mark it "
              + "deprecated.");

  public static final ChangeRule SYMBOL_REMOVED_WITH_DEFAULT =
      changeRule(
          "SYMBOL_REMOVED_WITH_DEFAULT",
          Axis.VALUE,
          Severity.ERROR,
          "altered ok some ok edit",
          "A symbol was removed and new readers see the enum's default instead.",
          "History is rewritten on replay. Keep the symbol and mark it deprecated.");

  public static final ChangeRule SYMBOL_RENAMED =
      changeRule(
          "SYMBOL_RENAMED",
          Axis.BINARY,
          Severity.ERROR,
          "some some some some edit",
          "A symbol was renamed.",
          "Avro has no aliases for symbols: this is a removal and an addition. Keep the "
              + "symbol on the wire and rename what people see.");

  public static final ChangeRule SYMBOLS_REORDERED =
      changeRule(
          "SYMBOLS_REORDERED",
          Axis.SOURCE,
          Severity.WARN,
          "ok ok ok ok silent",
          "The symbols of an enum changed places.",
          "Decoding goes by text; whatever is stored by ordinal or sorted by the enum "
              + "changes. Append new symbols at the end.");

  public static final ChangeRule ENUM_DEFAULT_ADDED =
      changeRule(
          "ENUM_DEFAULT_ADDED",
          Axis.VALUE,
          Severity.INFO,
          "ok ok ok ok none",
          "An enum got a default.",
          "Good: once this version is everywhere, new symbols can follow.");

  public static final ChangeRule ENUM_DEFAULT_REMOVED =
      changeRule(
          "ENUM_DEFAULT_REMOVED",
          Axis.VALUE,
          Severity.ERROR,
          "ok ok ok ok none",
          "An enum lost its default.",
          "Consumers tolerated unknown symbols; those on this version will not. Put the "
              + "default back.");

  public static final ChangeRule ENUM_DEFAULT_CHANGED =
      changeRule(
          "ENUM_DEFAULT_CHANGED",
          Axis.VALUE,
          Severity.WARN,
          "altered altered ok ok none",
          "An enum got another default.",
          "Two consumer versions turn the same unknown symbol into different values.");

  public static final ChangeRule ENUM_DEFAULT_ON_FIELD_ONLY =
      changeRule(
          "ENUM_DEFAULT_ON_FIELD_ONLY",
          Axis.BINARY,
          Severity.ERROR,
          "ok some ok some none",
          "A symbol was added; the default stands on the field, not in the enum.",
          "A field's default covers a missing field, not an unknown symbol. Copy it into "
              + "the enum, release that, then add symbols.");

  public static final ChangeRule ENUM_DEFAULT_ONLY_FIELD_MISSING =
      changeRule(
          "ENUM_DEFAULT_ONLY_FIELD_MISSING",
          Axis.BINARY,
          Severity.ERROR,
          "fails ok fails ok add",
          "An enum field was added; the default stands in the enum, not on the field.",
          "The enum's default covers unknown symbols, not a missing field. Add a default "
              + "to the field.");

  public static final ChangeRule FIELD_DEFAULT_NOT_A_SYMBOL =
      changeRule(
          "FIELD_DEFAULT_NOT_A_SYMBOL",
          Axis.BINARY,
          Severity.ERROR,
          "fails ok fails ok add",
          "The default of an enum field is none of its symbols.",
          "Parsers and checkers accept it; the decoder throws when it needs the default. "
              + "Choose one of the symbols.");

  public static final ChangeRule ENUM_DEFAULT_NOT_A_SYMBOL =
      changeRule(
          "ENUM_DEFAULT_NOT_A_SYMBOL",
          Axis.BINARY,
          Severity.ERROR,
          "ok ok ok ok none",
          "The default of an enum is none of its symbols.",
          "Avro refuses the schema. Choose one of the symbols.");

  static final List<ChangeRule> ALL =
      List.of(
          SYMBOL_ADDED_NO_DEFAULT,
          SYMBOL_ADDED_OLD_HAS_DEFAULT,
          SYMBOL_REMOVED_NO_DEFAULT,
          SYMBOL_REMOVED_WITH_DEFAULT,
          SYMBOL_RENAMED,
          SYMBOLS_REORDERED,
          ENUM_DEFAULT_ADDED,
          ENUM_DEFAULT_REMOVED,
          ENUM_DEFAULT_CHANGED,
          ENUM_DEFAULT_ON_FIELD_ONLY,
          ENUM_DEFAULT_ONLY_FIELD_MISSING,
          FIELD_DEFAULT_NOT_A_SYMBOL,
          ENUM_DEFAULT_NOT_A_SYMBOL);

  private EnumRules() {}
}
