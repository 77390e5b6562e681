package dev.accord.checks.finding;

import dev.accord.checks.compatibility.Direction;
import dev.accord.model.source.Location;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One thing that is wrong with a contract or a change of it, or worth knowing about it.
 *
 * @param severity never {@link Severity#OFF}
 * @param directions who suffers; empty where no reader does
 * @param event full name of the event, or of the shared type, or the file where neither fits
 * @param path the element in the new contracts, in names: {@code Order.lines[].price}; empty where
 *     it is gone
 * @param oldPath the same in the old contracts; empty where it is new, and for lint
 * @param location the element in the new contracts; where it is gone, the nearest place left
 * @param oldLocation the element in the old contracts
 * @param message what happens, and to whom; one sentence or two
 * @param fix the edit that mends it; empty where there is nothing to mend
 * @param example a value that suffers, and what becomes of it; empty where none does
 * @param source what callers of the generated classes feel
 * @param callers what they see, a clause each: {@code getTotal() returns long, and returned int}
 * @param uses the paths that lead to a shared type, when there are several
 * @param baselines labels of the baselines that are broken, in the order they were given
 */
public record Finding(
    Rule rule,
    Severity severity,
    Axis axis,
    Set<Direction> directions,
    Certainty certainty,
    String event,
    String path,
    String oldPath,
    Location location,
    Optional<Location> oldLocation,
    String message,
    String fix,
    String example,
    SourceEffect source,
    List<String> callers,
    List<String> uses,
    List<String> baselines,
    Fingerprint fingerprint) {

  /** By place, then rule; what is gone has its old place: the order of every report. */
  public static final Comparator<Finding> REPORT_ORDER =
      Comparator.comparing(Finding::location)
          .thenComparing(finding -> finding.rule().id())
          .thenComparing(Finding::path)
          .thenComparing(finding -> finding.oldLocation().orElse(finding.location()))
          .thenComparing(finding -> finding.fingerprint().value());

  /** Copies, and puts each text on one line without control characters. */
  public Finding {
    if (severity == Severity.OFF) {
      throw new IllegalArgumentException(rule.id() + " is off and cannot find anything");
    }
    message = oneLine(message);
    fix = oneLine(fix);
    example = oneLine(example);
    if (message.isBlank()) {
      throw new IllegalArgumentException(rule.id() + " found something and does not say what");
    }
    directions = Set.copyOf(directions);
    callers = List.copyOf(callers);
    uses = List.copyOf(uses);
    baselines = List.copyOf(baselines);
  }

  /** A finding about the contracts as they stand, without any older version. */
  public static Finding lint(
      Rule rule,
      String event,
      String path,
      Location location,
      String message,
      String fix,
      Fingerprint fingerprint) {
    return new Finding(
        rule,
        rule.severity(),
        rule.axis(),
        Set.of(),
        Certainty.NONE,
        event,
        path,
        "",
        location,
        Optional.empty(),
        message,
        fix,
        "",
        SourceEffect.NONE,
        List.of(),
        List.of(),
        List.of(),
        fingerprint);
  }

  /** The directions in a fixed order. */
  public List<Direction> sortedDirections() {
    return List.copyOf(new TreeSet<>(directions));
  }

  /** The same finding, seen against more baselines. */
  public Finding alsoBreaking(List<String> more) {
    var all = new LinkedHashSet<>(baselines);
    all.addAll(more);
    return with(severity, List.copyOf(all));
  }

  /** The same finding as a policy weighs it. */
  public Finding withSeverity(Severity other) {
    return with(other, baselines);
  }

  private Finding with(Severity otherSeverity, List<String> otherBaselines) {
    return new Finding(
        rule,
        otherSeverity,
        axis,
        directions,
        certainty,
        event,
        path,
        oldPath,
        location,
        oldLocation,
        message,
        fix,
        example,
        source,
        callers,
        uses,
        otherBaselines,
        fingerprint);
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\p{Cntrl}+", " ").strip();
  }
}
