package dev.accord.checks.rule;

import static dev.accord.checks.rule.ChangeRule.changeRule;

import dev.accord.checks.finding.Axis;
import dev.accord.checks.finding.Severity;
import java.util.List;

/** Names, namespaces and aliases of types. */
public final class NameRules {
  public static final ChangeRule EVENT_RENAMED_NO_ALIAS =
      changeRule(
          "EVENT_RENAMED_NO_ALIAS",
          Axis.IDENTITY,
          Severity.ERROR,
          "fails fails ok ok class",
          "An event was renamed.",
          "Names must match by the specification: the registry and other languages "
              + "refuse. Java alone reads it, until a typed consumer looks the class up. Make "
              + "it a new event.");

  public static final ChangeRule EVENT_RENAMED_WITH_ALIAS =
      changeRule(
          "EVENT_RENAMED_WITH_ALIAS",
          Axis.IDENTITY,
          Severity.ERROR,
          "ok fails ok ok class",
          "An event was renamed and carries its old name as an alias.",
          "The alias helps new readers where aliases are implemented; old readers and "
              + "subjects go by the name. Make it a new event.");

  public static final ChangeRule EVENT_IDENTITY_CONFUSED =
      changeRule(
          "EVENT_IDENTITY_CONFUSED",
          Axis.IDENTITY,
          Severity.ERROR,
          "fails fails ok ok none",
          "Two events on one topic have the same shape.",
          "Plain Avro reads either as the other without a word. Accord's reader checks "
              + "the writer's name; other readers need a field that tells them apart.");

  public static final ChangeRule EVENT_NAMESPACE_CHANGED =
      changeRule(
          "EVENT_NAMESPACE_CHANGED",
          Axis.IDENTITY,
          Severity.ERROR,
          "ok ok ok ok class",
          "An event moved to another namespace.",
          "Avro compares simple names and decodes; the Java package, the subject and the "
              + "class lookup of typed consumers change. Make it a new major version.");

  public static final ChangeRule NESTED_RENAMED_NO_ALIAS =
      changeRule(
          "NESTED_RENAMED_NO_ALIAS",
          Axis.BINARY,
          Severity.ERROR,
          "fails fails ok ok class",
          "A nested record was renamed.",
          "Names must match by the specification, although Java reads it. An alias serves"
              + " new readers only. Keep the name.");

  public static final ChangeRule NESTED_RENAMED_IN_UNION =
      changeRule(
          "NESTED_RENAMED_IN_UNION",
          Axis.BINARY,
          Severity.ERROR,
          "fails fails fails fails class",
          "A record in a union was renamed.",
          "Names choose the branch; Java falls back to the shape, others refuse. An alias"
              + " serves new readers only. Keep the name.");

  public static final ChangeRule NESTED_NAMESPACE_CHANGED =
      changeRule(
          "NESTED_NAMESPACE_CHANGED",
          Axis.SOURCE,
          Severity.ERROR,
          "ok ok ok ok class",
          "A nested type moved to another namespace.",
          "Records decode; the class moves to another package. Keep the namespace, or "
              + "ship a deprecated copy.");

  public static final ChangeRule NAMESPACE_CHANGED_IN_UNION_JSON =
      changeRule(
          "NAMESPACE_CHANGED_IN_UNION_JSON",
          Axis.JSON,
          Severity.ERROR,
          "ok ok fails fails class",
          "A type in a union moved to another namespace.",
          "The full name is the label of the branch in JSON documents, so old documents "
              + "name a branch that is gone. Keep the namespace.");

  public static final ChangeRule NAMESPACE_CHANGED_IN_CHANGED_UNION =
      changeRule(
          "NAMESPACE_CHANGED_IN_CHANGED_UNION",
          Axis.BINARY,
          Severity.ERROR,
          "fails fails fails fails class",
          "An enum or fixed moved to another namespace in a union that changed as well.",
          "Each change alone is safe. Together the decoder looks the branch up by its "
              + "full name and throws. Keep the namespace; an alias serves new readers only.");

  public static final ChangeRule NAMESPACE_CHANGED_WITH_FIELD_ALIAS =
      changeRule(
          "NAMESPACE_CHANGED_WITH_FIELD_ALIAS",
          Axis.BINARY,
          Severity.ERROR,
          "fails fails ok fails class",
          "A record moved to another namespace and a field was renamed with an alias.",
          "Avro applies field aliases only under the same full name or a record alias, so"
              + " the alias is not used. Add the record's old full name as an alias.");

  public static final ChangeRule ENUM_OR_FIXED_RENAMED =
      changeRule(
          "ENUM_OR_FIXED_RENAMED",
          Axis.BINARY,
          Severity.ERROR,
          "fails fails ok ok class",
          "An enum or fixed was renamed.",
          "Checker and decoder compare these names. An alias serves new readers only. "
              + "Keep the name.");

  public static final ChangeRule NAME_NOT_PORTABLE =
      changeRule(
          "NAME_NOT_PORTABLE",
          Axis.BINARY,
          Severity.ERROR,
          "ok ok ok ok none",
          "A new name is not portable.",
          "Avro names are ASCII letters, digits and _; Java's parser alone takes more. "
              + "Java keywords get a $ in the generated class.");

  static final List<ChangeRule> ALL =
      List.of(
          EVENT_RENAMED_NO_ALIAS,
          EVENT_RENAMED_WITH_ALIAS,
          EVENT_IDENTITY_CONFUSED,
          EVENT_NAMESPACE_CHANGED,
          NESTED_RENAMED_NO_ALIAS,
          NESTED_RENAMED_IN_UNION,
          NESTED_NAMESPACE_CHANGED,
          NAMESPACE_CHANGED_IN_UNION_JSON,
          NAMESPACE_CHANGED_IN_CHANGED_UNION,
          NAMESPACE_CHANGED_WITH_FIELD_ALIAS,
          ENUM_OR_FIXED_RENAMED,
          NAME_NOT_PORTABLE);

  private NameRules() {}
}
