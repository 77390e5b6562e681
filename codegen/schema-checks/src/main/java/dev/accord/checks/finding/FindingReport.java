package dev.accord.checks.finding;

import java.util.Comparator;
import java.util.List;

/**
 * The outcome of one run.
 *
 * @param events how many events were judged, so that "nothing found" and "nothing judged" differ
 * @param baselines labels of what the contracts were compared with; empty for lint
 * @param findings in {@link Finding#REPORT_ORDER}
 * @param advice one for each event that changed, came or went, by event; empty for lint
 * @param registry one for each subject compared, by subject; empty for lint
 */
public record FindingReport(
    int events,
    List<String> baselines,
    List<Finding> findings,
    List<EventAdvice> advice,
    List<RegistryVerdict> registry,
    Bump bump) {

  /** How many findings there are of each severity, and the bump they call for. */
  public record Summary(int errors, int warnings, int infos, Bump bump) {}

  /** Copies and sorts. */
  public FindingReport {
    baselines = List.copyOf(baselines);
    findings = findings.stream().sorted(Finding.REPORT_ORDER).toList();
    advice = advice.stream().sorted(Comparator.comparing(EventAdvice::event)).toList();
    registry = registry.stream().sorted(Comparator.comparing(RegistryVerdict::subject)).toList();
  }

  /** A report of the contracts as they stand. */
  public static FindingReport lint(int events, List<Finding> findings) {
    return new FindingReport(events, List.of(), findings, List.of(), List.of(), Bump.NONE);
  }

  /** The same report of other findings. */
  public FindingReport with(List<Finding> others) {
    return new FindingReport(events, baselines, others, advice, registry, bump);
  }

  public Summary summary() {
    return new Summary(count(Severity.ERROR), count(Severity.WARN), count(Severity.INFO), bump);
  }

  /** Whether any finding weighs {@code threshold} or more; {@code OFF} asks for none. */
  public boolean reaches(Severity threshold) {
    return threshold != Severity.OFF
        && findings.stream().anyMatch(finding -> finding.severity().compareTo(threshold) >= 0);
  }

  private int count(Severity severity) {
    return (int) findings.stream().filter(finding -> finding.severity() == severity).count();
  }
}
