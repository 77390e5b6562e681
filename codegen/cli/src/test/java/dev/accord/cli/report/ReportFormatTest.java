package dev.accord.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accord.checks.finding.Finding;
import dev.accord.checks.finding.FindingReport;
import dev.accord.checks.finding.Fingerprint;
import dev.accord.checks.finding.Severity;
import dev.accord.model.source.Location;
import dev.accord.testkit.GoldenFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ReportFormatTest {
  private static final Path EXPECTED = Path.of("src/test/resources/dev/accord/cli/report");

  static Stream<Arguments> reportsInEachFormat() {
    return Arrays.stream(ReportFormat.values())
        .flatMap(
            format ->
                SampleReports.ALL.entrySet().stream()
                    .map(sample -> Arguments.of(format, sample.getKey(), sample.getValue())));
  }

  @ParameterizedTest(name = "{1} as {0}")
  @MethodSource("reportsInEachFormat")
  void printsAsExpected(ReportFormat format, String sample, FindingReport report) {
    GoldenFile.assertHolds(
        EXPECTED.resolve(sample + "." + format.word()), format.print(report, Plain.HOW));
  }

  @Test
  void underlinesThePlaceOnATerminal() {
    var how =
        new Presentation(
            "check",
            "1.2.3",
            Severity.ERROR,
            true,
            (file, line) ->
                line == 8
                    ? Optional.of("\t\t{\"scale\": 4, \"precision\": 12},")
                    : Optional.empty(),
            path -> path);
    GoldenFile.assertHolds(
        EXPECTED.resolve("change.terminal"),
        ReportFormat.TEXT.print(SampleReports.change(), how).replace("\u001b", "<esc>"));
  }

  @Test
  void ofALongLineWhatIsAroundThePlaceIsShown() {
    var rule = SampleReports.lint().findings().get(0).rule();
    var far =
        Finding.lint(
            rule,
            "a.B",
            "B.far",
            new Location("a.avsc", 1, 301, 1, 306),
            "B.far has no doc",
            "",
            Fingerprint.of(rule, "a.B", "B.far"));
    var line = "x".repeat(299) + "\u001b\"far\"" + "y".repeat(299);
    var how =
        new Presentation(
            "lint",
            "1.2.3",
            Severity.ERROR,
            true,
            (file, number) -> Optional.of(line),
            path -> path);
    var shown = ReportFormat.TEXT.print(FindingReport.lint(1, List.of(far)), how);
    var around = "x".repeat(59) + " \"far\"" + "y".repeat(95);
    assertThat(shown)
        .contains("  1 | " + around + "\n    | " + " ".repeat(60) + "\u001b[33m^^^^^\u001b[0m\n");
  }
}
