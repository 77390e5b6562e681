package dev.accord.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accord.checks.finding.FindingReport;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Reads our output as a workflow runner does: a line that starts with {@code ::}, after spaces, is
 * a command {@code ::name key=value,key=value::message}; first the line is taken apart, then each
 * part is unescaped: {@code %0D %0A %25} in the message, {@code %3A %2C} too in a value.
 */
class GithubReportTest {
  private record Command(String name, Map<String, String> properties, String message) {}

  @Test
  void commandsCarryPlaceRuleAndMessage() {
    var commands = commands(SampleReports.change());
    assertThat(commands).extracting(Command::name).containsExactly("error", "warning", "notice");
    assertThat(commands.get(0).properties())
        .containsOnly(
            Map.entry("file", "contracts/schemas/order/OrderCreated.avsc"),
            Map.entry("line", "8"),
            Map.entry("endLine", "8"),
            Map.entry("col", "5"),
            Map.entry("endColumn", "28"),
            Map.entry("title", "DECIMAL_SCALE_CHANGED"));
    assertThat(commands.get(0).message())
        .startsWith("OrderCreated.amount: every old amount shrinks 100 times\nFix: keep scale 2");
  }

  @Test
  void aPlaceOverSeveralLinesHasNoColumns() {
    assertThat(commands(SampleReports.change()).get(1).properties())
        .containsKeys("line", "endLine")
        .doesNotContainKeys("col", "endColumn");
  }

  static List<String> awkward() {
    return AwkwardText.ALL;
  }

  @ParameterizedTest
  @MethodSource("awkward")
  void noTextBreaksOutOfItsCommand(String text) {
    var report = SampleReports.hostile(text);
    var finding = report.findings().get(0);
    var commands = commands(report);
    assertThat(commands).hasSize(1);
    assertThat(commands.get(0).name()).isEqualTo("error");
    assertThat(commands.get(0).properties())
        .containsOnlyKeys("file", "line", "endLine", "col", "endColumn", "title")
        .containsEntry("file", "a b/c:d,e%f/ü.avsc");
    assertThat(commands.get(0).message())
        .startsWith(
            finding.message() + "\nFix: " + finding.fix() + "\nExample: " + finding.example())
        .contains("\nBreaks: " + text + "\nId: ");
  }

  private static List<Command> commands(FindingReport report) {
    return new GithubReport(report, Plain.HOW)
        .print()
        .lines()
        .map(String::stripLeading)
        .filter(line -> line.startsWith("::"))
        .map(GithubReportTest::command)
        .toList();
  }

  private static Command command(String line) {
    int end = line.indexOf("::", 2);
    assertThat(end).as(line).isPositive();
    var head = line.substring(2, end).split(" ", 2);
    assertThat(head).as(line).hasSize(2);
    return new Command(
        head[0],
        Arrays.stream(head[1].split(",", -1))
            .map(pair -> pair.split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> value(pair[1]))),
        unescaped(line.substring(end + 2)));
  }

  private static String value(String text) {
    return unescaped(text.replace("%3A", ":").replace("%2C", ","));
  }

  private static String unescaped(String text) {
    return text.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%");
  }
}
