package dev.accord.checks.gate;

import dev.accord.checks.compatibility.Compatibility;
import dev.accord.checks.compatibility.CompatibilityLevel;
import dev.accord.checks.compatibility.Release;
import dev.accord.checks.decode.DecoderTrial;
import dev.accord.checks.diff.Change;
import dev.accord.checks.diff.SchemaDiff;
import dev.accord.checks.finding.Bump;
import dev.accord.checks.finding.EventAdvice;
import dev.accord.checks.finding.Finding;
import dev.accord.checks.finding.RegistryVerdict;
import dev.accord.checks.finding.Severity;
import dev.accord.checks.finding.SourceEffect;
import dev.accord.checks.gate.FindingMerge.Shown;
import dev.accord.checks.generated.CallerEffects;
import dev.accord.checks.rule.FieldRules;
import dev.accord.model.config.AccordConfig;
import dev.accord.model.contracts.Baseline;
import dev.accord.model.contracts.Baseline.Version;
import dev.accord.model.contracts.Contracts;
import dev.accord.model.contracts.EventSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.avro.AvroRuntimeException;

/**
 * Judges one event against the versions that one baseline has of it. It changes nothing but its own
 * answer, so events can be judged side by side.
 */
final class EventCheck {
  private final Contracts current;
  private final Baseline baseline;
  private final EventSchema event;
  private final CheckOptions options;
  private final Weights weights;
  private final DecoderTrial decoder;
  private final List<Shown> changes = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();
  private final List<EventAdvice> advice = new ArrayList<>();

  /**
   * What judging an event told, in the order of reports.
   *
   * @param verdict empty for a new event
   */
  record Told(
      List<Shown> changes,
      List<Finding> findings,
      List<EventAdvice> advice,
      Optional<RegistryVerdict> verdict) {}

  EventCheck(Contracts current, Baseline baseline, EventSchema event, CheckOptions options) {
    this.current = current;
    this.baseline = baseline;
    this.event = event;
    this.options = options;
    this.weights = weights();
    this.decoder = new DecoderTrial(options.seed());
  }

  /**
   * The judgement; once for each instance.
   *
   * @param versions oldest first; none for a new event
   */
  Told run(List<Version> versions) {
    Optional<RegistryVerdict> verdict = Optional.empty();
    if (versions.isEmpty()) {
      advise(Bump.MINOR, SourceEffect.ADD);
    } else {
      judge(versions);
      verdict = Optional.of(registry(versions));
    }
    return new Told(changes, findings, advice, verdict);
  }

  private void judge(List<Version> versions) {
    List<Comparison> history = history(versions);
    Comparison newest = history.get(history.size() - 1);
    List<Comparison> older = history.subList(0, history.size() - 1);
    var rules = new HistoryRules(newest.changes());
    newest = newest.withChanges(rules.newest(older.stream().map(Comparison::changes).toList()));
    findings.addAll(new ContractFindings(current, baseline).moved(event, newest));
    if (event.key()) {
      findings.addAll(ContractFindings.keyChanged(newest));
      return;
    }
    judged(newest);
    for (Comparison comparison : older) {
      judgedOlder(comparison.withChanges(rules.older(comparison.changes())));
    }
  }

  private List<Comparison> history(List<Version> versions) {
    var history = new ArrayList<Comparison>();
    var callers = new CallerEffects(event);
    String text = event.text();
    for (int i = 0; i < versions.size(); i++) {
      Version version = versions.get(i);
      boolean newest = i == versions.size() - 1;
      List<Change> differences =
          version.schema().text().equals(text)
              ? List.of()
              : callers.on(SchemaDiff.between(version.schema(), event), version.schema());
      history.add(new Comparison(baseline, version, event, newest, differences));
    }
    return history;
  }

  private void judged(Comparison comparison) {
    if (comparison.changes().isEmpty() && comparison.before().text().equals(event.text())) {
      return;
    }
    var promises = new DatedPromises(options.today());
    var trial = AvroTrial.run(comparison, weights.promised(), decoder);
    for (Change change : promises.told(comparison, weights)) {
      Weights.Weighed weighed = weights.weigh(change);
      changes.add(new Shown(change, weighed, comparison, trial.example(change)));
      advise(bumpOf(change, weighed.severity()), change.effects().source());
    }
    if (!weights.draft()) {
      for (Change change : trial.unexplained(comparison, weights)) {
        changes.add(new Shown(change, weights.weigh(change), comparison, ""));
        advise(Bump.MAJOR, SourceEffect.NONE);
      }
    }
  }

  /** Of an older version only what breaks is new to the reader of a report. */
  private void judgedOlder(Comparison comparison) {
    if (comparison.before().text().equals(event.text())) {
      return;
    }
    boolean counts = weights.level().isTransitive();
    List<Change> differences = new ArrayList<>(comparison.changes());
    AvroTrial trial = AvroTrial.run(comparison, counts ? weights.promised() : List.of(), decoder);
    if (counts && !weights.draft()) {
      differences.addAll(trial.unexplained(comparison, weights));
    }
    for (Change change : differences) {
      Weights.Weighed weighed = weights.weigh(change);
      boolean always = change.rule().equals(FieldRules.FIELD_NAME_REUSED);
      if (weighed.severity() == Severity.ERROR && (counts || always)) {
        changes.add(new Shown(change, weighed, comparison, trial.example(change)));
        advise(Bump.MAJOR, SourceEffect.NONE);
      }
    }
  }

  private Weights weights() {
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

  private void advise(Bump bump, SourceEffect source) {
    advice.add(new EventAdvice(event.name(), bump, source));
  }

  /** What a Confluent registry would answer if the event were registered now. */
  private RegistryVerdict registry(List<Version> versions) {
    List<String> messages;
    try {
      messages = registryMessages(versions);
    } catch (AvroRuntimeException e) {
      String reason = String.valueOf(e.getMessage());
      messages = List.of("the registry cannot read the schema: " + reason);
    }
    return new RegistryVerdict(event.subject(), weights.level(), messages.isEmpty(), messages);
  }

  private List<String> registryMessages(List<Version> versions) {
    var newestFirst = new ArrayList<Release>();
    for (int i = versions.size() - 1; i >= 0; i--) {
      EventSchema schema = versions.get(i).schema();
      newestFirst.add(
          new Release(
              Math.max(1, versions.get(i).number()),
              schema.text(),
              schema.types().toAvro(schema.root())));
      if (!weights.level().isTransitive()) {
        break;
      }
    }
    return Compatibility.check(weights.level(), event.types().toAvro(event.root()), newestFirst)
        .messages();
  }

  /** The refusal, if one of the two is. */
  static RegistryVerdict graver(RegistryVerdict a, RegistryVerdict b) {
    return a.compatible() ? b : a;
  }
}
