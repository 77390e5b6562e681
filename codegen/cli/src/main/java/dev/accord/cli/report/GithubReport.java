package dev.accord.cli.report;

import dev.accord.checks.finding.Finding;
import dev.accord.checks.finding.FindingReport;
import java.util.Comparator;

/**
 * Workflow commands of GitHub Actions: {@code ::error file=a.avsc,line=3::message}. GitHub shows
 * ten of each kind a step, so the heaviest come first.
 */
final class GithubReport {
  private final FindingReport report;
  private final Presentation how;

  GithubReport(FindingReport report, Presentation how) {
    this.report = report;
    this.how = how;
  }

  String print() {
    var out = new StringBuilder();
    report.findings().stream()
        .sorted(Comparator.comparing(Finding::severity).reversed())
        .forEach(finding -> command(out, finding));
    out.append("accord ").append(how.verb()).append(": ").append(oneLine());
    out.append("; ").append(Words.counts(report)).append(Words.bump(report)).append('\n');
    return out.toString();
  }

  /** A line of its own in here would be read as one more command. */
  private String oneLine() {
    return Words.scope(report).replaceAll("\\R", " ");
  }

  private void command(StringBuilder out, Finding finding) {
    var place = finding.location();
    out.append("::").append(kind(finding));
    out.append(" file=").append(property(how.repositoryPath().apply(place.file())));
    out.append(",line=").append(place.line());
    out.append(",endLine=").append(place.endLine());
    // GitHub drops columns of a place that spans lines.
    if (place.line() == place.endLine()) {
      out.append(",col=").append(place.column()).append(",endColumn=").append(place.endColumn());
    }
    out.append(",title=").append(property(finding.rule().id())).append("::");
    out.append(text(body(finding))).append('\n');
  }

  private static String kind(Finding finding) {
    return switch (finding.severity()) {
      case OFF, INFO -> "notice";
      case WARN -> "warning";
      case ERROR -> "error";
    };
  }

  private static String body(Finding finding) {
    var body = new StringBuilder(finding.message());
    if (!finding.fix().isEmpty()) {
      body.append("\nFix: ").append(finding.fix());
    }
    if (!finding.example().isEmpty()) {
      body.append("\nExample: ").append(finding.example());
    }
    finding.oldLocation().ifPresent(old -> body.append("\nBefore: ").append(old));
    if (!Words.broken(finding).isEmpty()) {
      body.append("\nBreaks: ").append(Words.broken(finding));
    }
    return body.append("\nId: ").append(finding.fingerprint()).toString();
  }

  private static String text(String value) {
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }

  private static String property(String value) {
    return text(value).replace(":", "%3A").replace(",", "%2C");
  }
}
