package dev.accord.registry.schema;

import dev.accord.registry.problem.ErrorCode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Refuses rules that no client could read or tell apart. */
public final class RuleChecks {
  private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{Nd}_-]{0,255}");
  private static final Set<String> KINDS = Set.of("TRANSFORM", "CONDITION");
  private static final Set<String> MIGRATION = Set.of("UPGRADE", "DOWNGRADE", "UPDOWN");
  private static final Set<String> DATA = Set.of("WRITE", "READ", "WRITEREAD");

  private RuleChecks() {}

  /**
   * Checks every rule.
   *
   * @param rules null for none
   * @throws dev.accord.registry.problem.RegistryProblem INVALID_RULE_SET
   */
  public static void require(@Nullable RuleSet rules) {
    if (rules != null) {
      require(rules.migrationRules(), MIGRATION);
      require(rules.domainRules(), DATA);
      require(rules.encodingRules(), DATA);
    }
  }

  private static void require(List<Rule> rules, Set<String> modes) {
    var names = new HashSet<String>();
    for (var rule : rules) {
      if (!NAME.matcher(rule.name()).matches()) {
        throw refused(rule, "its name must be a letter or _ followed by letters, digits, _ or -");
      }
      if (!names.add(rule.name())) {
        throw refused(rule, "another rule has the same name");
      }
      if (rule.type() == null || rule.type().isEmpty()) {
        throw refused(rule, "it has no type");
      }
      requireOneOf(rule, "kind", rule.kind(), KINDS);
      requireOneOf(rule, "mode", rule.mode(), modes);
    }
  }

  private static void requireOneOf(
      Rule rule, String member, @Nullable String value, Set<String> allowed) {
    if (value != null && !allowed.contains(value)) {
      throw refused(rule, "its " + member + " " + value + " is not one of " + allowed);
    }
  }

  private static RuntimeException refused(Rule rule, String why) {
    return ErrorCode.INVALID_RULE_SET.with("Invalid rule '" + rule.name() + "': " + why);
  }
}
