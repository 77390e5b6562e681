package dev.accord.registry.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.accord.registry.change.SchemaRequest.ReferenceRequest;
import dev.accord.registry.change.SchemaRequest.TagChanges;
import dev.accord.registry.problem.ErrorCode;
import dev.accord.registry.problem.RegistryProblem;
import dev.accord.registry.subject.Mode;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class RegisterTest {
  private static final String ONE = record("{\"name\":\"a\",\"type\":\"string\"}");
  private static final String TWO =
      record(
          "{\"name\":\"a\",\"type\":\"string\"},{\"name\":\"b\",\"type\":\"int\",\"default\":0}");
  private static final String BROKEN =
      record("{\"name\":\"a\",\"type\":\"string\"},{\"name\":\"c\",\"type\":\"int\"}");

  private final Script script = new Script();

  @Test
  void sameContentHasTheSameIdUnderEverySubject() {
    assertThat(script.register("s", ONE).id()).isEqualTo(1);
    assertThat(script.register("t", ONE).id()).isEqualTo(1);
    assertThat(script.register("s", TWO).id()).isEqualTo(2);
    assertThat(script.register(":.other:s", TWO).id()).isEqualTo(1);
  }

  @Test
  void blanksAndAttributeOrderDoNotMatter() {
    var unused = script.register("s", "{\"type\":\"record\",\"name\":\"R\",\"fields\":[]}");
    var before = script.written();
    var again = script.register("s", "{ \"fields\" : [], \"name\":\"R\",\n \"type\":\"record\" }");
    assertThat(again.version()).isEqualTo(1);
    assertThat(script.written()).isEqualTo(before);
  }

  @Test
  void whatIsThereAlreadyWritesNothing() {
    var first = script.register("s", ONE);
    var written = script.written();
    var again = script.register("s", ONE);
    assertThat(again.version()).isEqualTo(first.version());
    assertThat(script.written()).isEqualTo(written);
  }

  @Test
  void refusesAnIncompatibleSchemaWithEveryReason() {
    var unused = script.register("s", ONE);
    assertRefused(ErrorCode.INCOMPATIBLE_SCHEMA, () -> script.register("s", BROKEN))
        .hasMessageStartingWith(
            "Schema being registered is incompatible with an earlier schema for subject \"s\","
                + " details: [{errorType:'READER_FIELD_MISSING_DEFAULT_VALUE'")
        .hasMessageEndingWith("{validateFields: 'false', compatibility: 'BACKWARD'}]");
  }

  @Test
  void anExplicitVersionMustBeTheNextAndIsKeptInTheMetadata() {
    var first = script.register("s", Script.request(ONE, 1, -1));
    assertThat(first.content().metadataOrEmpty().property("confluent:version")).contains("1");
    assertRefused(ErrorCode.INVALID_SCHEMA, () -> script.register("s", Script.request(TWO, 7, -1)));
    var second = script.register("s", TWO);
    assertThat(second.content().metadataOrEmpty().property("confluent:version")).contains("2");
  }

  @Test
  void theNextVersionIsANewOneUnlessTheLatestIsTheSame() {
    script.config("s", "{\"compatibility\":\"NONE\"}");
    var unused = script.register("s", ONE);
    assertThat(script.register("s", Script.request(TWO, -1, -1)).version()).isEqualTo(2);
    assertThat(script.register("s", Script.request(TWO, -1, -1)).version()).isEqualTo(2);
    assertThat(script.register("s", Script.request(ONE, -1, -1)).version()).isEqualTo(3);
    assertThat(script.register("s", TWO).version()).isEqualTo(2);
  }

  @Test
  void aRegistrationThatIsSentAgainWithItsVersionIsAnsweredAsBefore() {
    var first = script.register("s", Script.request(ONE, 1, -1));
    var unused = script.register("s", TWO);
    assertThat(script.register("s", Script.request(ONE, 1, -1))).isEqualTo(first);
  }

  @Test
  void aSoftDeletedSchemaComesBackAsANewVersionWithItsOldId() {
    var first = script.register("s", ONE);
    script.delete("s", 1, false);
    var again = script.register("s", ONE);
    assertThat(again.id()).isEqualTo(first.id());
    assertThat(again.version()).isEqualTo(2);
    assertThat(script.state().versions(again.subject())).containsOnlyKeys(2);
  }

  @Test
  void aPermanentlyDeletedSchemaGetsANewId() {
    assertThat(script.register("s", ONE).id()).isEqualTo(1);
    script.delete("s", false);
    script.delete("s", true);
    var again = script.register("s", ONE);
    assertThat(again.id()).isEqualTo(2);
    assertThat(again.version()).isEqualTo(1);
  }

  @Test
  void anIdIsNotGivenAgainAfterCompactionAndARestart() throws Exception {
    for (var subject : new String[] {"s", ":.other:s"}) {
      assertThat(script.register(subject, ONE).id()).isEqualTo(1);
      assertThat(script.register(subject, TWO).id()).isEqualTo(2);
      script.delete(subject, 2, false);
      script.delete(subject, 2, true);
    }
    script.restartCompacted();
    for (var subject : new String[] {"s", ":.other:s"}) {
      assertThat(script.register(subject, TWO).id()).isEqualTo(3);
    }
  }

  @Test
  void anIdIsNotGivenAgainAfterAnImportHasClearedIt() throws Exception {
    var deleted = script.register("s", ONE);
    script.delete("s", false);
    var unused = script.run(new ChangeSettings.PutMode(deleted.subject(), Mode.IMPORT, false));
    unused = script.run(new ChangeSettings.PutMode(deleted.subject(), Mode.READWRITE, false));
    script.restartCompacted();
    assertThat(script.register("s", ONE).id()).isEqualTo(2);
  }

  @Test
  void refusesWhatIsNoSchema() {
    for (var text : new String[] {"", "nonsense", "{\"type\":\"rec\"}", "{", "[", "\"no.such\""}) {
      assertRefused(ErrorCode.INVALID_SCHEMA, () -> script.register("s", text));
    }
    assertRefused(
        ErrorCode.INVALID_SCHEMA,
        () -> script.register("s", record("{\"name\":\"a\",\"type\":\"int\",\"default\":\"x\"}")));
  }

  @Test
  void refusesWhatIsTooDeepBeforeParsingIt() {
    assertRefused(
            ErrorCode.INVALID_SCHEMA,
            () ->
                script.register(
                    "s", "{\"type\":\"array\",\"items\":".repeat(2_000) + "1" + "}".repeat(2_000)))
        .hasMessageContaining("nested deeper");
  }

  @Test
  void refusesReferencesThatGoTooDeep() {
    var deepest = 0;
    for (int i = 0; i < 600 && deepest == 0; i++) {
      try {
        var unused = script.register("r" + i, referringTo(i - 1));
      } catch (RegistryProblem e) {
        assertThat(e.code()).isEqualTo(ErrorCode.INVALID_SCHEMA);
        assertThat(e).hasMessageContaining("nested deeper");
        deepest = i;
      }
    }
    assertThat(deepest).isBetween(100, 500);
    assertThat(script.register("other", ONE).version()).isEqualTo(1);
  }

  @Test
  void refusesMoreReferencesThanTheLimit() {
    var all = new ArrayList<ReferenceRequest>();
    for (int i = 0; i < 501; i++) {
      var unused =
          script.register("n" + i, "{\"type\":\"fixed\",\"name\":\"F" + i + "\",\"size\":1}");
      all.add(new ReferenceRequest("F" + i, "n" + i, 1));
    }
    var request = new SchemaRequest("\"F0\"", null, all, null, null, 0, -1, false, TagChanges.NONE);
    assertRefused(ErrorCode.INVALID_SCHEMA, () -> script.register("all", request))
        .hasMessage("It refers to more than 500 schemas, directly or through others");
  }

  private static SchemaRequest referringTo(int before) {
    var text =
        "{\"type\":\"record\",\"name\":\"N"
            + (before + 1)
            + "\",\"fields\":[{\"name\":\"x\",\"type\":\""
            + (before < 0 ? "int" : "N" + before)
            + "\"}]}";
    var references =
        before < 0
            ? List.<ReferenceRequest>of()
            : List.of(new ReferenceRequest("N" + before, "r" + before, 1));
    return new SchemaRequest(text, null, references, null, null, 0, -1, false, TagChanges.NONE);
  }

  @Test
  void readOnlyBlocksNewContentOnly() {
    var first = script.register("s", ONE);
    var unused = script.run(new ChangeSettings.PutMode(first.subject(), Mode.READONLY, false));
    assertThat(script.register("s", ONE).version()).isEqualTo(1);
    assertRefused(ErrorCode.OPERATION_NOT_PERMITTED, () -> script.register("s", TWO))
        .hasMessage("Subject s in context  is in read-only mode");
    assertRefused(ErrorCode.OPERATION_NOT_PERMITTED, () -> script.delete("s", false));
  }

  @CanIgnoreReturnValue
  private static AbstractThrowableAssert<?, ?> assertRefused(
      ErrorCode code, ThrowingCallable action) {
    return assertThatThrownBy(action)
        .isInstanceOfSatisfying(
            RegistryProblem.class, problem -> assertThat(problem.code()).isEqualTo(code));
  }

  private static String record(String fields) {
    return "{\"type\":\"record\",\"name\":\"R\",\"fields\":[" + fields + "]}";
  }
}
