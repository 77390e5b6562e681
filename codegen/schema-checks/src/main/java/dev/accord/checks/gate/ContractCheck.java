package dev.accord.checks.gate;

import dev.accord.checks.compatibility.CompatibilityLevel;
import dev.accord.checks.decode.DecoderTrial;
import dev.accord.checks.diff.Change;
import dev.accord.checks.diff.SchemaDiff;
import dev.accord.checks.finding.Bump;
import dev.accord.checks.finding.EventAdvice;
import dev.accord.checks.finding.Finding;
import dev.accord.checks.finding.FindingReport;
import dev.accord.checks.finding.Fingerprint;
import dev.accord.checks.finding.RegistryVerdict;
import dev.accord.checks.finding.Severity;
import dev.accord.checks.finding.SourceEffect;
import dev.accord.checks.generated.CallerEffects;
import dev.accord.checks.rule.FieldRules;
import dev.accord.model.config.AccordConfig;
import dev.accord.model.contracts.Baseline;
import dev.accord.model.contracts.Baseline.Version;
import dev.accord.model.contracts.Contracts;
import dev.accord.model.contracts.EventSchema;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Judges the current contracts against older ones. */
public final class ContractCheck {
  private final Contracts current;
  private final List<Baseline> baselines;
  private final CheckOptions options;
  private final DecoderTrial decoder;
  private final FindingMerge merge = new FindingMerge();
  private final List<Finding> contractFindings = new ArrayList<>();
  private final Map<String, RegistryVerdict> verdicts = new TreeMap<>();
  private final Map<String, EventAdvice> advice = new TreeMap<>();

  private ContractCheck(Contracts current, List<Baseline> baselines, CheckOptions options) {
    this.current = current;
    this.baselines = baselines;
    this.options = options;
    this.decoder = new DecoderTrial(options.seed());
  }

  /**
   * Every finding, before severities, ignores and waivers of the configuration are applied.
   *
   * @param baselines in the order in which findings name them
   */
  public static FindingReport run(
      Contracts current, List<Baseline> baselines, CheckOptions options) {
    var check = new ContractCheck(current, List.copyOf(baselines), options);
    check.judge();
    return check.report();
  }

  private void judge() {
    contractFindings.addAll(ContractFindings.ofFlaws(current));
    contractFindings.addAll(new DatedPromises(options.today()).overdue(current));
    for (Baseline baseline : baselines) {
      var pairing = new Pairing(current, baseline);
      for (EventSchema event : current.events()) {
        List<Version> versions = pairing.of(event);
        if (versions.isEmpty()) {
          advise(event.name(), Bump.MINOR, SourceEffect.ADD);
        } else {
          event(event, baseline, versions);
        }
      }
      var contract = new ContractFindings(current, baseline);
      contractFindings.addAll(contract.removed(pairing.gone(), options.today()));
      contractFindings.addAll(contract.stale(pairing));
      contractFindings.addAll(contract.confused(pairing));
      contractFindings.addAll(PortableNames.fresh(current, baseline));
      pairing.gone().forEach(gone -> advise(gone.schema().name(), Bump.MAJOR, SourceEffect.CLASS));
    }
  }

  private void event(EventSchema event, Baseline baseline, List<Version> versions) {
    Weights weights = weights(event);
    List<Comparison> history = history(event, baseline, versions);
    Comparison newest = history.get(history.size() - 1);
    List<Comparison> older = history.subList(0, history.size() - 1);
    var rules = new HistoryRules(newest.changes());
    newest = newest.withChanges(rules.newest(older.stream().map(Comparison::changes).toList()));
    contractFindings.addAll(new ContractFindings(current, baseline).moved(event, newest));
    if (event.key()) {
      contractFindings.addAll(ContractFindings.keyChanged(newest));
    } else {
      judged(newest, weights);
    }
    for (Comparison comparison : older) {
      boolean counts = weights.level().isTransitive();
      List<Change> told = rules.older(comparison.changes());
      if (!event.key()) {
        judgedOlder(comparison.withChanges(told), weights, counts);
      }
    }
    verdicts.merge(
        event.subject(), RegistryWord.of(event, weights.level(), versions), RegistryWord::graver);
  }

  private static List<Comparison> history(
      EventSchema event, Baseline baseline, List<Version> versions) {
    var history = new ArrayList<Comparison>();
    String text = event.text();
    for (int i = 0; i < versions.size(); i++) {
      Version version = versions.get(i);
      boolean newest = i == versions.size() - 1;
      List<Change> changes =
          version.schema().text().equals(text)
              ? List.of()
              : CallerEffects.on(
                  SchemaDiff.between(version.schema(), event), version.schema(), event);
      history.add(new Comparison(baseline, version, event, newest, changes));
    }
    return history;
  }

  private void judged(Comparison comparison, Weights weights) {
    if (comparison.changes().isEmpty()
        && comparison.before().text().equals(comparison.event().text())) {
      return;
    }
    var promises = new DatedPromises(options.today());
    var trial = AvroTrial.run(comparison, weights.promised(), decoder);
    for (Change change : promises.told(comparison)) {
      Weights.Weighed weighed = weights.weigh(change);
      merge.add(change, weighed, comparison, trial.example(change));
      advise(
          comparison.event().name(), bumpOf(change, weighed.severity()), change.effects().source());
    }
    if (!weights.draft()) {
      for (Change change : trial.unexplained(comparison, weights)) {
        merge.add(change, weights.weigh(change), comparison, "");
        advise(comparison.event().name(), Bump.MAJOR, SourceEffect.NONE);
      }
    }
  }

  /** Of an older version only what breaks is new to the reader of a report. */
  private void judgedOlder(Comparison comparison, Weights weights, boolean counts) {
    if (comparison.before().text().equals(comparison.event().text())) {
      return;
    }
    List<Change> changes = new ArrayList<>(comparison.changes());
    AvroTrial trial = AvroTrial.run(comparison, counts ? weights.promised() : List.of(), decoder);
    if (counts && !weights.draft()) {
      changes.addAll(trial.unexplained(comparison, weights));
    }
    for (Change change : changes) {
      Weights.Weighed weighed = weights.weigh(change);
      boolean always = change.rule().equals(FieldRules.FIELD_NAME_REUSED);
      if (weighed.severity() == Severity.ERROR && (counts || always)) {
        merge.add(change, weighed, comparison, trial.example(change));
        advise(comparison.event().name(), Bump.MAJOR, SourceEffect.NONE);
      }
    }
  }

  private Weights weights(EventSchema event) {
    AccordConfig config = current.config();
    CompatibilityLevel level =
        options
            .level()
            .or(() -> CompatibilityLevel.parse(config.compatibilityOf(event.name())))
            .orElse(CompatibilityLevel.FULL_TRANSITIVE);
    Severity most = Severity.parse(config.source().toLowerCase(Locale.ROOT)).orElse(Severity.WARN);
    return new Weights(level, config.json(), most, DatedPromises.isDraft(event, config));
  }

  private static Bump bumpOf(Change change, Severity severity) {
    SourceEffect source = change.effects().source();
    if (severity == Severity.ERROR || source.compareTo(SourceEffect.SILENT) >= 0) {
      return Bump.MAJOR;
    }
    return source == SourceEffect.ADD || severity == Severity.WARN ? Bump.MINOR : Bump.PATCH;
  }

  private void advise(String event, Bump bump, SourceEffect source) {
    advice.merge(event, new EventAdvice(event, bump, source), EventAdvice::or);
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
        .forEach(finding -> advise(finding.event(), Bump.MAJOR, SourceEffect.NONE));
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
