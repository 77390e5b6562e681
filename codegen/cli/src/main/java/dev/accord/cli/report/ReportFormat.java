package dev.accord.cli.report;

import dev.accord.checks.finding.FindingReport;
import java.util.Locale;

/** The formats of {@code --format}. */
public enum ReportFormat {
  /** One line a finding; on a terminal with the source line under it. */
  TEXT,
  /** Documented by {@link JsonReport#schema}. */
  JSON,
  /** JUnit XML: findings that fail the run are failed tests. */
  JUNIT,
  /** GitHub workflow commands, which GitHub shows beside the changed lines. */
  GITHUB,
  /** GitLab's code quality artifact. */
  GITLAB,
  /** SARIF 2.1.0 (OASIS standard). */
  SARIF,
  /** One comment for a pull request, found again by its first line. */
  MARKDOWN;

  /** The report as text that ends with a line break. */
  public String print(FindingReport report, Presentation how) {
    return switch (this) {
      case TEXT -> new TextReport(report, how).print();
      case JSON -> JsonReport.print(report);
      case JUNIT -> new JunitReport(report, how).print();
      case GITHUB -> new GithubReport(report, how).print();
      case GITLAB -> GitlabReport.print(report, how);
      case SARIF -> new SarifReport(report, how).print();
      case MARKDOWN -> new MarkdownReport(report, how).print();
    };
  }

  /** As {@code --format} takes it: {@code sarif}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
