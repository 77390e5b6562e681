package dev.accord.cli.run;

import dev.accord.checks.finding.FindingReport;
import dev.accord.checks.finding.Severity;
import dev.accord.checks.policy.Focus;
import dev.accord.cli.report.ReportFormat;
import dev.accord.cli.source.UnreadableException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;

/** How a judging verb reports. */
public final class ReportOptions {
  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      converter = Formats.class,
      completionCandidates = Formats.class,
      description = "text, json, junit, github, gitlab, sarif or markdown. Default: text.")
  private ReportFormat format = ReportFormat.TEXT;

  @Option(
      names = "--fail-on",
      paramLabel = "SEVERITY",
      defaultValue = "error",
      converter = Thresholds.class,
      completionCandidates = Thresholds.class,
      description = "Exit 1 from this severity on: info, warn, error or off. Default: error.")
  private Severity failOn = Severity.ERROR;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Write the report here instead of to standard output.")
  private Optional<Path> output = Optional.empty();

  @Option(
      names = {"-q", "--quiet"},
      description = "Print nothing; the exit code tells.")
  private boolean quiet;

  @Option(
      names = "--path",
      paramLabel = "GLOB",
      description = {
        "Only findings at these files or elements; repeatable.",
        "schemas/order/**, OrderPlaced.avsc, OrderPlaced.total"
      })
  private List<String> paths = new ArrayList<>();

  /** Prints what the paths leave, and gives the exit code. */
  public int report(FindingReport whole, Judgement judgement, String verb, PrintWriter out)
      throws IOException {
    FindingReport report = Focus.on(paths, whole, judgement.contracts());
    boolean terminal = output.isEmpty() && Ansi.AUTO.enabled();
    String text = format.print(report, judgement.presentation(verb, failOn, terminal));
    if (output.isPresent()) {
      Path folder = output.get().toAbsolutePath().getParent();
      if (folder != null && !Files.isDirectory(folder)) {
        throw new UnreadableException("cannot write there: there is no folder " + folder);
      }
      Files.writeString(output.get(), text);
    } else if (!quiet) {
      out.print(text);
      out.flush();
    }
    return report.reaches(failOn) ? ExitCodes.FINDINGS : ExitCodes.CLEAN;
  }

  static final class Formats extends Choice<ReportFormat> {
    Formats() {
      super("format", ReportFormat.values(), ReportFormat::word);
    }
  }

  static final class Thresholds extends Choice<Severity> {
    Thresholds() {
      super("severity", Severity.values(), Severity::word);
    }
  }
}
