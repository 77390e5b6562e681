package dev.accord.checks.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.accord.model.source.Location;
import java.util.List;
import org.junit.jupiter.api.Test;

class FindingTest {
  private static final Rule RULE =
      new Rule("DOC_REQUIRED", Axis.DESIGN, Severity.WARN, "No doc.", "Say what it means.");

  @Test
  void fingerprintsComeFromWhatWasFoundAndNotFromWordsOrPlaces() {
    var reworded =
        new Rule("DOC_REQUIRED", Axis.VALUE, Severity.ERROR, "Other words.", "Others again.");
    assertThat(Fingerprint.of(RULE, "a.Order", "Order.total", "int"))
        .isEqualTo(Fingerprint.of(reworded, "a.Order", "Order.total", "int"))
        .isNotEqualTo(Fingerprint.of(RULE, "a.Order", "Order.total", "long"))
        .isNotEqualTo(Fingerprint.of(RULE, "a.OrderO", "rder.total", "int"))
        .isNotEqualTo(Fingerprint.of(RULE, "a.Order", "Order.total", "int", ""));
  }

  @Test
  void fingerprintsStayTheSameOverReleases() {
    assertThat(Fingerprint.of(RULE, "a.Order", "Order.total", "int", "long").value())
        .as("waivers in users' repositories hold these")
        .isEqualTo("a69e4857ce2ab22c");
  }

  @Test
  void reportsAreInTheOrderOfPlaces() {
    var report = FindingReport.lint(2, List.of(at("b.avsc", 1), at("a.avsc", 10), at("a.avsc", 9)));
    assertThat(report.findings())
        .extracting(finding -> finding.location().toString())
        .containsExactly("a.avsc:9:1", "a.avsc:10:1", "b.avsc:1:1");
  }

  @Test
  void theSummaryCountsEachSeverity() {
    var warn = at("a.avsc", 1);
    var report =
        FindingReport.lint(1, List.of(warn, warn.withSeverity(Severity.ERROR), at("a.avsc", 2)));
    assertThat(report.summary()).isEqualTo(new FindingReport.Summary(1, 2, 0, Bump.NONE));
    assertThat(report.reaches(Severity.ERROR)).isTrue();
    assertThat(report.reaches(Severity.OFF)).isFalse();
    assertThat(FindingReport.lint(1, List.of(warn)).reaches(Severity.ERROR)).isFalse();
  }

  @Test
  void aRuleThatIsOffFindsNothing() {
    var warn = at("a.avsc", 1);
    assertThatThrownBy(() -> warn.withSeverity(Severity.OFF))
        .hasMessage("DOC_REQUIRED is off and cannot find anything");
  }

  private static Finding at(String file, int line) {
    return Finding.lint(
        RULE,
        "a.Order",
        "Order",
        new Location(file, line, 1, line, 5),
        "Order has no doc",
        "add one",
        Fingerprint.of(RULE, "a.Order", "Order", file, String.valueOf(line)));
  }
}
