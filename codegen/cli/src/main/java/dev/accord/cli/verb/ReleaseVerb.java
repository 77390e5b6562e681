package dev.accord.cli.verb;

import dev.accord.checks.edit.SchemaFormat;
import dev.accord.checks.finding.FindingReport;
import dev.accord.checks.finding.Severity;
import dev.accord.cli.run.CompareOptions;
import dev.accord.cli.run.ContractsOptions;
import dev.accord.cli.run.ExitCodes;
import dev.accord.cli.run.Judgement;
import dev.accord.cli.run.ReportOptions;
import dev.accord.cli.run.Verb;
import dev.accord.model.contracts.Baseline;
import dev.accord.model.contracts.Baseline.Version;
import dev.accord.model.contracts.EventSchema;
import dev.accord.model.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "release",
    description = {
      "Add the current schemas to the released history, as <subject>/<version>.avsc.",
      "Refused while a check against that history has errors."
    },
    footer = {
      "",
      "Examples:",
      "  accord release contracts --dry-run",
      "",
      "Exit codes: 0 released or nothing to do, 1 the check has errors, 4 could not run."
    })
final class ReleaseVerb extends Verb {
  private final Clock clock;

  @Mixin private final ContractsOptions contracts = new ContractsOptions();
  @Mixin private final ReportOptions reporting = new ReportOptions();

  @Option(names = "--dry-run", description = "Only tell what would be written.")
  private boolean dryRun;

  ReleaseVerb(Clock clock) {
    this.clock = clock;
  }

  @Override
  protected int run() throws IOException {
    Judgement judgement = contracts.open();
    FindingReport report = new CompareOptions().check(judgement, clock);
    if (report.reaches(Severity.ERROR)) {
      return reporting.report(report, judgement, name(), out());
    }
    Baseline released = judgement.released();
    Path history = judgement.folder().resolve(judgement.contracts().config().released());
    for (EventSchema event : judgement.contracts().withEventsOf(List.of(released)).events()) {
      release(event, released, history);
    }
    out().flush();
    return ExitCodes.CLEAN;
  }

  private void release(EventSchema event, Baseline released, Path history) throws IOException {
    List<Version> versions =
        released.versions().stream()
            .filter(version -> version.schema().subject().equals(event.subject()))
            .toList();
    String text = event.text();
    if (versions.stream().anyMatch(version -> version.schema().text().equals(text))) {
      return;
    }
    int next = 1 + versions.stream().mapToInt(Version::number).max().orElse(0);
    Path file = history.resolve(event.subject()).resolve(next + ".avsc");
    if (!dryRun) {
      Files.createDirectories(history.resolve(event.subject()));
      Files.writeString(
          file,
          isOneLine(versions)
              ? event.types().toAvro(event.root()).toString()
              : SchemaFormat.format(new SourceFile(file.toString(), text)));
    }
    out().println((dryRun ? "would write " : "wrote ") + file);
  }

  /** Whether the history is kept as a registry holds it, byte for byte. */
  private static boolean isOneLine(List<Version> versions) {
    return !versions.isEmpty()
        && versions.stream()
            .map(Version::schema)
            .map(schema -> schema.types().file(schema.location().file()))
            .allMatch(file -> file.filter(source -> source.text().indexOf('\n') < 0).isPresent());
  }
}
