package dev.accord.cli.verb;

import dev.accord.checks.edit.Edit;
import dev.accord.checks.edit.Edits;
import dev.accord.checks.edit.FixableFinding;
import dev.accord.checks.finding.FindingReport;
import dev.accord.checks.policy.Focus;
import dev.accord.cli.run.ContractsOptions;
import dev.accord.cli.run.Judgement;
import dev.accord.cli.run.RegistryOptions;
import dev.accord.cli.run.ReportOptions;
import dev.accord.cli.run.Verb;
import dev.accord.model.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "lint",
    description = "Tell what is written so that it will hurt later.",
    footer = {
      "",
      "Examples:",
      "  accord lint",
      "  accord lint contracts --fix      mend what can be mended without a decision",
      "  accord lint contracts --changed-only=git:main",
      "",
      "The profile in accord.yaml chooses the rules: minimal, standard or strict.",
      "Exit codes: 0 clean, 1 findings, 2 wrong usage, 4 could not run."
    })
final class LintVerb extends Verb {
  private static final int ROUNDS_MAX = 5;

  private final Clock clock;

  @Mixin private final ContractsOptions contracts = new ContractsOptions();
  @Mixin private final ReportOptions reporting = new ReportOptions();

  @Option(names = "--fix", description = "Apply the edits of rules that have one.")
  private boolean fix;

  @Option(
      names = "--changed-only",
      paramLabel = "BASELINE",
      arity = "0..1",
      fallbackValue = "released",
      description = {
        "Only findings in types that differ from this baseline, as check --against takes it.",
        "Without a value: released."
      })
  private Optional<String> changedSince = Optional.empty();

  @Mixin private final RegistryOptions registry = new RegistryOptions();

  LintVerb(Clock clock) {
    this.clock = clock;
  }

  @Override
  protected int run() throws IOException {
    // One edit may uncover another; each round mends something, so a few suffice.
    for (int round = 0; fix && round < ROUNDS_MAX && applyFixes(contracts.open()); round++) {
      err().flush();
    }
    Judgement judgement = contracts.open();
    FindingReport report = judgement.lint(LocalDate.now(clock));
    if (changedSince.isPresent()) {
      report =
          Focus.onChanged(
              report,
              judgement.contracts(),
              judgement.baselines(List.of(changedSince.get()), registry.timeout()));
    }
    return reporting.report(report, judgement, name(), out());
  }

  private boolean applyFixes(Judgement judgement) throws IOException {
    List<Edit> edits =
        judgement.fixable(LocalDate.now(clock)).stream()
            .map(FixableFinding::edits)
            .flatMap(List::stream)
            .toList();
    List<Edit.Replace> replacements =
        edits.stream()
            .filter(Edit.Replace.class::isInstance)
            .map(Edit.Replace.class::cast)
            .toList();
    Set<String> files = new LinkedHashSet<>();
    replacements.forEach(edit -> files.add(edit.at().file()));
    for (String file : files) {
      SourceFile source = judgement.contracts().types().file(file).orElseThrow();
      Files.writeString(Path.of(file), Edits.apply(source, replacements));
      err().println("mended " + file);
    }
    for (Edit edit : edits) {
      if (edit instanceof Edit.Move move && !Files.exists(Path.of(move.to()))) {
        Path to = Path.of(move.to());
        if (to.getParent() != null) {
          Files.createDirectories(to.getParent());
        }
        Files.move(Path.of(move.from()), to);
        err().println("moved " + move.from() + " to " + move.to());
      }
    }
    return !edits.isEmpty();
  }
}
