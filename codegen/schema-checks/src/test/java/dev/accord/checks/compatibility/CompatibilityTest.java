package dev.accord.checks.compatibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class CompatibilityTest {
  private static final String ONE = record("{\"name\":\"a\",\"type\":\"string\"}");
  private static final String WITH_DEFAULT =
      record(
          "{\"name\":\"a\",\"type\":\"string\"}",
          "{\"name\":\"b\",\"type\":\"string\",\"default\":\"x\"}");
  private static final String WITHOUT_DEFAULT =
      record("{\"name\":\"a\",\"type\":\"string\"}", "{\"name\":\"b\",\"type\":\"string\"}");

  @Test
  void aFieldWithDefaultIsCompatibleBothWays() {
    assertThat(check(CompatibilityLevel.FULL_TRANSITIVE, WITH_DEFAULT, ONE).isCompatible())
        .isTrue();
  }

  @Test
  void tellsAMissingDefaultInTheRegistrysWords() {
    assertThat(check(CompatibilityLevel.BACKWARD, WITHOUT_DEFAULT, ONE).messages())
        .containsExactly(
            "{errorType:'READER_FIELD_MISSING_DEFAULT_VALUE', description:'The field 'b' at path"
                + " '/fields/1' in the new schema has no default value and is missing in the old"
                + " schema', additionalInfo:'b'}",
            "{oldSchemaVersion: 1}",
            "{oldSchema: '" + ONE + "'}");
  }

  @Test
  void swapsOldAndNewInTheForwardDirectionAndTellsItFirst() {
    var verdict =
        check(
            CompatibilityLevel.FULL,
            record("{\"name\":\"x\",\"type\":\"int\"}"),
            record("{\"name\":\"y\",\"type\":\"int\"}"));
    assertThat(verdict.incompatibilities())
        .extracting(Incompatibility::direction, Incompatibility::detail)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(Direction.FORWARD, "y"),
            org.assertj.core.groups.Tuple.tuple(Direction.BACKWARD, "x"));
    assertThat(verdict.messages().get(0)).contains("in the old schema has no default value");
  }

  @Test
  void looksAtTheNewestVersionOnlyUnlessTransitive() {
    var dropped = record("{\"name\":\"b\",\"type\":\"string\",\"default\":\"x\"}");
    var history = List.of(WITH_DEFAULT, ONE);
    var candidate = record("{\"name\":\"b\",\"type\":\"int\"}");
    assertThat(check(CompatibilityLevel.FORWARD, dropped, history).isCompatible()).isFalse();
    assertThat(check(CompatibilityLevel.BACKWARD, dropped, history).isCompatible()).isTrue();
    var transitive = check(CompatibilityLevel.BACKWARD_TRANSITIVE, WITHOUT_DEFAULT, history);
    assertThat(transitive.refusedBy()).map(Release::version).contains(1);
    assertThat(check(CompatibilityLevel.NONE, candidate, history).isCompatible()).isTrue();
  }

  @Test
  void refusesWithConfluentsWordsWhereTheCheckerThrows() {
    var stolen = record("{\"name\":\"a\",\"type\":\"string\",\"aliases\":[\"b\"]}");
    assertThat(first(stolen, WITHOUT_DEFAULT))
        .startsWith("Unexpected exception during compatibility check: ");
  }

  @Test
  void namesEveryKindOfReason() {
    assertThat(first("\"int\"", "\"string\""))
        .isEqualTo(
            "{errorType:'TYPE_MISMATCH', description:'The type (path '/') of a field in the new"
                + " schema does not match with the old schema', additionalInfo:'reader type: INT"
                + " not compatible with writer type: STRING'}");
    assertThat(first(enumOf("A"), enumOf("A", "B")))
        .isEqualTo(
            "{errorType:'MISSING_ENUM_SYMBOLS', description:'The new schema is missing enum"
                + " symbols '[B]' at path '/symbols' in the old schema', additionalInfo:'[B]'}");
    assertThat(first("[\"null\",\"int\"]", "[\"null\",\"string\"]"))
        .isEqualTo(
            "{errorType:'MISSING_UNION_BRANCH', description:'The new schema is missing a type"
                + " inside a union field at path '/1' in the old schema', additionalInfo:'reader"
                + " union lacking writer type: STRING'}");
    assertThat(first(fixed("F", 4), fixed("F", 8)))
        .isEqualTo(
            "{errorType:'FIXED_SIZE_MISMATCH', description:'The size of FIXED type field at path"
                + " '/size' in the new schema does not match with the old schema',"
                + " additionalInfo:'expected: 8, found: 4'}");
    assertThat(first(fixed("F", 4), fixed("G", 4)))
        .isEqualTo(
            "{errorType:'NAME_MISMATCH', description:'The name of the schema has changed (path"
                + " '/name')', additionalInfo:'expected: G'}");
  }

  @Test
  void cutsAVeryLongOldSchema() {
    var old = record("{\"name\":\"a\",\"type\":\"string\",\"doc\":\"" + "d".repeat(20_000) + "\"}");
    var messages = check(CompatibilityLevel.BACKWARD, "\"int\"", old).messages();
    assertThat(messages.get(messages.size() - 1)).hasSizeLessThan(10_300);
  }

  @Test
  void readsLevelsInAnyCase() {
    assertThat(CompatibilityLevel.parse("full_Transitive"))
        .contains(CompatibilityLevel.FULL_TRANSITIVE);
    assertThat(CompatibilityLevel.parse("most")).isEmpty();
  }

  @Test
  void aRefusalWithoutAReasonCannotExist() {
    var release = new Release(1, ONE, parse(ONE));
    assertThatThrownBy(() -> new Verdict(List.of(), release))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static String first(String candidate, String old) {
    return check(CompatibilityLevel.BACKWARD, candidate, old).messages().get(0);
  }

  private static Verdict check(CompatibilityLevel level, String candidate, String old) {
    return check(level, candidate, List.of(old));
  }

  private static Verdict check(
      CompatibilityLevel level, String candidate, List<String> newestFirst) {
    var history = new ArrayList<Release>();
    for (int i = 0; i < newestFirst.size(); i++) {
      var text = newestFirst.get(i);
      history.add(new Release(newestFirst.size() - i, text, parse(text)));
    }
    return Compatibility.check(level, parse(candidate), history);
  }

  private static Schema parse(String text) {
    return new Schema.Parser().parse(text);
  }

  private static String record(String... fields) {
    return "{\"type\":\"record\",\"name\":\"R\",\"fields\":[" + String.join(",", fields) + "]}";
  }

  private static String enumOf(String... symbols) {
    return "{\"type\":\"enum\",\"name\":\"E\",\"symbols\":[\""
        + String.join("\",\"", symbols)
        + "\"]}";
  }

  private static String fixed(String name, int size) {
    return "{\"type\":\"fixed\",\"name\":\"" + name + "\",\"size\":" + size + "}";
  }
}
