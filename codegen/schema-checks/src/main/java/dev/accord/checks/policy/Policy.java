package dev.accord.checks.policy;

import dev.accord.checks.finding.Finding;
import dev.accord.checks.finding.FindingReport;
import dev.accord.checks.finding.Fingerprint;
import dev.accord.checks.finding.Rule;
import dev.accord.checks.finding.Severity;
import dev.accord.checks.rule.ContractRules;
import dev.accord.model.config.AccordConfig;
import dev.accord.model.config.AccordConfig.IgnoredPath;
import dev.accord.model.config.AccordConfig.SeveritySetting;
import dev.accord.model.config.AccordConfig.Waiver;
import dev.accord.model.schema.SchemaSet;
import dev.accord.model.source.InvalidSourceException;
import dev.accord.model.source.Location;
import dev.accord.model.source.Nearest;
import dev.accord.model.source.Problem;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Weighs findings as a team decided, and tells what became of its decisions. */
public final class Policy {
  private final AccordConfig config;
  private final InlineIgnores inline;
  private final Set<String> accepted;

  private Policy(AccordConfig config, InlineIgnores inline, Set<String> accepted) {
    this.config = config;
    this.inline = inline;
    this.accepted = accepted;
  }

  /**
   * The policy of a configuration.
   *
   * @param types the schemas, which may switch rules off for some of their elements
   * @param rules every rule that exists
   * @param accepted findings that a late adopter froze, by fingerprint
   * @throws InvalidSourceException naming every rule that does not exist, and the nearest that does
   */
  public static Policy of(
      AccordConfig config,
      SchemaSet types,
      Collection<Rule> rules,
      Collection<Fingerprint> accepted) {
    Set<String> ids = rules.stream().map(Rule::id).collect(Collectors.toSet());
    var problems = new ArrayList<Problem>();
    for (SeveritySetting setting : config.severities()) {
      unknown(setting.rule(), setting.location(), ids).ifPresent(problems::add);
    }
    for (IgnoredPath ignored : config.ignores()) {
      ignored.rules().forEach(r -> unknown(r, ignored.location(), ids).ifPresent(problems::add));
    }
    if (!problems.isEmpty()) {
      throw new InvalidSourceException(problems);
    }
    return new Policy(
        config,
        InlineIgnores.of(types, ids),
        accepted.stream().map(Fingerprint::value).collect(Collectors.toSet()));
  }

  private static Optional<Problem> unknown(String rule, Location at, Set<String> ids) {
    return ids.contains(rule)
        ? Optional.empty()
        : Optional.of(new Problem(at, "no rule " + rule + Nearest.hint(rule, ids)));
  }

  /**
   * The report as the team wants it. Waived and ignored findings are gone, expired waivers are
   * findings, unused waivers and ignores too.
   *
   * @param otherRuns findings that waivers and ignores may be meant for, beside the report's; asked
   *     only if there are any
   */
  public FindingReport apply(
      FindingReport report, Supplier<? extends Collection<Finding>> otherRuns, LocalDate today) {
    boolean asked = !config.waivers().isEmpty() || !inline.isEmpty();
    Collection<Finding> others = asked ? otherRuns.get() : List.of();
    Set<String> live =
        config.waivers().stream()
            .filter(waiver -> !waiver.until().isBefore(today))
            .map(Waiver::fingerprint)
            .collect(Collectors.toSet());
    Set<String> seen = new HashSet<>();
    others.forEach(finding -> seen.add(finding.fingerprint().value()));
    var kept = new ArrayList<Finding>();
    for (Finding finding : report.findings()) {
      String fingerprint = finding.fingerprint().value();
      seen.add(fingerprint);
      if (!live.contains(fingerprint) && !accepted.contains(fingerprint) && !ignored(finding)) {
        weighed(finding).ifPresent(kept::add);
      }
    }
    for (Waiver waiver : config.waivers()) {
      waiver(waiver, seen.contains(waiver.fingerprint()), today).ifPresent(kept::add);
    }
    var all = new ArrayList<>(report.findings());
    all.addAll(others);
    inline.unused(all).forEach(finding -> weighed(finding).ifPresent(kept::add));
    return report.with(kept);
  }

  /** The last setting that fits decides. */
  private Optional<Finding> weighed(Finding finding) {
    Severity severity = finding.severity();
    for (SeveritySetting setting : config.severities()) {
      if (setting.rule().equals(finding.rule().id())
          && new Glob(setting.namespace(), '.').matches(finding.event())) {
        severity = Severity.parse(setting.severity()).orElse(severity);
      }
    }
    return severity == Severity.OFF
        ? Optional.empty()
        : Optional.of(finding.withSeverity(severity));
  }

  private boolean ignored(Finding finding) {
    return inline.cover(finding)
        || config.ignores().stream()
            .filter(i -> i.rules().isEmpty() || i.rules().contains(finding.rule().id()))
            .anyMatch(
                i -> new Glob(i.path(), '/').matchesBelowAnyFolder(finding.location().file()));
  }

  private static Optional<Finding> waiver(Waiver waiver, boolean used, LocalDate today) {
    boolean expired = waiver.until().isBefore(today);
    if (!expired && used) {
      return Optional.empty();
    }
    Rule rule = (expired ? ContractRules.WAIVER_EXPIRED : ContractRules.WAIVER_UNUSED).rule();
    String name = "The waiver " + waiver.fingerprint() + " of " + waiver.owner();
    return Optional.of(
        Finding.lint(
            rule,
            waiver.location().file(),
            "waivers." + waiver.fingerprint(),
            waiver.location(),
            expired ? name + " ended on " + waiver.until() + "." : name + " matches no finding.",
            expired && used ? "mend the finding, or agree on a new date" : "remove it",
            Fingerprint.of(rule, "", waiver.fingerprint())));
  }

  /** What a waiver for a finding looks like in {@code accord.yaml}. */
  public static List<String> waiverLines(
      Fingerprint fingerprint, String owner, String reason, LocalDate until) {
    return List.of(
        "  - fingerprint: \"" + fingerprint + "\"",
        "    owner: " + quoted(owner),
        "    reason: " + quoted(reason),
        "    until: " + until);
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", " ") + "\"";
  }
}
