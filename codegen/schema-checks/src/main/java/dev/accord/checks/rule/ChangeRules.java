package dev.accord.checks.rule;

import dev.accord.checks.finding.Rule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All change rules, in the order of the catalogue. */
public final class ChangeRules {
  private static final List<ChangeRule> ALL =
      Stream.of(
              FieldRules.ALL,
              TypeRules.ALL,
              UnionRules.ALL,
              EnumRules.ALL,
              NameRules.ALL,
              ValueRules.ALL,
              ContractRules.ALL)
          .flatMap(List::stream)
          .toList();
  private static final Map<String, ChangeRule> BY_ID =
      ALL.stream().collect(Collectors.toUnmodifiableMap(ChangeRule::id, Function.identity()));

  private ChangeRules() {}

  public static List<ChangeRule> all() {
    return ALL;
  }

  public static Optional<ChangeRule> find(String id) {
    return Optional.ofNullable(BY_ID.get(id));
  }

  /** The rules without their effects. */
  public static List<Rule> rules() {
    return ALL.stream().map(ChangeRule::rule).toList();
  }
}
