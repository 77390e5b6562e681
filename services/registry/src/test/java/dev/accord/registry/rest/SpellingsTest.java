package dev.accord.registry.rest;

import static dev.accord.registry.rest.Api.assertRefused;
import static dev.accord.registry.rest.Api.body;
import static dev.accord.registry.rest.Api.record;
import static dev.accord.registry.rest.Api.strings;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What clients in other languages write differently, and edges that only few of them meet. */
class SpellingsTest extends OneNode {
  private static final String TEXT = "\"string\"";

  @Test
  void aFlagIsTrueInAnyCase() throws Exception {
    api.register("flag", "s", TEXT);
    assertThat(api.delete("/contexts/flag/subjects/s").status()).isEqualTo(200);
    for (var yes : List.of("true", "True", "TRUE")) {
      assertThat(strings(api.get("/contexts/flag/subjects?deleted=" + yes))).hasSize(1);
    }
    for (var no : List.of("", "1", "yes", "false")) {
      assertThat(strings(api.get("/contexts/flag/subjects?deleted=" + no))).isEmpty();
    }
  }

  @Test
  void whatPythonsClientSendsNormalizes() throws Exception {
    var text = "{\"type\":\"record\",\"name\":\"R\",\"fields\":[],\"b\":1,\"a\":2}";
    var path = "/contexts/python/subjects/s/versions?normalize=True";
    assertThat(api.send("POST", path, body(text, "")).status()).isEqualTo(200);
    assertThat(api.get("/contexts/python/subjects/s/versions/1/schema").text())
        .isEqualTo(text.replace("\"b\":1,\"a\":2", "\"a\":2,\"b\":1"));
  }

  @Test
  void anEmptyNumberCountsAsLeftOut() throws Exception {
    api.register("empty", "s", TEXT);
    assertThat(strings(api.get("/contexts/empty/subjects?offset=&limit="))).hasSize(1);
    assertRefused(api.get("/contexts/empty/subjects?offset=x"), 404, 404);
  }

  @Test
  void numbersAndFlagsOfABodyMayBeTexts() throws Exception {
    api.register("texts", "s", TEXT);
    for (var next : List.of("\"2\"", "2.0")) {
      var sent = body(record("A", ""), ",\"version\":" + next);
      var all = "/contexts/texts/compatibility/subjects/s/versions";
      assertThat(api.send("POST", all, sent).status()).isEqualTo(200);
    }
    api.put("/config/:.texts:", "{\"compatibility\":\"NONE\"}");
    var second = body(record("A", ""), ",\"version\":\"2\",\"propagateSchemaTags\":\"True\"");
    assertThat(api.registerBody("texts", "s", second).text()).contains("\"version\":2");
    var blank = body(record("B", ""), ",\"version\":\"\",\"id\":null");
    assertThat(api.registerBody("texts", "s", blank).text()).contains("\"version\":3");
    for (var wrong : List.of("\"x\"", "\"3000000000\"", "[]", "1e20", "true", "3000000000")) {
      var refused = body(record("C", ""), ",\"version\":" + wrong);
      assertRefused(api.registerBody("texts", "s", refused), 400, 400);
    }
    assertThat(api.put("/config/:.texts:", "{\"normalize\":1,\"validateFields\":\"False\"}").text())
        .isEqualTo("{\"normalize\":true,\"validateFields\":false,\"compatibility\":\"NONE\"}");
  }

  @Test
  void namesOfSeveralContextsAreInTheOrderOfTheirSpelling() throws Exception {
    for (var subject : List.of("1", "z", ":.order:a")) {
      var registered = api.send("POST", "/subjects/" + subject + "/versions", body(TEXT, ""));
      assertThat(registered.status()).isEqualTo(200);
    }
    assertThat(strings(api.get("/subjects"))).contains("1", ":.order:a", "z").isSorted();
    assertThat(api.shown("/schemas?subjectPrefix=:*:"))
        .containsSubsequence("1 1", ":.order:a 1", "z 1");
  }

