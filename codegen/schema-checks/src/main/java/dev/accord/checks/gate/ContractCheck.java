package dev.accord.checks.gate;

import dev.accord.checks.finding.Bump;
import dev.accord.checks.finding.EventAdvice;
import dev.accord.checks.finding.Finding;
import dev.accord.checks.finding.FindingReport;
import dev.accord.checks.finding.Fingerprint;
import dev.accord.checks.finding.RegistryVerdict;
import dev.accord.checks.finding.Severity;
import dev.accord.checks.finding.SourceEffect;
import dev.accord.model.contracts.Baseline;
import dev.accord.model.contracts.Contracts;
import dev.accord.model.contracts.EventSchema;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Judges the current contracts against older ones. */
public final class ContractCheck {
  private final Contracts current;
  private final List<Baseline> baselines;
  private final CheckOptions options;
  private final FindingMerge merge = new FindingMerge();
  private final List<Finding> contractFindings = new ArrayList<>();
  private final Map<String, RegistryVerdict> verdicts = new TreeMap<>();
  private final Map<String, EventAdvice> advice = new TreeMap<>();

  private ContractCheck(Contracts current, List<Baseline> baselines, CheckOptions options) {
    this.current = current;
    this.baselines = baselines;
    this.options = options;
  }

  /**
   * Every finding, before severities, ignores and waivers of the configuration are applied.
   *
   * @param baselines in the order in which findings name them
   */
  public static FindingReport run(
      Contracts current, List<Baseline> baselines, CheckOptions options) {
    var check = new ContractCheck(current.withEventsOf(baselines), List.copyOf(baselines), options);
    check.judge();
    return check.report();
  }

  private void judge() {
    contractFindings.addAll(ContractFindings.ofFlaws(current));
    contractFindings.addAll(new DatedPromises(options.today()).overdue(current));
    for (Baseline baseline : baselines) {
      var pairing = new Pairing(current, baseline);
      // Side by side, and taken in their order: a report never tells who was first.
      current.events().parallelStream()
          .map(event -> new EventCheck(current, baseline, event, options).run(pairing.of(event)))
          .toList()
          .forEach(this::take);
      var contract = new ContractFindings(current, baseline);
      contractFindings.addAll(contract.removed(pairing.gone(), options.today()));
      contractFindings.addAll(contract.stale(pairing));
      contractFindings.addAll(contract.confused(pairing));
      contractFindings.addAll(PortableNames.fresh(current, baseline));
      pairing.gone().stream()
          .map(gone -> new EventAdvice(gone.schema().name(), Bump.MAJOR, SourceEffect.CLASS))
          .forEach(this::advise);
    }
  }

  private void take(EventCheck.Told told) {
    told.changes().forEach(merge::add);
    contractFindings.addAll(told.findings());
    told.advice().forEach(this::advise);
    told.verdict()
        .ifPresent(verdict -> verdicts.merge(verdict.subject(), verdict, EventCheck::graver));
  }

  private void advise(EventAdvice one) {
    advice.merge(one.event(), one, EventAdvice::or);
  }

  /** Baselines that show the same thing are named together. */
  private static Collection<Finding> once(List<Finding> findings) {
    Map<Fingerprint, Finding> once = new LinkedHashMap<>();
    for (Finding finding : findings) {
      once.merge(finding.fingerprint(), finding, (a, b) -> a.alsoBreaking(b.baselines()));
    }
    return once.values();
  }

  private FindingReport report() {
    var findings = new ArrayList<>(merge.findings());
    findings.addAll(once(contractFindings));
    List<Finding> broken =
        contractFindings.stream().filter(f -> f.severity() == Severity.ERROR).toList();
    Set<String> events =
        current.events().stream().map(EventSchema::name).collect(Collectors.toSet());
    broken.stream()
        .filter(finding -> events.contains(finding.event()))
        .forEach(
            finding -> advise(new EventAdvice(finding.event(), Bump.MAJOR, SourceEffect.NONE)));
    Bump least = broken.isEmpty() ? Bump.NONE : Bump.MAJOR;
    Bump bump = advice.values().stream().map(EventAdvice::bump).reduce(least, Bump::or);
    options
        .previousVersion()
        .flatMap(previous -> ContractFindings.underBumped(current, previous, bump))
        .ifPresent(findings::add);
    List<String> labels = baselines.stream().map(Baseline::label).toList();
    return new FindingReport(
        current.events().size(),
        labels,
        findings,
        List.copyOf(advice.values()),
        List.copyOf(verdicts.values()),
        bump);
  }
}
