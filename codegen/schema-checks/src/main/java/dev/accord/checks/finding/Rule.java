package dev.accord.checks.finding;

import java.util.regex.Pattern;

/**
 * What a rule is, apart from how it is decided. Ids are permanent: configuration, waivers and
 * fingerprints hold them.
 *
 * @param id upper snake case, unique over lint and change rules
 * @param axis what breaks, unless a finding says otherwise
 * @param severity what a finding weighs, unless a policy says otherwise
 * @param title one sentence that says when the rule fires
 * @param help why that hurts and what to do instead, in a few sentences
 */
public record Rule(String id, Axis axis, Severity severity, String title, String help) {
  private static final Pattern ID = Pattern.compile("[A-Z][A-Z0-9]*(_[A-Z0-9]+)*");

  public Rule {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException("a rule's id is UPPER_SNAKE_CASE, not \"" + id + "\"");
    }
    if (title.isBlank() || help.isBlank()) {
      throw new IllegalArgumentException(id + " needs a title and a help text");
    }
  }
}
