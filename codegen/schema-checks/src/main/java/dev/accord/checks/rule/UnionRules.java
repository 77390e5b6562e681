package dev.accord.checks.rule;

import static dev.accord.checks.rule.ChangeRule.changeRule;

import dev.accord.checks.finding.Axis;
import dev.accord.checks.finding.Severity;
import java.util.List;

/** Optionality, and branches of unions. */
public final class UnionRules {
  public static final ChangeRule MADE_OPTIONAL =
      changeRule(
          "MADE_OPTIONAL",
          Axis.BINARY,
          Severity.ERROR,
          "ok some fails fails edit",
          "A required value became nullable.",
          "Old readers stop at the first null. Relax readers first: ship the nullable "
              + "schema to all consumers before any producer uses it.");

  public static final ChangeRule MADE_REQUIRED =
      changeRule(
          "MADE_REQUIRED",
          Axis.BINARY,
          Severity.ERROR,
          "some ok fails fails edit",
          "A nullable value became required.",
          "Nulls in retained records cannot be read. Keep it nullable and let the "
              + "producer refuse null.");

  public static final ChangeRule BRANCH_ADDED =
      changeRule(
          "BRANCH_ADDED",
          Axis.BINARY,
          Severity.ERROR,
          "ok some ok some edit",
          "A union got another branch.",
          "Old readers stop at values of the new branch, and the typed getter becomes "
              + "Object. Use separate optional fields, or a wrapper record.");

  public static final ChangeRule BRANCH_REMOVED =
      changeRule(
          "BRANCH_REMOVED",
          Axis.BINARY,
          Severity.ERROR,
          "some ok some ok edit",
          "A union lost a branch.",
          "Retained values of that branch cannot be read. Keep the branch.");

  public static final ChangeRule BRANCHES_REORDERED =
      changeRule(
          "BRANCHES_REORDERED",
          Axis.VALUE,
          Severity.INFO,
          "ok ok ok ok none",
          "The branches of a union changed places.",
          "Harmless on the wire; by specifications before 1.12 a default belongs to the "
              + "first branch.");

  public static final ChangeRule NULL_POSITION_FLIPPED =
      changeRule(
          "NULL_POSITION_FLIPPED",
          Axis.VALUE,
          Severity.WARN,
          "ok ok ok ok none",
          "What a missing value means changed between null and a value.",
          "Old and new readers disagree on what absent is. Keep null first with default "
              + "null.");

  public static final ChangeRule BRANCH_PROMOTED =
      changeRule(
          "BRANCH_PROMOTED",
          Axis.BINARY,
          Severity.ERROR,
          "ok some fails fails edit",
          "A branch of a union got a wider type.",
          "Old readers stop at every value of that branch. Add a new field.");

  public static final ChangeRule BRANCH_CHOICE_AMBIGUOUS =
      changeRule(
          "BRANCH_CHOICE_AMBIGUOUS",
          Axis.VALUE,
          Severity.ERROR,
          "altered some fails fails edit",
          "A number became a union with several numeric branches.",
          "Which branch a reader picks depends on the library. Keep one numeric branch.");

  public static final ChangeRule RECORD_TO_UNION =
      changeRule(
          "RECORD_TO_UNION",
          Axis.BINARY,
          Severity.ERROR,
          "ok some fails fails edit",
          "A record became a union of records.",
          "Old readers may take the other record for theirs when the fields line up. Add "
              + "a new field.");

  public static final ChangeRule ROOT_RECORD_TO_UNION =
      changeRule(
          "ROOT_RECORD_TO_UNION",
          Axis.IDENTITY,
          Severity.ERROR,
          "ok some fails fails class",
          "An event became a union of events.",
          "Old readers may take the other event for theirs. Give each event its own " + "subject.");

  public static final ChangeRule AMBIGUOUS_RECORD_BRANCHES =
      changeRule(
          "AMBIGUOUS_RECORD_BRANCHES",
          Axis.VALUE,
          Severity.ERROR,
          "altered altered fails fails none",
          "Two record branches of a union can be read as each other.",
          "Java falls back to the shape when it does not know a name, and takes the first"
              + " record that fits. Add a required field that tells them apart, or use two "
              + "optional fields.");

  public static final ChangeRule STRING_BRANCH_READS_BYTES =
      changeRule(
          "STRING_BRANCH_READS_BYTES",
          Axis.VALUE,
          Severity.ERROR,
          "ok some fails fails edit",
          "bytes became a nullable string, or string nullable bytes.",
          "Content that is not valid UTF-8 arrives damaged, and old readers stop at null."
              + " Add a new field.");

  static final List<ChangeRule> ALL =
      List.of(
          MADE_OPTIONAL,
          MADE_REQUIRED,
          BRANCH_ADDED,
          BRANCH_REMOVED,
          BRANCHES_REORDERED,
          NULL_POSITION_FLIPPED,
          BRANCH_PROMOTED,
          BRANCH_CHOICE_AMBIGUOUS,
          RECORD_TO_UNION,
          ROOT_RECORD_TO_UNION,
          AMBIGUOUS_RECORD_BRANCHES,
          STRING_BRANCH_READS_BYTES);

  private UnionRules() {}
}