  @Test
  void theLatestIsALiveOneWhoeverAsks() throws Exception {
    api.register("latest", "s", record("A", ""));
    api.register("latest", "s", record("B", ""));
    var versions = "/contexts/latest/subjects/s/versions";
    assertThat(api.get(versions + "?deletedOnly=true").text()).isEqualTo("[]");
    assertThat(api.delete(versions + "/2").text()).isEqualTo("2");
    for (var latest : List.of("/latest", "/LATEST", "/%20latest", "/-1")) {
      assertThat(api.get(versions + latest + "?deleted=true").object().getInteger("version"))
          .isEqualTo(1);
    }
    assertThat(api.delete("/contexts/latest/subjects/s").text()).isEqualTo("[1]");
    assertRefused(api.get(versions + "/latest?deleted=true"), 404, 40402);
    assertThat(api.get(versions + "/1?deleted=true").status()).isEqualTo(200);
    assertRefused(api.get(versions + "?deletedOnly=false"), 404, 40401);
  }

  @Test
  void anIdWithASubjectMeansTheContextWhereThatSubjectHasIt() throws Exception {
    int id = api.register("mine", "own-id", record("Mine", "")).object().getInteger("id");
    // Until the default context has that id too, under another name.
    for (int other = 0; other < id; other++) {
      var text = body(record("Other" + other, ""), "");
      assertThat(api.send("POST", "/subjects/other" + other + "/versions", text).status())
          .isEqualTo(200);
    }
    var path = "/schemas/ids/" + id;
    assertThat(api.get(path + "?subject=own-id").text()).contains("Mine");
    assertThat(api.get(path + "?subject=unknown").text()).doesNotContain("Mine");
    assertThat(api.get(path).text()).doesNotContain("Mine");
    assertThat(api.get("/contexts/mine" + path + "?subject=unknown").text()).contains("Mine");
  }

  @Test
  void aLookUpElsewhereIsNotRefusedForReferencesThatAreMissingThere() throws Exception {
    api.referring("there");
    api.register("here", "customer", TEXT);
    var body = body(Api.CUSTOMER, ",\"references\":" + Api.REFERENCE);
    // No context is named, and the default one knows no such subject.
    assertThat(api.send("POST", "/subjects/customer", body).object().getString("subject"))
        .isEqualTo(":.there:customer");
  }

  @Test
  void theOverrideOfTheModeWinsOverWhatASubjectHas() throws Exception {
    api.put("/mode/overridden", "{\"mode\":\"READWRITE\"}");
    api.put("/mode", "{\"mode\":\"READONLY_OVERRIDE\"}");
    try {
      var refused = api.send("POST", "/subjects/overridden/versions", body("\"bytes\"", ""));
      assertRefused(refused, 422, 42205);
    } finally {
      assertThat(api.delete("/mode").text()).isEqualTo("{\"mode\":\"READONLY_OVERRIDE\"}");
    }
    assertThat(api.send("POST", "/subjects/overridden/versions", body("\"bytes\"", "")).status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "PUT, /config/__GLOBAL, '{\"normalize\":true}'",
    "PUT, /config/a%07b, '{\"normalize\":true}'",
    "PUT, /mode/__EMPTY, '{\"mode\":\"READONLY\"}'",
    "POST, /subjects/:.__GLOBAL:s/versions, '{\"schema\":\"int\"}'"
  })
  void nothingIsSetForANameThatIsNone(String method, String path, String body) throws Exception {
    assertRefused(api.send(method, path, body), 422, 42208);
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /subjects/s/versions, register.request",
    "POST, /subjects/s, lookUpSchemaUnderSubject.request",
    "POST, /subjects/s/versions/1/tags, modifyTags.request",
    "POST, /compatibility/subjects/s/versions, testCompatibilityForSubject.request",
    "POST, /compatibility/subjects/s/versions/1, testCompatibilityBySubjectName.request",
    "PUT, /config, updateTopLevelConfig.request",
    "PUT, /config/s, updateSubjectLevelConfig.request",
    "PUT, /mode, updateTopLevelMode.request",
    "PUT, /mode/s, updateMode.request"
  })
  void aMissingBodyIsCalledByItsName(String method, String path, String name) throws Exception {
    for (var nothing : List.of("", " \n", "null")) {
      var refused = api.send(method, path, nothing);
      assertRefused(refused, 422, 422);
      assertThat(refused.text()).contains(name + " must not be null (was null)");
    }
  }
}
