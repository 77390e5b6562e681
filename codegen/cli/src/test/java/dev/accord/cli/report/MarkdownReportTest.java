package dev.accord.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accord.checks.finding.Bump;
import dev.accord.checks.finding.FindingReport;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarkdownReportTest {
  @Test
  void theNextRunFindsTheCommentByItsFirstLine() {
    assertThat(SampleReports.ALL.values())
        .allSatisfy(
            report -> assertThat(print(report)).startsWith(MarkdownReport.MARKER + "\n## accord"));
  }

  @Test
  void textFromSchemasIsNeitherMarkupNorAMention() {
    // Inside code spans nothing is markup.
    assertThat(print(SampleReports.hostile()).replaceAll("`[^`\n]*`", ""))
        .doesNotContain("<b>")
        .doesNotContain("@team")
        .contains("\\<b\\>");
  }

  @Test
  void aLongReportStaysBelowTheLimitOfACommentAndSaysSo() {
    var many = Collections.nCopies(1_000, SampleReports.change().findings().get(2));
    var report = new FindingReport(12, List.of("git:main"), many, List.of(), List.of(), Bump.MINOR);
    assertThat(print(report))
        .hasSizeLessThan(65_536)
        .endsWith("More than fits into one comment: the rest is in the log of this run.\n");
    var safe = Collections.nCopies(1_000, SampleReports.change().findings().get(1));
    assertThat(print(new FindingReport(12, List.of(), safe, List.of(), List.of(), Bump.MINOR)))
        .containsOnlyOnce("<details>")
        .containsOnlyOnce("</details>");
  }

  private static String print(FindingReport report) {
    return new MarkdownReport(report, Plain.HOW).print();
  }
}
