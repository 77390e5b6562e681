package dev.accord.checks.lint;

import dev.accord.checks.edit.FixableFinding;
import dev.accord.checks.finding.Finding;
import dev.accord.checks.lint.LintRule.Strictness;
import dev.accord.model.config.AccordConfig;
import dev.accord.model.config.AccordConfig.SeveritySetting;
import dev.accord.model.contracts.Contracts;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * Runs the rules of the profile that {@code accord.yaml} names, and those that it names one by one.
 * Findings have their rule's default severity; what a policy makes of them is for its owner.
 */
public final class Lint {
  private Lint() {}

  /** Everything found, in the order of reports. */
  public static List<Finding> run(Contracts contracts) {
    return judge(contracts).stream().map(FixableFinding::finding).toList();
  }

  /** The same, with the edits that mend it. */
  public static List<FixableFinding> judge(Contracts contracts) {
    return judge(contracts, rule -> asked(rule, contracts.config()));
  }

  static List<FixableFinding> judge(Contracts contracts, Predicate<LintRule> asked) {
    var scope = new LintScope(contracts);
    return LintRules.rules().stream()
        .filter(asked)
        .flatMap(rule -> rule.run(scope).stream())
        .sorted(Comparator.comparing(FixableFinding::finding, Finding.REPORT_ORDER))
        .toList();
  }

  private static boolean asked(LintRule rule, AccordConfig config) {
    return rule.strictness().compareTo(Strictness.of(config.profile())) <= 0
        || config.severities().stream()
            .map(SeveritySetting::rule)
            .anyMatch(rule.rule().id()::equals);
  }
}
