package dev.accord.cli.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.accord.checks.finding.FindingReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugin.surefire.log.api.NullConsoleLogger;
import org.apache.maven.plugins.surefire.report.ReportTestCase;
import org.apache.maven.plugins.surefire.report.ReportTestSuite;
import org.apache.maven.plugins.surefire.report.SurefireReportParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import se.bjurr.violations.lib.ViolationsApi;
import se.bjurr.violations.lib.model.SEVERITY;
import se.bjurr.violations.lib.model.Violation;
import se.bjurr.violations.lib.reports.Parser;

/** What other people's parsers understand of our reports. */
class ConsumersTest {
  private static final String FILE = "contracts/schemas/order/OrderCreated.avsc";

  @TempDir Path folder;

  static Iterable<FindingReport> reports() {
    return SampleReports.ALL.values();
  }

  @Test
  void mavenReadsTestsAndFailuresFromJunitXml() throws IOException {
    var suites = surefire(SampleReports.change());
    assertThat(suites)
        .flatExtracting(ReportTestSuite::getTestCases)
        .extracting(
            ReportTestCase::getFullClassName, ReportTestCase::getName, ReportTestCase::hasFailure)
        .containsExactlyInAnyOrder(
            tuple(
                "dev.accord.shop.order.OrderCreated",
                "DECIMAL_SCALE_CHANGED OrderCreated.amount",
                true),
            tuple(
                "dev.accord.shop.order.OrderCreated",
                "OPTIONAL_ADDED OrderCreated.couponCode",
                false),
            tuple(
                "dev.accord.shop.payment.PaymentFailed",
                "SYMBOLS_REORDERED PaymentFailed.reason",
                false));
  }

  @ParameterizedTest
  @MethodSource("reports")
  void mavenFindsAtLeastOneTestInAnyReport(FindingReport report) throws IOException {
    assertThat(surefire(report)).flatExtracting(ReportTestSuite::getTestCases).isNotEmpty();
  }

  static List<String> awkward() {
    return AwkwardText.ALL;
  }

  @ParameterizedTest
  @MethodSource("awkward")
  void noTextBreaksJunitXml(String text) throws IOException {
    var report = SampleReports.hostile(text);
    var finding = report.findings().get(0);
    var tests = surefire(report).stream().flatMap(suite -> suite.getTestCases().stream()).toList();
    assertThat(tests).hasSize(1);
    assertThat(flat(tests.get(0).getName())).isEqualTo(flat("DEFAULT_CHANGED " + text));
    assertThat(flat(tests.get(0).getFailureMessage())).isEqualTo(flat(finding.message()));
    assertThat(flat(tests.get(0).getFailureDetail())).contains(flat("Fix: " + finding.fix()));
  }

  /** Attributes lose ends of lines, the parser drops spaces, XML knows no control characters. */
  private static String flat(String text) {
    return text.replace('\u0001', '\ufffd').replaceAll("\\s+", "");
  }

  @Test
  void reviewBotsReadSarif() throws IOException {
    assertThat(violations(Parser.SARIF, new SarifReport(SampleReports.change(), Plain.HOW).print()))
        .extracting(
            Violation::getRule, Violation::getSeverity, Violation::getFile, Violation::getStartLine)
        .contains(tuple("DECIMAL_SCALE_CHANGED", SEVERITY.ERROR, FILE, 8))
        .hasSize(3);
  }

  @Test
  void reviewBotsReadGitlabsFormat() throws IOException {
    var json = GitlabReport.print(SampleReports.change(), Plain.HOW);
    assertThat(violations(Parser.CODECLIMATE, json))
        .extracting(
            Violation::getRule, Violation::getSeverity, Violation::getFile, Violation::getStartLine)
        .contains(tuple("DECIMAL_SCALE_CHANGED", SEVERITY.ERROR, FILE, 8))
        .hasSize(3);
  }

  private List<ReportTestSuite> surefire(FindingReport report) throws IOException {
    Files.writeString(
        folder.resolve("TEST-accord.xml"), new JunitReport(report, Plain.HOW).print());
    return new SurefireReportParser(List.of(folder.toFile()), new NullConsoleLogger())
        .parseXMLReportFiles();
  }

  private List<Violation> violations(Parser parser, String report) throws IOException {
    Files.writeString(folder.resolve("report"), report);
    return List.copyOf(
        ViolationsApi.violationsApi()
            .withPattern(".*/report$")
            .inFolder(folder.toString())
            .findAll(parser)
            .violations());
  }
}
