package dev.accord.checks.gate;

import dev.accord.checks.diff.Change;
import dev.accord.checks.finding.Finding;
import dev.accord.checks.finding.Fingerprint;
import dev.accord.checks.finding.Severity;
import dev.accord.checks.rule.ChangeRule;
import dev.accord.checks.rule.ContractRules;
import dev.accord.checks.rule.FieldRules;
import dev.accord.model.config.AccordConfig;
import dev.accord.model.contracts.Contracts;
import dev.accord.model.contracts.EventSchema;
import dev.accord.model.json.JsonValue;
import dev.accord.model.json.JsonValue.JsonText;
import dev.accord.model.json.JsonValue.Member;
import dev.accord.model.schema.Definition;
import dev.accord.model.schema.Definition.Field;
import dev.accord.model.schema.Definition.RecordDefinition;
import dev.accord.model.source.Location;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Promises with a date or a state: {@code removeAfter} on a field or type says how long consumers
 * can count on it, {@code stability} whether they can at all.
 */
final class DatedPromises {
  private static final Set<ChangeRule> REMOVED =
      Set.of(FieldRules.FIELD_REMOVED_WITH_DEFAULT, FieldRules.FIELD_REMOVED_NO_DEFAULT);

  private final LocalDate today;

  DatedPromises(LocalDate today) {
    this.today = today;
  }

  static boolean isDraft(EventSchema event, AccordConfig config) {
    return stability(event, config).equals("draft");
  }

  private static String stability(EventSchema event, AccordConfig config) {
    return event
        .definition()
        .flatMap(d -> property(d.header().properties(), "stability"))
        .orElse(config.stability().getOrDefault(event.name(), "stable"));
  }

  /** The changes of a comparison, where a broken promise tells more than the removal itself. */
  List<Change> told(Comparison comparison, Weights weights) {
    var told = new ArrayList<Change>();
    for (Change change : comparison.changes()) {
      boolean passes = weights.weigh(change).severity() != Severity.ERROR;
      Optional<LocalDate> date =
          REMOVED.contains(change.rule()) && passes
              ? dateOfField(comparison.before(), change)
              : Optional.empty();
      told.add(
          date.filter(d -> d.isAfter(today))
              .map(
                  d ->
                      change.as(
                          ContractRules.DEPRECATED_REMOVED_EARLY,
                          change.oldPath() + " is gone before its removeAfter date " + d + ".",
                          "put it back until " + d))
              .orElse(change));
    }
    return told;
  }

  private static Optional<LocalDate> dateOfField(EventSchema before, Change change) {
    return before
        .types()
        .find(change.owner())
        .filter(RecordDefinition.class::isInstance)
        .flatMap(d -> ((RecordDefinition) d).field(change.member()))
        .flatMap(field -> removeAfter(field.properties()));
  }

  static Optional<LocalDate> removeAfter(List<Member> properties) {
    return property(properties, "removeAfter")
        .flatMap(
            text -> {
              try {
                return Optional.of(LocalDate.parse(text));
              } catch (DateTimeException e) {
                return Optional.empty();
              }
            });
  }

  private static Optional<String> property(List<Member> properties, String name) {
    return properties.stream()
        .filter(m -> m.name().equals(name) || m.name().equals("accord." + name))
        .map(Member::value)
        .filter(JsonText.class::isInstance)
        .map((JsonValue value) -> ((JsonText) value).value())
        .findFirst();
  }

  /** What is still there after its date. */
  List<Finding> overdue(Contracts current) {
    var findings = new ArrayList<Finding>();
    for (Definition definition : current.types().definitions().values()) {
      String name = definition.simpleName();
      overdue(
          definition.fullName(),
          name,
          definition.header().properties(),
          definition.header().nameLocation(),
          findings);
      if (definition instanceof RecordDefinition record) {
        for (Field field : record.fields()) {
          String path = name + "." + field.name();
          overdue(record.fullName(), path, field.properties(), field.nameLocation(), findings);
        }
      }
    }
    return findings;
  }

  private void overdue(
      String owner, String path, List<Member> properties, Location at, List<Finding> findings) {
    removeAfter(properties)
        .filter(date -> date.isBefore(today))
        .ifPresent(
            date -> {
              var rule = ContractRules.DEPRECATION_OVERDUE.rule();
              findings.add(
                  Finding.lint(
                      rule,
                      owner,
                      path,
                      at,
                      path + " was to be removed after " + date + " and is still there.",
                      "remove it, or set a new date",
                      Fingerprint.of(rule, owner, path, date.toString())));
            });
  }

  /** A stable event that is a draft now. */
  static Optional<Finding> regression(Comparison newest, AccordConfig config) {
    EventSchema now = newest.event();
    if (!wasStable(newest) || !isDraft(now, config)) {
      return Optional.empty();
    }
    var rule = ContractRules.UNSTABLE_REGRESSION.rule();
    return Optional.of(
        Finding.lint(
            rule,
            now.name(),
            now.name().substring(now.name().lastIndexOf('.') + 1),
            now.location(),
            now.name() + " was stable and is marked draft: a promise cannot be taken back.",
            "keep it stable, or start a new major version under another name",
            Fingerprint.of(rule, now.name(), "", "stable", "draft")));
  }

  /** By its own word or by that of its {@code accord.yaml}, where silence promises it too. */
  private static boolean wasStable(Comparison newest) {
    EventSchema before = newest.before();
    return before
        .definition()
        .flatMap(d -> property(d.header().properties(), "stability"))
        .map(Set.of("stable", "deprecated")::contains)
        .orElse(newest.baseline().config().filter(old -> !isDraft(before, old)).isPresent());
  }
}
