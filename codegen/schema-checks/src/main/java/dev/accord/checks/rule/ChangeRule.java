package dev.accord.checks.rule;

import dev.accord.checks.finding.Axis;
import dev.accord.checks.finding.Rule;
import dev.accord.checks.finding.Severity;
import dev.accord.checks.finding.SourceEffect;
import java.util.Locale;

/**
 * A rule about a difference between two versions.
 *
 * @param effects what such a change does unless its surroundings soften it
 */
public record ChangeRule(Rule rule, Effects effects) {

  /**
   * A catalogue entry.
   *
   * @param effects backward and forward, JSON backward and forward, source: {@code "fails ok fails
   *     ok add"}
   */
  static ChangeRule changeRule(
      String id, Axis axis, Severity severity, String effects, String title, String help) {
    String[] words = effects.toUpperCase(Locale.ROOT).split(" ", -1);
    return new ChangeRule(
        new Rule(id, axis, severity, title, help),
        new Effects(
            Effect.valueOf(words[0]),
            Effect.valueOf(words[1]),
            Effect.valueOf(words[2]),
            Effect.valueOf(words[3]),
            SourceEffect.valueOf(words[4])));
  }

  public String id() {
    return rule.id();
  }
}
