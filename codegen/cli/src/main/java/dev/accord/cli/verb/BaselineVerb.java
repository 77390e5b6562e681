package dev.accord.cli.verb;

import dev.accord.checks.finding.Finding;
import dev.accord.checks.lint.Lint;
import dev.accord.cli.report.Words;
import dev.accord.cli.run.ContractsOptions;
import dev.accord.cli.run.ExitCodes;
import dev.accord.cli.run.FrozenFindings;
import dev.accord.cli.run.Judgement;
import dev.accord.cli.run.Verb;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "baseline",
    description = "Freeze today's lint findings, so that only new ones count from now on.",
    footer = {"", "Examples:", "  accord baseline contracts"})
final class BaselineVerb extends Verb {
  @Mixin private final ContractsOptions contracts = new ContractsOptions();

  @Override
  protected int run() throws IOException {
    Judgement judgement = contracts.open();
    List<Finding> findings = Lint.run(judgement.contracts());
    var file = FrozenFindings.freeze(judgement.folder(), findings);
    out().println(file + ": " + Words.count(findings.size(), "finding") + " frozen");
    out().flush();
    return ExitCodes.CLEAN;
  }
}
