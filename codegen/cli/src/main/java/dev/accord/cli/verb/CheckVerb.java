package dev.accord.cli.verb;

import dev.accord.checks.finding.FindingReport;
import dev.accord.cli.run.CompareOptions;
import dev.accord.cli.run.ContractsOptions;
import dev.accord.cli.run.Judgement;
import dev.accord.cli.run.ReportOptions;
import dev.accord.cli.run.Verb;
import dev.accord.cli.source.ContractsReader;
import dev.accord.model.config.AccordConfig.ArtifactVersion;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "check",
    description = "Tell who breaks if the contracts change like this, and how to mend it.",
    footer = {
      "",
      "Examples:",
      "  accord check                              against the released history",
      "  accord check contracts --against git:main",
      "  accord check --against registry:https://schemas.example.com --level BACKWARD",
      "  accord check --against git:main --format sarif -o accord.sarif",
      "",
      "Exit codes: 0 clean, 1 findings, 2 wrong usage, 4 could not run."
    })
final class CheckVerb extends Verb {
  private final Clock clock;

  @Mixin private final ContractsOptions contracts = new ContractsOptions();
  @Mixin private final CompareOptions compare = new CompareOptions();
  @Mixin private final ReportOptions reporting = new ReportOptions();

  @Option(
      names = "--fail-if-under-bumped",
      paramLabel = "PREVIOUS",
      description = {
        "The version that the older contracts have: a finding if \"version\" in accord.yaml",
        "is not raised as much as the change calls for."
      })
  private Optional<String> previousVersion = Optional.empty();

  CheckVerb(Clock clock) {
    this.clock = clock;
  }

  @Override
  protected int run() throws IOException {
    Judgement judgement = contracts.open();
    previousVersion.ifPresent(previous -> requireVersions(previous, judgement));
    FindingReport report =
        compare.check(judgement, compare.options(LocalDate.now(clock), previousVersion));
    return reporting.report(report, judgement, name(), out());
  }

  /** A step between versions can only be judged where both are known. */
  private static void requireVersions(String previous, Judgement judgement) {
    if (!ArtifactVersion.isOne(previous)) {
      throw new IllegalArgumentException(
          "--fail-if-under-bumped takes a version such as 1.4.0, not \"" + previous + "\"");
    }
    if (judgement.contracts().config().version().isEmpty()) {
      throw new IllegalArgumentException(
          "--fail-if-under-bumped needs the \"version\" of the contracts in "
              + judgement.folder().resolve(ContractsReader.CONFIG));
    }
  }
}
