package dev.accord.cli.verb;

import dev.accord.checks.finding.Finding;
import dev.accord.checks.finding.FindingReport;
import dev.accord.cli.run.CompareOptions;
import dev.accord.cli.run.ContractsOptions;
import dev.accord.cli.run.ExitCodes;
import dev.accord.cli.run.Judgement;
import dev.accord.cli.run.Verb;
import java.io.IOException;
import java.time.Clock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "diff",
    description = "List every difference by element, old place and new place, without judging.",
    footer = {
      "",
      "Each line: - gone, + new, ~ changed.",
      "",
      "Examples:",
      "  accord diff --against git:main",
      "  accord diff contracts --against gav:com.example:contracts:1.4.0"
    })
final class DiffVerb extends Verb {
  private final Clock clock;

  @Mixin private final ContractsOptions contracts = new ContractsOptions();
  @Mixin private final CompareOptions compare = new CompareOptions();

  DiffVerb(Clock clock) {
    this.clock = clock;
  }

  @Override
  protected int run() throws IOException {
    Judgement judgement = contracts.open();
    FindingReport report = compare.check(judgement, clock);
    for (Finding finding : report.findings()) {
      out().println(line(finding));
    }
    out().flush();
    return ExitCodes.CLEAN;
  }

  private static String line(Finding finding) {
    boolean gone = finding.path().isEmpty() && !finding.oldPath().isEmpty();
    boolean fresh = finding.oldPath().isEmpty() && finding.oldLocation().isEmpty();
    boolean renamed =
        !gone
            && !fresh
            && !finding.oldPath().isEmpty()
            && !finding.oldPath().equals(finding.path());
    String path =
        gone
            ? finding.oldPath()
            : renamed ? finding.oldPath() + " -> " + finding.path() : finding.path();
    return (gone ? "- " : fresh ? "+ " : "~ ")
        + path
        + "  "
        + finding.rule().id()
        + "  "
        + finding.oldLocation().map(old -> old + " -> ").orElse("")
        + finding.location();
  }
}
