package dev.accord.checks.lint;

import dev.accord.checks.edit.Edit;
import dev.accord.checks.edit.FixableFinding;
import dev.accord.checks.finding.Axis;
import dev.accord.checks.finding.Finding;
import dev.accord.checks.finding.Fingerprint;
import dev.accord.checks.finding.Rule;
import dev.accord.checks.finding.Severity;
import dev.accord.model.source.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A rule about contracts as they stand.
 *
 * @param strictness the mildest profile that asks it
 */
public record LintRule(Rule rule, Strictness strictness, Check check) {

  /** The profiles, mildest first; each asks what the ones before it ask. */
  public enum Strictness {
    /** What breaks tools or readers already. */
    MINIMAL,
    /** What most teams agree on. */
    STANDARD,
    /** What large organisations want besides. */
    STRICT;

    /** As {@code accord.yaml} writes it: {@code standard}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Strictness of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  /** Looks through the contracts and tells what it finds. */
  interface Check {
    void run(LintScope scope, Found found);
  }

  static LintRule minimal(String id, Axis axis, String title, String help, Check check) {
    var rule = new Rule(id, axis, Severity.ERROR, title, help);
    return new LintRule(rule, Strictness.MINIMAL, check);
  }

  static LintRule standard(String id, Axis axis, String title, String help, Check check) {
    var rule = new Rule(id, axis, Severity.WARN, title, help);
    return new LintRule(rule, Strictness.STANDARD, check);
  }

  static LintRule strict(String id, Axis axis, String title, String help, Check check) {
    var rule = new Rule(id, axis, Severity.WARN, title, help);
    return new LintRule(rule, Strictness.STRICT, check);
  }

  List<FixableFinding> run(LintScope scope) {
    var found = new Found(rule, scope);
    check.run(scope, found);
    return List.copyOf(found.findings);
  }

  /** Takes what one rule finds. */
  static final class Found {
    private final Rule rule;
    private final LintScope scope;
    private final List<FixableFinding> findings = new ArrayList<>();

    private Found(Rule rule, LintScope scope) {
      this.rule = rule;
      this.scope = scope;
    }

    /**
     * One finding.
     *
     * @param path the element, in names; with the rule and the event it tells findings apart
     * @param fix what to do; the edits, if any, do just that
     */
    void add(String path, Location place, String message, String fix, List<? extends Edit> edits) {
      var event = scope.eventAt(place);
      var fingerprint = Fingerprint.of(rule, event, path);
      findings.add(
          new FixableFinding(
              Finding.lint(rule, event, path, place, message, fix, fingerprint),
              List.copyOf(edits)));
    }

    void add(String path, Location place, String message, String fix) {
      add(path, place, message, fix, List.of());
    }
  }
}
