package dev.accord.checks.gate;

import dev.accord.checks.diff.Change;
import dev.accord.checks.finding.Axis;
import dev.accord.checks.finding.Certainty;
import dev.accord.checks.finding.Finding;
import dev.accord.checks.finding.Fingerprint;
import dev.accord.checks.finding.Severity;
import dev.accord.checks.finding.SourceEffect;
import dev.accord.checks.rule.ContractRules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Turns changes into findings: each difference once, at its gravest, with every baseline that it
 * breaks and every event it touches.
 */
final class FindingMerge {
  private final Map<List<String>, Merged> merged = new LinkedHashMap<>();

  private static final class Merged {
    private final String event;
    private Change change;
    private Weights.Weighed weighed;
    private final Set<String> labels = new LinkedHashSet<>();
    private final Map<String, Comparison> events = new LinkedHashMap<>();
    private final Set<String> uses = new LinkedHashSet<>();
    private String example;

    Merged(Change change, String event, Weights.Weighed weighed, String example) {
      this.change = change;
      this.event = event;
      this.weighed = weighed;
      this.example = example;
    }
  }

  /**
   * A change as one comparison shows it.
   *
   * @param example what became of a value; may be empty
   */
  record Shown(Change change, Weights.Weighed weighed, Comparison comparison, String example) {}

  void add(Shown shown) {
    Change change = shown.change();
    Weights.Weighed weighed = shown.weighed();
    Comparison comparison = shown.comparison();
    if (weighed.severity() == Severity.OFF) {
      return;
    }
    var key =
        List.of(
            change.rule().id(),
            change.owner(),
            change.member(),
            change.oldValue(),
            change.newValue());
    Merged one =
        merged.computeIfAbsent(
            key, k -> new Merged(change, comparison.event().name(), weighed, shown.example()));
    if (weighed.severity().compareTo(one.weighed.severity()) > 0) {
      one.change = change;
      one.weighed = weighed;
      one.labels.clear();
    }
    if (weighed.severity() == one.weighed.severity()) {
      one.labels.add(comparison.label());
    }
    one.example = one.example.isEmpty() ? shown.example() : one.example;
    if (one.events.putIfAbsent(comparison.event().name(), comparison) == null) {
      one.uses.addAll(uses(change));
    }
  }

  List<Finding> findings() {
    var findings = new ArrayList<Finding>();
    for (Merged one : merged.values()) {
      findings.add(finding(one));
      if (one.weighed.severity() != Severity.INFO && !one.change.owner().equals(one.event)) {
        one.events.values().stream()
            .filter(c -> !c.event().name().equals(one.event))
            .filter(c -> !c.event().name().equals(one.change.owner()))
            .forEach(c -> findings.add(alsoTouched(one, c)));
      }
    }
    return findings;
  }

  private static Finding finding(Merged one) {
    Change change = one.change;
    Axis axis = one.weighed.axis();
    return new Finding(
        change.rule().rule(),
        one.weighed.severity(),
        axis,
        Weights.directions(change, axis),
        Weights.certainty(change, axis),
        one.event,
        change.path(),
        change.oldPath(),
        change.location(),
        change.oldLocation(),
        change.message() + uses(one) + since(one),
        change.fix(),
        one.example,
        change.effects().source(),
        change.callers(),
        one.uses.size() > 1 ? List.copyOf(one.uses) : List.of(),
        List.copyOf(one.labels),
        fingerprint(change));
  }

  /** From the type whose text changed, so that it holds whichever event is met first. */
  private static Fingerprint fingerprint(Change change) {
    return Fingerprint.of(
        change.rule().rule(),
        change.owner(),
        change.member(),
        change.oldValue(),
        change.newValue());
  }

  /** The ways from the event's root to the type whose text changed. */
  private static List<String> uses(Change change) {
    if (!change.uses().isEmpty()) {
      return change.uses();
    }
    String path = change.path().isEmpty() ? change.oldPath() : change.path();
    String member = change.member().isEmpty() ? "" : "." + change.member();
    return List.of(
        path.endsWith(member) ? path.substring(0, path.length() - member.length()) : path);
  }

  private static String uses(Merged one) {
    List<String> events =
        one.events.keySet().stream().filter(name -> !name.equals(one.event)).toList();
    var text = new StringBuilder();
    if (one.change.uses().size() > 1) {
      text.append(" Used at ").append(one.change.uses().size()).append(" places: ");
      text.append(String.join(", ", one.change.uses().stream().limit(5).toList()));
      text.append(one.change.uses().size() > 5 ? ", ..." : "").append('.');
    }
    if (!events.isEmpty()) {
      text.append(" Also in ").append(String.join(", ", events)).append('.');
    }
    return text.toString();
  }

  /** Says which version of a history was the first to suffer, where not all do. */
  private static String since(Merged one) {
    boolean history = one.labels.stream().allMatch(label -> label.matches(".* v\\d+"));
    return history && one.labels.size() > 1
        ? " First broken: " + one.labels.stream().min(FindingMerge::byVersion).orElse("") + "."
        : "";
  }

  private static int byVersion(String a, String b) {
    return Integer.compare(version(a), version(b));
  }

  private static int version(String label) {
    return Integer.parseInt(label.substring(label.lastIndexOf(" v") + 2));
  }

  private static Finding alsoTouched(Merged one, Comparison other) {
    var rule = ContractRules.REFERENCE_TYPE_CHANGED.rule();
    String event = other.event().name();
    return new Finding(
        rule,
        rule.severity(),
        rule.axis(),
        Set.of(),
        Certainty.NONE,
        event,
        event.substring(event.lastIndexOf('.') + 1),
        event.substring(event.lastIndexOf('.') + 1),
        other.event().location(),
        Optional.empty(),
        event
            + " changes with "
            + one.change.owner()
            + " although its own text did not: "
            + one.change.rule().id()
            + " at "
            + one.change.location()
            + ".",
        "release it together with the other events that use " + one.change.owner(),
        "",
        SourceEffect.NONE,
        List.of(),
        List.of(),
        List.copyOf(one.labels),
        Fingerprint.of(
            rule, event, one.change.owner(), one.change.rule().id(), one.change.member()));
  }
}
