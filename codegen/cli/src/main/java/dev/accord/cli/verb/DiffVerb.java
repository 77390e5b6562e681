package dev.accord.cli.verb;

import dev.accord.checks.finding.FindingReport;
import dev.accord.cli.report.DiffReport;
import dev.accord.cli.run.Choice;
import dev.accord.cli.run.CompareOptions;
import dev.accord.cli.run.ContractsOptions;
import dev.accord.cli.run.ExitCodes;
import dev.accord.cli.run.Judgement;
import dev.accord.cli.run.Verb;
import java.io.IOException;
import java.time.Clock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "diff",
    description = "List every difference by element, old place and new place, without judging.",
    footer = {
      "",
      "Each line of text: - gone, + new, ~ changed.",
      "",
      "Examples:",
      "  accord diff --against git:main",
      "  accord diff contracts --against gav:com.example:contracts:1.4.0 --format json"
    })
final class DiffVerb extends Verb {
  private final Clock clock;

  @Mixin private final ContractsOptions contracts = new ContractsOptions();
  @Mixin private final CompareOptions compare = new CompareOptions();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      converter = Formats.class,
      completionCandidates = Formats.class,
      description = "text, json or markdown. Default: text.")
  private DiffReport format = DiffReport.TEXT;

  DiffVerb(Clock clock) {
    this.clock = clock;
  }

  @Override
  protected int run() throws IOException {
    Judgement judgement = contracts.open();
    FindingReport report = compare.check(judgement, clock);
    out().print(format.print(report));
    out().flush();
    return ExitCodes.CLEAN;
  }

  static final class Formats extends Choice<DiffReport> {
    Formats() {
      super("format", DiffReport.values(), DiffReport::word);
    }
  }
}
