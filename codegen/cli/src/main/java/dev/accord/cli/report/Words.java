package dev.accord.cli.report;

import dev.accord.checks.compatibility.CompatibilityLevel;
import dev.accord.checks.compatibility.Direction;
import dev.accord.checks.finding.Bump;
import dev.accord.checks.finding.Finding;
import dev.accord.checks.finding.FindingReport;
import dev.accord.checks.finding.RegistryVerdict;
import dev.accord.checks.finding.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Sentences that several formats share. */
public final class Words {
  private Words() {}

  /** {@code "2 errors, 1 warning"}: infos are left out, they ask for nothing. */
  static String counts(FindingReport report) {
    var summary = report.summary();
    return count(summary.errors(), "error") + ", " + count(summary.warnings(), "warning");
  }

  /** {@code "1 error"}, {@code "2 errors"}. */
  public static String count(int number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  /**
   * {@code "12 events compared with git:main, prod"}; for lint {@code "12 events judged"}. Where no
   * event has an older version nothing was compared, and that is said.
   */
  static String scope(FindingReport report) {
    var events = count(report.events(), "event");
    if (report.baselines().isEmpty()) {
      return events + " judged";
    }
    return events
        + (report.registry().isEmpty() ? ", all new to " : " compared with ")
        + String.join(", ", report.baselines());
  }

  /** {@code "; next version: major"}, empty when no version is due. */
  static String bump(FindingReport report) {
    return report.bump() == Bump.NONE ? "" : "; next version: " + report.bump().word();
  }

  /** One line for each event that needs a new version: the step, and what callers feel. */
  static List<String> advice(FindingReport report) {
    return report.advice().stream()
        .filter(advice -> advice.bump() != Bump.NONE)
        .map(a -> a.event() + ": " + a.bump().word() + ", " + a.source().meaning())
        .toList();
  }

  /** One line for each level in the report: the level, its subjects, and Kafka's deploy order. */
  static List<String> levels(FindingReport report) {
    var subjects = new TreeMap<CompatibilityLevel, Integer>();
    report.registry().forEach(verdict -> subjects.merge(verdict.level(), 1, Integer::sum));
    var lines = new ArrayList<String>();
    subjects.forEach(
        (level, number) ->
            lines.add(level + " (" + count(number, "subject") + "): " + deployOrder(level)));
    return lines;
  }

  /** Message and fix as running text. */
  static String sentences(Finding finding) {
    var message = finding.message();
    if (finding.fix().isEmpty()) {
      return message;
    }
    return message + (message.matches(".*[.!?]") ? "" : ".") + " Fix: " + finding.fix();
  }

  /** The baselines that a finding breaks, empty for one that breaks nothing. */
  static String broken(Finding finding) {
    return finding.severity() == Severity.INFO ? "" : String.join(", ", finding.baselines());
  }

  /** Which side may run the new schema first, and how far back the promise goes. */
  static String deployOrder(CompatibilityLevel level) {
    var order =
        switch (level) {
          case NONE -> "no promise; change producers and consumers together";
          case BACKWARD, BACKWARD_TRANSITIVE -> "deploy consumers first";
          case FORWARD, FORWARD_TRANSITIVE -> "deploy producers first";
          case FULL, FULL_TRANSITIVE -> "deploy in any order";
        };
    return level.isTransitive() ? order + "; against every version" : order;
  }

  /** {@code "would accept"} or {@code "would refuse"}. */
  static String answer(RegistryVerdict verdict) {
    return verdict.compatible() ? "would accept" : "would refuse";
  }

  static String direction(Direction direction) {
    return switch (direction) {
      case BACKWARD -> "new readers of old data";
      case FORWARD -> "old readers of new data";
    };
  }

  static String directions(List<Direction> directions) {
    return directions.stream().map(Words::direction).collect(Collectors.joining(", "));
  }

  static String severity(Severity severity) {
    return switch (severity) {
      case OFF -> "off";
      case INFO -> "info";
      case WARN -> "warning";
      case ERROR -> "error";
    };
  }
}
