package dev.accord.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accord.checks.finding.FindingReport;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Reads our output as a workflow runner does: a line that starts with {@code ::} is a command
 * {@code ::name key=value,key=value::message}; first the line is taken apart, then each part is
 * unescaped.
 */
class GithubReportTest {
  private static final Pattern COMMAND = Pattern.compile("::(\\w+) ([^:]*)::(.*)");

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

  @Test
  void noTextBreaksOutOfItsCommand() {
    var commands = commands(SampleReports.hostile());
    var finding = SampleReports.hostile().findings().get(0);
    assertThat(commands).hasSize(1);
    assertThat(commands.get(0).properties()).containsEntry("file", finding.location().file());
    assertThat(commands.get(0).message())
        .startsWith(finding.message() + "\nFix: " + finding.fix() + "\nExample: ");
  }

  private static List<Command> commands(FindingReport report) {
    return Arrays.stream(new GithubReport(report, Plain.HOW).print().split("\n", -1))
        .filter(line -> line.startsWith("::"))
        .map(GithubReportTest::command)
        .toList();
  }

  private static Command command(String line) {
    var parts = COMMAND.matcher(line);
    assertThat(parts.matches()).as(line).isTrue();
    Function<String, String> property = text -> text.replace("%3A", ":").replace("%2C", ",");
    return new Command(
        parts.group(1),
        Arrays.stream(parts.group(2).split(",", -1))
            .map(pair -> pair.split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> unescaped(property.apply(pair[1])))),
        unescaped(parts.group(3)));
  }

  private static String unescaped(String text) {
    return text.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%");
  }
}
