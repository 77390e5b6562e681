package dev.accord.checks.lint;

import dev.accord.checks.finding.Rule;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Every lint rule. */
public final class LintRules {
  private static final List<LintRule> RULES =
      Stream.of(
              NamingRules.ALL,
              FileRules.ALL,
              DocRules.ALL,
              ShapeRules.ALL,
              DefaultRules.ALL,
              TypeRules.ALL,
              GovernanceRules.ALL)
          .flatMap(List::stream)
          .sorted(Comparator.comparing(rule -> rule.rule().id()))
          .toList();

  private LintRules() {}

  /** By id. */
  public static List<Rule> all() {
    return RULES.stream().map(LintRule::rule).toList();
  }

  /** By id, with the profile that each belongs to. */
  public static List<LintRule> rules() {
    return RULES;
  }
}
