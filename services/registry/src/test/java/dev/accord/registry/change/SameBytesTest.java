package dev.accord.registry.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accord.registry.change.SchemaRequest.ReferenceRequest;
import dev.accord.registry.change.SchemaRequest.TagChanges;
import dev.accord.registry.language.EntityTags;
import dev.accord.registry.log.RecordedTopic;
import dev.accord.registry.schema.Metadata;
import dev.accord.registry.subject.Mode;
import dev.accord.registry.subject.Subject;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The requests behind the recorded topic of release 8.3.1 make this registry write the same. */
class SameBytesTest {
  private static final String F1 = "{\"name\":\"f1\",\"type\":\"string\"}";
  private static final String F2 = "{\"name\":\"f2\",\"type\":\"string\",\"default\":\"x\"}";
  private static final String F2_BARE = "{\"name\":\"f2\",\"type\":\"string\"}";
  private static final String A1 = record("A", F1);
  private static final String A2 = record("A", F1, F2);
  private static final String A3 = record("A", F1, F2_BARE);
  private static final String D1 = record("D", F1);
  private static final String D2 = record("D", F1, F2);
  private static final String ONLY = record("Only", "{\"name\":\"here\",\"type\":\"string\"}");

  private final Script script = new Script();

  @Test
  void writesWhatConfluentsServerWrote() {
    registrations();
    configs();
    modesAndImports();
    versionsInMetadata();
    deletions();
    references();
    contexts();
    metadataAndTags();

    var recorded =
        RecordedTopic.of("8.3.1").lines().stream()
            .filter(line -> !line.key().contains("NOOP") && !line.key().contains("ASSOC"))
            // Other languages cannot be registered here.
            .filter(line -> !line.key().contains("\"js\"") && !line.key().contains("\"pb\""))
            .map(line -> line.key() + " | " + (line.value() == null ? "null" : line.value()))
            .toList();
    // The one record that is ours alone: a highest id that nothing else in the log shows any more.
    var written = new ArrayList<>(script.written());
    assertThat(written)
        .containsOnlyOnce(
            "{\"keytype\":\"CONTEXT\",\"tenant\":\"default\",\"context\":\".\",\"magic\":0}"
                + " | {\"tenant\":\"default\",\"context\":\".\",\"accordIdMax\":110}");
    written.removeIf(line -> line.contains("accordIdMax"));
    assertThat(written).isEqualTo(recorded);
  }

  private void registrations() {
    register("s", A1, "s2", A1, "s", A2, "s", A3, "new", A1, "new6", "\"string\"");
  }

  private void configs() {
    script.config("c", "{\"compatibility\":\"full\"}");
    script.config("c", "{\"compatibility\":\"FULL\"}");
    script.config(
        "c",
        "{\"alias\":\"zz\",\"normalize\":true,\"validateFields\":true,"
            + "\"compatibilityGroup\":\"g\"}");
    script.config("c", "{\"alias\":null,\"normalize\":null}");
    removeConfig("c");
    script.config("", "{\"compatibility\":\"NONE\"}");
    removeConfig("");
    removeConfig("");
    script.config("", "{\"compatibilityLevel\":\"FULL\"}");
    script.config("", "{}");
    removeConfig("");
    script.config(
        "c", "{\"compatibility\":\"NONE\",\"defaultMetadata\":{\"properties\":{\"owner\":\"x\"}}}");
    register("c", A1);
  }

  private void modesAndImports() {
    mode("m", Mode.READONLY, false);
    mode("m", Mode.READWRITE, false);
    removeMode("m");
    mode("m", Mode.IMPORT, false);
    register("m", Script.request(A1, 5, 100));
    register("m", Script.request(A2, 6, 101));
    register("m", Script.request(A3, 2, 102));
    mode("m", Mode.READWRITE, false);
    register("m", record("A", F1, "{\"name\":\"f9\",\"type\":\"int\",\"default\":1}"));
    mode("m", Mode.IMPORT, true);
    mode("m", Mode.READWRITE, false);
    mode("", Mode.READONLY_OVERRIDE, false);
    mode("", Mode.READWRITE, false);
    removeMode("");
  }

  private void versionsInMetadata() {
    register("v", Script.request(A1, 1, -1));
    register("v", Script.request(A2, 2, -1));
    register("k", D1);
    register("ke", "{\"type\":\"enum\",\"name\":\"E\",\"symbols\":[\"A\",\"B\"]}");
    register("ku", "[\"string\",\"int\"]", "kx", "{\"type\":\"fixed\",\"name\":\"F\",\"size\":4}");
    script.config("kx", "{\"compatibility\":\"FORWARD\"}");
    script.config("kx", "{\"compatibility\":\"FULL_TRANSITIVE\"}");
  }

