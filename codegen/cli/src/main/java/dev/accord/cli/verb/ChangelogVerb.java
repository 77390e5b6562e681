package dev.accord.cli.verb;

import dev.accord.checks.finding.Finding;
import dev.accord.checks.finding.FindingReport;
import dev.accord.checks.finding.Severity;
import dev.accord.cli.report.MarkdownReport;
import dev.accord.cli.run.CompareOptions;
import dev.accord.cli.run.ContractsOptions;
import dev.accord.cli.run.ExitCodes;
import dev.accord.cli.run.Judgement;
import dev.accord.cli.run.Verb;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "changelog",
    description = "Tell in plain words what changed for each event, safe changes too (Markdown).",
    footer = {
      "",
      "Examples:",
      "  accord changelog --against git:v1.3.0",
      "  accord changelog contracts --against released > CHANGES.md"
    })
final class ChangelogVerb extends Verb {
  private final Clock clock;

  @Mixin private final ContractsOptions contracts = new ContractsOptions();
  @Mixin private final CompareOptions compare = new CompareOptions();

  ChangelogVerb(Clock clock) {
    this.clock = clock;
  }

  @Override
  protected int run() throws IOException {
    Judgement judgement = contracts.open();
    FindingReport report = compare.check(judgement, clock);
    Map<String, List<Finding>> byEvent = new TreeMap<>();
    for (Finding finding : report.findings()) {
      byEvent.computeIfAbsent(finding.event(), e -> new ArrayList<>()).add(finding);
    }
    out().println("# Changes since " + MarkdownReport.text(String.join(", ", report.baselines())));
    if (byEvent.isEmpty()) {
      out().println("\nNothing changed.");
    }
    byEvent.forEach(this::event);
    out().println("\nSmallest next version: " + report.bump().word() + ".");
    out().flush();
    return ExitCodes.CLEAN;
  }

  private void event(String event, List<Finding> findings) {
    out().println("\n## " + MarkdownReport.text(event) + "\n");
    section("Breaking", Severity.ERROR, findings);
    section("Mind", Severity.WARN, findings);
    section("Also", Severity.INFO, findings);
  }

  private void section(String title, Severity severity, List<Finding> findings) {
    findings.stream()
        .filter(finding -> finding.severity() == severity)
        .forEach(
            finding ->
                out().println("- **" + title + "**: " + MarkdownReport.text(finding.message())));
  }
}
