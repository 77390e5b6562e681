package dev.accord.registry.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.accord.checks.compatibility.CompatibilityLevel;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Texts that are made to cost more than they look. None may hold a thread. */
@Timeout(120)
class SchemaLimitsTest {
  private final SchemaTypes types = new SchemaTypes(SchemaLimits.DEFAULT);

  @Test
  void aTextThatIsTooLongIsRefused() {
    var text = record("R", "doc").replace("doc", "x".repeat(1024 * 1024));
    assertRefused(text, "the text has ", "the limit is 1048576");
  }

  @Test
  void aTextThatIsNestedTooDeeplyIsRefused() {
    var text = "{\"type\":\"array\",\"items\":".repeat(600) + "\"int\"" + "}".repeat(600);
    assertRefused(text, "nested deeper than 500 levels");
  }

  @Test
  void typesThatAreNestedThroughTheirNamesAreRefused() {
    // Each record uses one that is defined after it, so the canonical text nests them all.
    assertRefused(union(400, i -> i == 399 ? record("R399", "") : using(i, i + 1)), "nested");
    var fields =
        joined(5_000, i -> field("f" + i, i == 4_999 ? record("R4999", "") : using(i, i + 1)));
    assertRefused(record("Root", fields), "nested");
  }

  @Test
  void aUnionWithTooManyBranchesIsRefused() {
    assertRefused(union(501, i -> record("R" + i, "")), "a union has 501 branches");
    var inside = record("Root", field("f", union(501, i -> record("R" + i, ""))));
    assertRefused(inside, "a union has 501 branches, the limit is 500");
  }

  @Test
  void defaultsThatStandForExponentiallyManyAreRefused() {
    var text =
        union(
            64,
            i ->
                i == 0
                    ? record("R0", field("x", "\"int\"", "0"))
                    : record(
                        "R" + i,
                        field("a", "\"R" + (i - 1) + "\"", "{}")
                            + ","
                            + field("b", "\"R" + (i - 1) + "\"", "{}")));
    assertRefused(text, "its default values take more than 1000000 steps to check");
  }

  @Test
  void aDefaultThatStandsForItselfIsRefused() {
    var text =
        record(
            "Root",
            field("r", record("R", field("next", "\"S\"", "{}")))
                + ","
                + field("s", record("S", field("next", "\"R\"", "{}")), "{}"));
    assertThatThrownBy(() -> types.parse("AVRO", text, List.of(), true))
        .isInstanceOf(InvalidSchema.class);
  }

  @Test
  void whatASchemaRefersToIsBounded() {
    var many = IntStream.range(0, 501).mapToObj(i -> record("R" + i, "")).toList();
    assertThatThrownBy(() -> types.parse("AVRO", "\"int\"", many, true))
        .isInstanceOf(InvalidSchema.class)
        .hasMessageContaining("it refers to 501 schemas");
    var long1 = "{\"type\":\"record\",\"name\":\"L\",\"fields\":[],\"doc\":\"%s\"}";
    var heavy = List.of(long1.replace("%s", "x".repeat(1_200_000)), long1 + " ".repeat(1_000_000));
    assertThatThrownBy(() -> types.parse("AVRO", "\"int\"", heavy, true))
        .isInstanceOf(InvalidSchema.class)
        .hasMessageContaining("the limits are 500 and 2097152");
  }

  @Test
  void aComparisonOfWideUnionsIsRefusedBeforeItBegins() throws Exception {
    var one = types.parse("AVRO", unions("a"), List.of(), true);
    var other = types.parse("AVRO", unions("b"), List.of(), true);
    var earlier = new ParsedSchema.Earlier(1, unions("b"), other);
    assertThatThrownBy(() -> one.incompatibilities(CompatibilityLevel.FULL, earlier))
        .isInstanceOf(InvalidSchema.class)
        .hasMessageContaining("comparing it takes more than 200000 steps");
  }

  private static String unions(String field) {
    return record(
        "Root",
        joined(
            4,
            i ->
                field(
                    "f" + i, union(300, j -> record("R" + i + "_" + j, field(field, "\"int\""))))));
  }

  @Test
  void manyReferencesAreResolvedAtOnce() throws Exception {
    var many =
        IntStream.range(0, 500)
            .mapToObj(
                i ->
                    record("R" + i, joined(30, j -> field("f" + j, record("Q" + i + "_" + j, "")))))
            .toList();
    var text = record("Root", field("f", "\"R499\""));
    assertThat(types.parse("AVRO", text, many, true).text()).isEqualTo(text);
  }

  @Test
  void whatIsLargeButWithinTheLimitsIsTaken() throws Exception {
    var fields = joined(5_000, i -> field("f" + i, "[\"null\",\"string\"]", "null"));
    assertThat(types.parse("AVRO", record("Wide", fields), List.of(), true).topLevelFields())
        .hasSize(5_000);
    var nested = "{\"type\":\"array\",\"items\":".repeat(400) + "\"int\"" + "}".repeat(400);
    assertThat(types.parse("AVRO", nested, List.of(), true).text()).isNotEmpty();
    assertThat(types.parse("AVRO", union(500, i -> record("R" + i, "")), List.of(), true).text())
        .contains("R499");
  }

  private void assertRefused(String text, String... because) {
    for (var strict : new boolean[] {true, false}) {
      if (!strict && because[0].contains("default values")) {
        // Where defaults are not checked they cost nothing.
        continue;
      }
      assertThatThrownBy(() -> types.parse("AVRO", text, List.of(), strict))
          .isInstanceOf(InvalidSchema.class)
          .hasMessageContainingAll(because);
    }
  }

  private static String using(int number, int other) {
    return record("R" + number, field("x", "\"R" + other + "\""));
  }

  private static String union(int branches, IntFunction<String> branch) {
    return "[" + joined(branches, branch) + "]";
  }

  private static String joined(int count, IntFunction<String> part) {
    return IntStream.range(0, count).mapToObj(part).collect(Collectors.joining(","));
  }

  private static String record(String name, String fields) {
    return "{\"type\":\"record\",\"name\":\"" + name + "\",\"fields\":[" + fields + "]}";
  }

  private static String field(String name, String type) {
    return "{\"name\":\"" + name + "\",\"type\":" + type + "}";
  }

  private static String field(String name, String type, String value) {
    return "{\"name\":\"" + name + "\",\"type\":" + type + ",\"default\":" + value + "}";
  }
}