  private void deletions() {
    register("d", D1, "d", D2);
    script.delete("d", 1, false);
    script.delete("d", 1, true);
    script.delete("d", false);
    script.delete("d", true);
    register("d2", D1);
    script.delete("d2", 1, false);
    register("d2", D1, "d2", D2);
    script.delete("d2", false);
    register("d2", D1, "d3", ONLY);
    script.delete("d3", false);
    script.delete("d3", true);
    register("d3", ONLY);
  }

  private void references() {
    register(
        "addr",
        "{\"type\":\"record\",\"name\":\"Addr\",\"namespace\":\"n\","
            + "\"fields\":[{\"name\":\"z\",\"type\":\"string\"}]}");
    var customer =
        "{\"type\":\"record\",\"name\":\"Cust\",\"namespace\":\"n\","
            + "\"fields\":[{\"name\":\"a\",\"type\":\"n.Addr\"}]}";
    var latest = new ReferenceRequest("n.Addr", "addr", -1);
    register("cust", request(customer, List.of(latest), null, false));
    register("cust2", request(customer, List.of(latest), null, false));
    script.delete("cust", false);
    script.delete("cust2", false);
    script.delete("addr", false);
    script.delete("cust", true);
    var custom =
        "{\"fields\":[{\"type\":\"string\",\"name\":\"a\",\"b\":1,\"a\":2}],\"doc\":\"d\","
            + "\"name\":\"N\",\"namespace\":\"x\",\"type\":\"record\"}";
    register("nn", custom);
    register("nm", request(custom, List.of(), null, true));
  }

  private void contexts() {
    register(":.ctx:a", D1, ":.ctx:b", D2, ":.ctx:c", D1);
    script.config(":.ctx:", "{\"compatibility\":\"NONE\"}");
    script.config(":.__GLOBAL:", "{\"compatibility\":\"FORWARD\"}");
    removeConfig(":.__GLOBAL:");
    for (int i = 0; i < 2; i++) {
      var unused = script.run(new Delete.EmptyContext(".nope"));
    }
    script.config("al", "{\"alias\":\"nn\"}");
  }

  private void metadataAndTags() {
    register(
        "md",
        request(
            D1,
            List.of(),
            "{\"tags\":{\"**.ssn\":[\"PII\"]},\"sensitive\":[\"k\"],"
                + "\"properties\":{\"owner\":\"bob\",\"k\":\"v\"}}",
            false));
    register("md", request(D1, List.of(), "{\"properties\":{\"owner\":\"al\"}}", false));
    register("md2", D1);
    register(
        "tg", record("T", "{\"name\":\"ssn\",\"type\":\"string\",\"confluent:tags\":[\"PII\"]}"));
    var extra = new EntityTags("T.ssn", true, new TreeSet<>(List.of("EXTRA")));
    var changes =
        new Tag.Changes(
            2, new TagChanges(List.of(extra), List.of(), false), null, null, null, List.of());
    var unused =
        script.run(new Tag(Subject.parse("tg"), OptionalInt.of(1), changes, script.types()));
    script.config("cg", "{\"compatibilityGroup\":\"app.major\"}");
    register("cg", request(D1, List.of(), "{\"properties\":{\"app.major\":\"1\"}}", false));
    register(
        "cg",
        request(
            record("D", "{\"name\":\"totally\",\"type\":\"string\"}"),
            List.of(),
            "{\"properties\":{\"app.major\":\"2\"}}",
            false));
    script.config("vf", "{\"validateFields\":true}");
    register("a/b", D1, "a b", D1, "é", D1);
  }

  private void register(String... subjectsAndTexts) {
    for (int i = 0; i < subjectsAndTexts.length; i += 2) {
      var unused = script.register(subjectsAndTexts[i], subjectsAndTexts[i + 1]);
    }
  }

  private void register(String subject, SchemaRequest request) {
    var unused = script.register(subject, request);
  }

  private void mode(String scope, Mode mode, boolean force) {
    var unused = script.run(new ChangeSettings.PutMode(Subject.parse(scope), mode, force));
  }

  private void removeMode(String scope) {
    var unused = script.run(new ChangeSettings.RemoveMode(Subject.parse(scope), false));
  }

  private void removeConfig(String scope) {
    var unused = script.run(new ChangeSettings.RemoveConfig(Subject.parse(scope)));
  }

  private static SchemaRequest request(
      String text,
      List<ReferenceRequest> references,
      @Nullable String metadata,
      boolean normalize) {
    var said = metadata == null ? null : Metadata.fromJson(new JsonObject(metadata));
    return new SchemaRequest(text, null, references, said, null, 0, -1, normalize, TagChanges.NONE);
  }

  private static String record(String name, String... fields) {
    return "{\"type\":\"record\",\"name\":\""
        + name
        + "\",\"fields\":["
        + String.join(",", fields)
        + "]}";
  }
}
