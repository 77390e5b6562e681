package dev.accord.cli.verb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accord.cli.report.JsonReport;
import dev.accord.cli.run.Judgement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.avro.Schema;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VerbsTest {
  private static final String OLD = order("\"scale\": 2");

  @TempDir private Path folder;
  private Path contracts = Path.of("");
  private Path before = Path.of("");

  @BeforeEach
  void twoVersions() throws IOException {
    contracts = folder.resolve("contracts");
    before = folder.resolve("before");
    write(before.resolve("schemas/OrderPlaced.avsc"), OLD);
    write(contracts.resolve("schemas/OrderPlaced.avsc"), order("\"scale\": 4"));
    write(contracts.resolve("accord.yaml"), "# ours\nschemas: schemas\n");
  }

  @Test
  void aWaivedFindingIsGoneAndTheRestOfTheFileStays() throws IOException {
    Accord broken = Accord.run("check", contracts, "--against", before, "--format", "json");
    assertThat(broken.exit()).isEqualTo(1);
    Matcher fingerprint =
        Pattern.compile("\"fingerprint\"\\s*:\\s*\"([0-9a-f]{16})\"").matcher(broken.out());
    assertThat(fingerprint.find()).isTrue();
    Accord waived =
        Accord.run(
            "waive",
            fingerprint.group(1),
            contracts,
            "--owner",
            "sales",
            "--reason",
            "agreed",
            "--until",
            "2026-06-30");
    assertThat(waived.err()).isEmpty();
    assertThat(Files.readString(contracts.resolve("accord.yaml"))).startsWith("# ours\n");
    assertThat(Accord.run("check", contracts, "--against", before).exit()).isZero();
  }

  @Test
  void aWaiverIsRefusedWhereItWouldNotHold() throws IOException {
    assertThat(waive("2026-05-31").err()).contains("--until 2026-05-31 is past");
    assertThat(waive("2026-06-01").out()).contains("accord.yaml: 1 waiver");
    assertThat(waive("2026-06-02").err())
        .contains("accord.yaml:4:5: 0123456789abcdef is waived already; edit it there");
    write(contracts.resolve("accord.yaml"), "schemas: schemas\nwaivers: [{}]\n");
    assertThat(waive("2026-06-02").exit()).isEqualTo(2);
    write(
        contracts.resolve("accord.yaml"),
        "waivers: [{fingerprint: \"a\", owner: a, reason: b, until: 2027-01-01}]\n");
    Accord flow = waive("2026-06-02");
    assertThat(flow.err()).contains("line 1 of accord.yaml: put each waiver on lines of its own");
    assertThat(flow.exit()).isEqualTo(2);
  }

  private Accord waive(String until) {
    return Accord.run(
        "waive", "0123456789abcdef", contracts, "--owner", "a", "--reason", "b", "--until", until);
  }

  @Test
  void aLevelForOneRunLeavesWhatItDoesNotPromiseUnjudged() {
    assertThat(Accord.run("check", contracts, "--against", before, "--level", "NONE").exit())
        .isZero();
  }

  @Test
  void diffAndChangelogTellSafeChangesToo() throws IOException {
    write(
        contracts.resolve("schemas/OrderPlaced.avsc"),
        OLD.replace(
            "]}\n",
            ", {\"name\": \"note\", \"type\": [\"null\", \"string\"], \"default\": null}]}\n"));
    assertThat(Accord.run("diff", contracts, "--against", before).out())
        .startsWith("+ OrderPlaced.note  OPTIONAL_ADDED");
    assertThat(Accord.run("changelog", contracts, "--against", before).out())
        .contains("## shop.OrderPlaced", "- **Also**: OrderPlaced.note is a new optional field")
        .contains("Smallest next version: minor.");
  }

  @Test
  void aFirstReleaseIsNotSaidToBeComparedWithAnything() {
    assertThat(Accord.run("check", contracts).out())
        .startsWith("accord check: 1 event, all new to released\n");
  }

  @Test
  void releaseWritesTheNextVersionOnceAndRefusesABreak() throws IOException {
    assertThat(Accord.run("release", contracts).out()).contains("1.avsc");
    assertThat(Accord.run("release", contracts).out()).isEmpty();
    Path holder = contracts.resolve("schemas/OrderPaid.avsc");
    write(
        holder,
        """
        {"type": "record", "name": "OrderPaid", "namespace": "shop", "fields": [
        {"name": "order", "type": "OrderPlaced"}]}
        """);
    write(contracts.resolve("schemas/OrderPlaced.avsc"), order("\"scale\": 4, \"x\": 1"));
    assertThat(Accord.run("release", contracts).out())
        .as("an event that another one holds is released on its own all the same")
        .contains("shop.OrderPlaced/2.avsc", "shop.OrderPaid/1.avsc");
    write(contracts.resolve("schemas/OrderPlaced.avsc"), OLD);
    Accord refused = Accord.run("release", contracts);
    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.out()).contains("DECIMAL_SCALE_CHANGED", "released v1");
  }

  @Test
  void aHistoryThatIsKeptAsARegistryHoldsItStaysSo() throws IOException {
    Path history = contracts.resolve("released/shop.OrderPlaced");
    String first = new Schema.Parser().parse(order("\"scale\": 4")).toString();
    write(history.resolve("1.avsc"), first);
    String next =
        order("\"scale\": 4")
            .replace("]}\n", ", {\"name\": \"x\", \"type\": \"int\", \"default\": 0}]}\n");
    write(contracts.resolve("schemas/OrderPlaced.avsc"), next);
    assertThat(Accord.run("release", contracts).exit()).isZero();
    assertThat(history.resolve("2.avsc")).hasContent(new Schema.Parser().parse(next).toString());
    assertThat(Accord.run("check", contracts, "--fail-on", "info").exit()).isZero();
  }

  @Test
  void anUnderBumpedVersionIsAFinding() throws IOException {
    write(contracts.resolve("accord.yaml"), "schemas: schemas\nversion: 1.5.0\n");
    assertThat(
            Accord.run("check", contracts, "--against", before, "--fail-if-under-bumped", "1.4.0")
                .out())
        .contains("BREAKING_NEEDS_MAJOR", "the next version must be 2.0.0");
  }

  @Test
  void frozenLintFindingsCountNoMore() throws IOException {
    write(contracts.resolve("accord.yaml"), "schemas: schemas\nprofile: strict\n");
    assertThat(Accord.run("lint", contracts, "--fail-on", "info").exit()).isEqualTo(1);
    assertThat(Accord.run("baseline", contracts).err()).isEmpty();
    Accord frozen = Accord.run("lint", contracts, "--fail-on", "info");
    assertThat(frozen.out()).contains("0 errors, 0 warnings");
    assertThat(frozen.exit()).isZero();
  }

  @Test
  void fixMendsTheFilesAndLeavesNothingToMend() throws IOException {
    Path file = contracts.resolve("schemas/OrderPlaced.avsc");
    write(
        file, OLD.replace("]}\n", ", {\"name\": \"note\", \"type\": [\"string\", \"null\"]}]}\n"));
    Accord fixed = Accord.run("lint", contracts, "--fix", "--fail-on", "off");
    assertThat(fixed.err()).contains("mended ");
    assertThat(Files.readString(file))
        .contains("\"type\": [\"null\", \"string\"]", "\"default\": null");
    assertThat(Accord.run("lint", contracts, "--fix", "--fail-on", "off").err()).isEmpty();
  }

  @Test
  void lintLooksOnlyAtWhatChangedAndOnlyWhereItIsAsked() throws IOException {
    write(contracts.resolve("schemas/PriceSet.avsc"), OLD.replace("OrderPlaced", "PriceSet"));
    write(contracts.resolve("accord.yaml"), "schemas: schemas\nprofile: strict\n");
    String all = Accord.run("lint", contracts).out();
    assertThat(all).contains("OrderPlaced.avsc:", "PriceSet.avsc:");
    assertThat(Accord.run("lint", contracts, "--changed-only=" + contracts).out())
        .doesNotContain("OrderPlaced.avsc:");
    assertThat(Accord.run("lint", contracts, "--changed-only=" + before).out())
        .contains("OrderPlaced.avsc:", "PriceSet.avsc:");
    assertThat(Accord.run("lint", contracts, "--path", "PriceSet.*").out())
        .contains("PriceSet.avsc:")
        .doesNotContain("OrderPlaced.avsc:");
    Accord typo = Accord.run("lint", contracts, "--path", "schemas/ordr/**");
    assertThat(typo.exit()).isEqualTo(2);
    assertThat(typo.err()).contains("matches no schema file");
  }

  @Test
  void aSharedTypeIsOneFindingWithItsUsesAndIsFoundByItsOwnName() throws IOException {
    String shared =
        """
        {"type": "record", "name": "Line", "namespace": "shop", "fields": [
        {"name": "quantity", "type": "int"}]}
        """;
    String event =
        """
        {"type": "record", "name": "EVENT", "namespace": "shop", "fields": [
        {"name": "line", "type": "Line"}]}
        """;
    for (Path version : List.of(before, contracts)) {
      Path schemas = version.resolve("schemas");
      write(schemas.resolve("OrderPlaced.avsc"), event.replace("EVENT", "OrderPlaced"));
      write(schemas.resolve("OrderPaid.avsc"), event.replace("EVENT", "OrderPaid"));
      write(schemas.resolve("Line.avsc"), shared);
    }
    write(contracts.resolve("schemas/Line.avsc"), shared.replace("\"int\"", "\"long\""));
    Accord check =
        Accord.run("check", contracts, "--against", before, "--path", "Line.*", "--format", "json");
    assertThat(check.out())
        .containsOnlyOnce("\"TYPE_WIDENED_INT_LONG\"")
        .containsPattern("\"uses\" : \\[\\s*\"OrderPaid.line\",\\s*\"OrderPlaced.line\"")
        .contains("\"getQuantity() returns long, and returned int\"");
  }

  @Test
  void theSchemaOfReportsIsPrinted() {
    assertThat(Accord.run("rules", "--json-schema").out()).isEqualTo(JsonReport.schema());
  }

  @Test
  void differencesArePrintedAsData() {
    assertThat(Accord.run("diff", contracts, "--against", before, "--format", "json").out())
        .contains("\"change\" : \"changed\"", "\"path\" : \"OrderPlaced.total\"");
    assertThat(Accord.run("diff", contracts, "--against", before, "--format", "markdown").out())
        .contains("| changed | `OrderPlaced.total` | DECIMAL_SCALE_CHANGED |");
  }

  @Test
  void everyRuleIsListedAndExplained() {
    String listed = Accord.run("rules").out();
    for (var rule : Judgement.allRules()) {
      assertThat(listed).contains(rule.id() + " ");
      assertThat(Accord.run("explain", rule.id()).out()).contains(rule.help());
    }
    assertThat(Accord.run("explain", "DECIMAL_SCALE_CHANGED").out())
        .contains("New readers of old data: read some values as others", "--- old.avsc", "12.34");
    assertThat(Accord.run("explain", "DECIMAL_SCAL_CHANGED").err())
        .contains("did you mean \"DECIMAL_SCALE_CHANGED\"?");
  }

  @Test
  void everyVerbHelpsWithAnExample() {
    for (var verb : Verbs.alone(Accord.TODAY).getSubcommands().values()) {
      if (!verb.getCommandName().equals("generate-completion")) {
        assertThat(verb.getUsageMessage()).contains("Examples:", "accord " + verb.getCommandName());
      }
    }
  }

  @Test
  void formattingTwiceChangesNothing() {
    assertThat(Accord.run("format", contracts, "--check").exit()).isEqualTo(1);
    assertThat(Accord.run("format", contracts).out()).startsWith("changed ");
    assertThat(Accord.run("format", contracts, "--check").exit()).isZero();
  }

  private static String order(String scale) {
    return """
        {"type": "record", "name": "OrderPlaced", "namespace": "shop", "fields": [
        {"name": "orderId", "type": "string"},
        {"name": "total",
         "type": {"type": "bytes", "logicalType": "decimal", "precision": 9, SCALE}}]}
        """
        .replace("SCALE", scale);
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
