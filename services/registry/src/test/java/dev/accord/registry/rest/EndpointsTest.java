package dev.accord.registry.rest;

import static dev.accord.registry.rest.Api.ADDRESS;
import static dev.accord.registry.rest.Api.CUSTOMER;
import static dev.accord.registry.rest.Api.REFERENCE;
import static dev.accord.registry.rest.Api.assertRefused;
import static dev.accord.registry.rest.Api.body;
import static dev.accord.registry.rest.Api.metadata;
import static dev.accord.registry.rest.Api.record;
import static dev.accord.registry.rest.Api.strings;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Each endpoint with each of its parameters, every test in a context of its own. */
class EndpointsTest extends OneNode {
  @Test
  void subjectsAreListedByPrefixDeletionAndPage() throws Exception {
    for (var subject : List.of("b", "a", "ab", "gone")) {
      api.register("list", subject, "\"string\"");
    }
    assertThat(api.delete("/contexts/list/subjects/gone").text()).isEqualTo("[1]");
    assertThat(subjects("")).containsExactly(":.list:a", ":.list:ab", ":.list:b");
    assertThat(subjects("?deleted=true")).endsWith(":.list:gone");
    assertThat(subjects("?deletedOnly=true&deleted=true")).containsExactly(":.list:gone");
    assertThat(subjects("?subjectPrefix=a")).containsExactly(":.list:a", ":.list:ab");
    assertThat(subjects("?offset=1&limit=1")).containsExactly(":.list:ab");
    assertThat(subjects("?limit=0")).hasSize(3);
    assertThat(subjects("?offset=9")).isEmpty();
    assertThat(strings(api.get("/subjects?subjectPrefix=:.list:a")))
        .containsExactly(":.list:a", ":.list:ab");
    assertThat(strings(api.get("/subjects?subjectPrefix=:*:"))).contains(":.list:b");
    assertThat(strings(api.get("/subjects"))).contains(":.list:b");
    assertThat(strings(api.get("/subjects?subjectPrefix="))).doesNotContain(":.list:b");
    assertThat(strings(api.get("/subjects?subjectPrefix=:*:ab"))).containsExactly(":.list:ab");
  }

  @Test
  void versionsAreListedByDeletionAndPage() throws Exception {
    for (var name : List.of("A", "B", "C")) {
      api.register("versions", "s", record(name, ""));
    }
    var versions = "/contexts/versions/subjects/s/versions";
    assertThat(api.delete(versions + "/2").text()).isEqualTo("2");
    assertThat(api.get(versions).text()).isEqualTo("[1,3]");
    assertThat(api.get(versions + "?deleted=true").text()).isEqualTo("[1,2,3]");
    assertThat(api.get(versions + "?deletedOnly=true").text()).isEqualTo("[2]");
    assertThat(api.get(versions + "?deletedAsNegative=true").text()).isEqualTo("[1,-2,3]");
    assertThat(api.get(versions + "?offset=1&limit=5").text()).isEqualTo("[3]");
    assertRefused(api.get(versions + "/2"), 404, 40402);
    assertThat(api.get(versions + "/2?deleted=true").object().getBoolean("deleted")).isTrue();
    assertThat(api.get(versions + "/-1").object().getInteger("version")).isEqualTo(3);
    assertRefused(api.delete(versions + "/2"), 404, 40406);
    assertRefused(api.delete(versions + "/1?permanent=true"), 404, 40407);
    assertRefused(api.delete("/contexts/versions/subjects/s?permanent=true"), 404, 40405);
    assertThat(api.delete(versions + "/2?permanent=true").text()).isEqualTo("2");
    assertThat(api.delete(versions + "/latest").text()).isEqualTo("3");
    assertThat(api.delete("/contexts/versions/subjects/s").text()).isEqualTo("[1]");
    assertRefused(api.delete("/contexts/versions/subjects/s"), 404, 40404);
    assertRefused(api.get(versions), 404, 40401);
  }

  @Test
  void aVersionIsShownAsItsParametersSay() throws Exception {
    api.referring("show");
    var version = "/contexts/show/subjects/customer/versions/1";
    assertThat(api.get(version).object().fieldNames())
        .containsExactly(
            "subject",
            "version",
            "id",
            "guid",
            "schemaType",
            "references",
            "schema",
            "ts",
            "deleted");
    assertThat(api.get(version + "?format=resolved").object().getString("schema")).contains("zip");
    assertThat(api.get(version + "?format=nonsense").object().getString("schema"))
        .isEqualTo(CUSTOMER);
    assertThat(api.get(version + "/schema").text()).isEqualTo(CUSTOMER);
    assertThat(api.get(version + "/schema?format=resolved").text()).contains("zip");
    assertThat(api.get(version + "?referenceFormat=qualified").text())
        .contains("\"subject\":\":.show:address\"");
    var address = "/contexts/show/subjects/address/versions/1";
    assertThat(api.get(address + "?findTags=PII").text())
        .contains(
            "\"schemaTags\":[{\"schemaEntity\":{\"entityPath\":\"n.Address.zip\","
                + "\"entityType\":\"sr_field\"},\"tags\":[\"PII\"]}]");
    assertThat(api.get(address + "?findTags=x,PII").text()).contains("schemaTags");
    assertThat(api.get(address + "?findTags=*").text()).contains("schemaTags");
    assertThat(api.get(address + "?findTags=x").text()).doesNotContain("schemaTags");
  }

  @Test
  void referrersAreTheIdsOfThoseThatAreLive() throws Exception {
    int id = api.referring("refs");
    var referrers = "/contexts/refs/subjects/address/versions/1/referencedby";
    assertThat(api.get(referrers).text()).isEqualTo("[" + id + "]");
    assertThat(api.get(referrers + "?offset=1").text()).isEqualTo("[]");
    assertRefused(api.delete("/contexts/refs/subjects/address"), 422, 42206);
    assertThat(api.delete("/contexts/refs/subjects/customer").status()).isEqualTo(200);
    assertThat(api.get(referrers).text()).isEqualTo("[]");
    assertThat(api.get(referrers + "?deleted=true").text()).isEqualTo("[" + id + "]");
    assertRefused(api.get("/contexts/refs/subjects/none/versions/1/referencedby"), 404, 40401);
  }

  @Test
  void anIdIsShownAsItsParametersSay() throws Exception {
    int id = api.referring("ids");
    var path = "/contexts/ids/schemas/ids/" + id;
    assertThat(api.get(path).object().fieldNames())
        .containsExactly(
            "subject", "version", "guid", "schemaType", "references", "schema", "ts", "deleted");
    assertThat(api.get(path + "?fetchMaxId=true").object().getInteger("maxId")).isEqualTo(id);
    assertThat(api.get(path + "?fetchMaxId=false").object().containsKey("maxId")).isFalse();
    assertThat(api.get(path + "?format=resolved").text()).contains("zip");
    assertThat(api.get(path + "?referenceFormat=qualified").text()).contains(":.ids:address");
    assertThat(api.get("/contexts/ids/schemas/ids/1?findTags=PII").text()).contains("schemaTags");
    assertThat(api.get(path + "/schema").text()).isEqualTo(CUSTOMER);
    assertThat(api.get(path + "/schema?format=resolved").text()).contains("zip");
    assertThat(api.get(path + "/subjects").text()).isEqualTo("[\":.ids:customer\"]");
    assertThat(api.get(path + "/versions").text())
        .isEqualTo("[{\"subject\":\":.ids:customer\",\"version\":1}]");
    assertThat(api.get("/schemas/ids/" + id + "/subjects?subject=:.ids:x").text())
        .isEqualTo("[\":.ids:customer\"]");
    assertThat(api.get(path + "/versions?offset=1").text()).isEqualTo("[]");
    assertThat(api.delete("/contexts/ids/subjects/customer").status()).isEqualTo(200);
    assertThat(api.get(path).status()).isEqualTo(200);
    assertThat(api.get(path + "/subjects").text()).isEqualTo("[]");
    assertThat(api.get(path + "/subjects?deleted=true").text()).contains("customer");
    assertThat(api.get(path + "/versions").text()).isEqualTo("[]");
    assertRefused(api.get("/contexts/ids/schemas/ids/999/subjects"), 404, 40403);
    assertRefused(api.get("/contexts/ids/schemas/ids/999/versions"), 404, 40403);
  }

  @Test
  void aGuidIsTheSameInEveryContext() throws Exception {
    var text = record("Guid", "");
    var guid = api.register("guid1", "s", text).object().getString("guid");
    api.register("guid2", "filler", record("Filler", ""));
    api.register("guid2", "s", text);
    assertThat(api.get("/schemas/guids/" + guid).object().fieldNames())
        .containsExactly("guid", "schemaType", "schema", "ts", "deleted");
    assertThat(api.get("/schemas/guids/" + guid.replace("-", "")).text()).contains("Guid");
    assertThat(api.get("/schemas/guids/" + guid + "?format=resolved").status()).isEqualTo(200);
    assertThat(api.get("/schemas/guids/" + guid + "/ids").text())
        .isEqualTo("[{\"context\":\".guid1\",\"id\":1},{\"context\":\".guid2\",\"id\":2}]");
    assertRefused(api.get("/schemas/guids/" + guid.replace(guid.charAt(0), '0')), 404, 40403);
    assertRefused(api.get("/schemas/guids/nonsense"), 404, 40403);
    assertThat(api.get("/schemas/guids/00000000000000000000000000000000/ids").text())
        .isEqualTo("[]");
  }

  @Test
  void everySchemaIsListedBySubjectAndVersion() throws Exception {
    api.register("all", "b", record("A", ""));
    api.register("all", "a", record("A", ""));
    api.register("all", "a", record("B", ""));
    api.register("all", "gone", record("C", ""));
    assertThat(api.delete("/contexts/all/subjects/gone").status()).isEqualTo(200);
    var schemas = "/contexts/all/schemas";
    assertThat(api.shown(schemas)).containsExactly(":.all:a 1", ":.all:a 2", ":.all:b 1");
    assertThat(api.shown(schemas + "?latestOnly=true")).containsExactly(":.all:a 2", ":.all:b 1");
    assertThat(api.shown(schemas + "?deleted=true")).endsWith(":.all:gone 1");
    assertThat(api.shown(schemas + "?subjectPrefix=b")).containsExactly(":.all:b 1");
    assertThat(api.shown("/schemas?subjectPrefix=:.all:b")).containsExactly(":.all:b 1");
    assertThat(api.shown("/schemas?subjectPrefix=:*:")).contains(":.all:a 1");
    assertThat(api.shown(schemas + "?offset=1&limit=1")).containsExactly(":.all:a 2");
    assertThat(api.shown(schemas + "?ruleType=CEL")).isEmpty();
    api.put("/config/:.all:other", "{\"alias\":\":.all:b\"}");
    assertThat(api.get(schemas + "?subjectPrefix=b&aliases=true").text())
        .contains("\"aliases\":[\":.all:other\"]");
  }

  @Test
  void aLookUpFindsWhatIsRegistered() throws Exception {
    api.referring("look");
    var subject = "/contexts/look/subjects/customer";
    var body = body(CUSTOMER, ",\"references\":" + REFERENCE);
    assertThat(api.send("POST", subject, body).object().getInteger("version")).isEqualTo(1);
    assertThat(api.send("POST", subject + "?format=resolved", body).text()).contains("zip");
    var spaced = body("  " + CUSTOMER, ",\"references\":" + REFERENCE);
    assertThat(api.send("POST", subject + "?normalize=true", spaced).status()).isEqualTo(200);
    assertRefused(api.send("POST", subject, body("\"int\"", "")), 404, 40403);
    assertThat(api.delete(subject).status()).isEqualTo(200);
    assertRefused(api.send("POST", subject, body), 404, 40401);
    assertThat(api.send("POST", subject + "?deleted=true", body).status()).isEqualTo(200);
  }

  @Test
  void aRegistrationAnswersInTheFormatAskedFor() throws Exception {
    api.referring("form");
    var versions = "/contexts/form/subjects/customer/versions?format=resolved";
    var body = body(CUSTOMER, ",\"references\":" + REFERENCE);
    assertThat(api.send("POST", versions, body).text()).contains("zip");
    var other = body(CUSTOMER.replace("home", "house"), ",\"references\":" + REFERENCE);
    api.put("/config/:.form:", "{\"compatibility\":\"NONE\"}");
    assertThat(api.send("POST", versions, other).text()).contains("zip").contains("house");
    assertThat(api.get("/contexts/form/subjects/customer/versions/2/schema").text())
        .doesNotContain("zip");
  }

  @Test
  void aVersionIsFoundByItsMetadata() throws Exception {
    for (var owner : List.of("al", "bo")) {
      api.registerBody("meta", "s", body("\"string\"", metadata("\"owner\":\"" + owner + "\"")));
    }
    var path = "/contexts/meta/subjects/s/metadata";
    assertThat(api.get(path + "?key=owner&value=al").object().getInteger("version")).isEqualTo(1);
    assertThat(api.get(path).object().getInteger("version")).isEqualTo(2);
    assertRefused(api.get(path + "?key=owner&value=cy"), 404, 40403);
    assertRefused(api.get(path + "?key=owner&value=al&key=team&value=x"), 404, 40403);
    assertRefused(api.get("/contexts/meta/subjects/none/metadata"), 404, 40401);
    assertThat(api.delete("/contexts/meta/subjects/s/versions/1").status()).isEqualTo(200);
    assertRefused(api.get(path + "?key=owner&value=al"), 404, 40403);
    assertThat(api.get(path + "?key=owner&value=al&deleted=true").status()).isEqualTo(200);
  }

  @Test
  void tagsMakeANewVersion() throws Exception {
    api.register("tags", "s", ADDRESS);
    var tags = "/contexts/tags/subjects/s/versions/1/tags";
    var change =
        "{\"tagsToAdd\":[{\"schemaEntity\":{\"entityPath\":\"n.Address\","
            + "\"entityType\":\"sr_record\"},\"tags\":[\"X\"]}],"
            + "\"tagsToRemove\":[{\"schemaEntity\":{\"entityPath\":\"n.Address.zip\","
            + "\"entityType\":\"sr_field\"},\"tags\":[\"PII\"]}]}";
    var tagged = api.send("POST", tags, change);
    assertThat(tagged.text()).contains("\"version\":2", "[\\\"X\\\"]").doesNotContain("PII");
    assertThat(tagged.text()).contains("\"confluent:version\":\"2\"");
    var registered =
        api.registerBody(
            "tags",
            "t",
            body(
                ADDRESS,
                ",\"schemaTagsToRemove\":[{\"schemaEntity\":{\"entityPath\":\"n.Address.zip\","
                    + "\"entityType\":\"sr_field\"},\"tags\":[\"PII\"]}]"));
    assertThat(registered.text()).doesNotContain("PII");
    assertThat(
            api.registerBody(
                    "tags",
                    "s",
                    body(
                        ADDRESS.replace("\"zip\"", "\"zip\",\"doc\":\"new\""),
                        ",\"propagateSchemaTags\":true"))
                .text())
        .contains("PII", "[\\\"X\\\"]");
  }

  @Test
  void compatibilityIsJudgedAgainstOneOrAll() throws Exception {
    api.register("judge", "s", record("R", ""));
    var all = "/contexts/judge/compatibility/subjects/s/versions";
    var good = body(record("R", "{\"name\":\"a\",\"type\":\"int\",\"default\":0}"), "");
    var bad = body(record("R", "{\"name\":\"a\",\"type\":\"int\"}"), "");
    for (var path : List.of(all, all + "/1", all + "/latest")) {
      assertThat(api.send("POST", path, good).text()).isEqualTo("{\"is_compatible\":true}");
      assertThat(api.send("POST", path, bad).text()).isEqualTo("{\"is_compatible\":false}");
      assertThat(api.send("POST", path + "?verbose=true", good).text())
          .isEqualTo("{\"is_compatible\":true,\"messages\":[]}");
      assertThat(api.send("POST", path + "?verbose=true&normalize=true", bad).text())
          .contains("READER_FIELD_MISSING_DEFAULT_VALUE", "{oldSchemaVersion: 1}");
      assertRefused(api.send("POST", path, body("{", "")), 422, 42201);
      assertThat(api.send("POST", path + "?verbose=true", body("{", "")).text())
          .startsWith("{\"is_compatible\":false,\"messages\":[\"");
    }
    assertRefused(api.send("POST", all + "/2", good), 404, 40402);
    var unknown = "/contexts/judge/compatibility/subjects/none/versions";
    assertThat(api.send("POST", unknown, bad).text()).isEqualTo("{\"is_compatible\":true}");
    assertThat(api.send("POST", unknown + "/latest", bad).text()).contains("true");
    assertRefused(api.send("POST", unknown + "/1", bad), 404, 40402);
  }

  @Test
  void settingsAreChangedMemberByMember() throws Exception {
    var config = "/config/:.set:s";
    assertRefused(api.put(config, "{\"defaultMetadata\":{\"tags\":[]}}"), 400, 400);
    assertRefused(api.put(config, "{\"overrideRuleSet\":{\"domainRules\":{}}}"), 400, 400);
    assertThat(api.put(config, "{\"compatibility\":\"full\",\"normalize\":true}").text())
        .isEqualTo("{\"normalize\":true,\"compatibility\":\"FULL\"}");
    assertThat(api.put(config, "{\"normalize\":null,\"compatibilityPolicy\":\"lenient\"}").text())
        .isEqualTo("{\"compatibility\":\"FULL\",\"compatibilityPolicy\":\"LENIENT\"}");
    assertRefused(api.put(config, "{\"compatibilityPolicy\":\"SOME\"}"), 422, 422);
    assertRefused(api.put(config, "{\"normalize\":\"maybe\"}"), 400, 400);
    assertRefused(api.put(config, "{\"normalize\":[]}"), 400, 400);
    assertThat(api.get("/config/:.set:t?defaultToGlobal=true").text()).contains("BACKWARD");
    assertRefused(api.get("/config/:.set:t"), 404, 40408);
    api.put("/config/:.set:", "{\"compatibility\":\"NONE\"}");
    assertThat(api.get("/config/:.set:t?defaultToGlobal=true").text()).contains("NONE");
    assertThat(api.get("/contexts/set/config").text()).contains("NONE");
    assertThat(api.delete(config).text()).contains("FULL");
    assertRefused(api.delete(config), 404, 40401);
  }

  @Test
  void modesAreChangedAndRemoved() throws Exception {
    assertThat(api.put("/mode/:.mode:s", "{\"mode\":\"readonly\"}").text())
        .isEqualTo("{\"mode\":\"READONLY\"}");
    assertThat(api.get("/mode/:.mode:s").text()).isEqualTo("{\"mode\":\"READONLY\"}");
    assertRefused(api.get("/mode/:.mode:t"), 404, 40409);
    assertThat(api.get("/mode/:.mode:t?defaultToGlobal=true").text()).contains("READWRITE");
    assertRefused(api.put("/config/:.mode:s", "{\"normalize\":true}"), 422, 42205);
    api.put("/mode/:.mode:", "{\"mode\":\"READONLY\"}");
    assertThat(api.delete("/mode/:.mode:?recursive=true").text()).contains("READONLY");
    assertRefused(api.get("/mode/:.mode:s"), 404, 40409);
    api.register("mode", "s", "\"string\"");
    assertRefused(api.put("/mode/:.mode:s", "{\"mode\":\"IMPORT\"}"), 422, 42205);
    assertThat(api.put("/mode/:.mode:s?force=true", "{\"mode\":\"IMPORT\"}").status())
        .isEqualTo(200);
    assertRefused(api.registerBody("mode", "s", body("\"int\"", "")), 422, 42205);
    var imported = api.registerBody("mode", "s", body("\"int\"", ",\"id\":77,\"version\":9"));
    assertThat(imported.object().getInteger("id")).isEqualTo(77);
    assertThat(api.delete("/mode/:.mode:s").status()).isEqualTo(200);
    assertThat(api.register("mode", "t", "\"long\"").object().getInteger("id")).isEqualTo(78);
  }

  @Test
  void contextsAreListedByPrefixAndPageAndDeletedWhenEmpty() throws Exception {
    api.register("ctx-a", "s", "\"string\"");
    api.register("ctx-b", "s", "\"string\"");
    assertThat(api.get("/contexts?contextPrefix=.ctx-").text())
        .isEqualTo("[\".ctx-a\",\".ctx-b\"]");
    assertThat(api.get("/contexts?contextPrefix=.ctx-&offset=1&limit=1").text())
        .isEqualTo("[\".ctx-b\"]");
    assertThat(strings(api.get("/contexts"))).startsWith(".");
    assertThat(api.delete("/contexts/ctx-a/subjects/s").status()).isEqualTo(200);
    assertRefused(api.delete("/contexts/ctx-a"), 422, 42211);
    assertThat(api.delete("/contexts/ctx-a/subjects/s?permanent=true").status()).isEqualTo(200);
    var gone = api.delete("/contexts/ctx-a");
    assertThat(gone.status()).isEqualTo(204);
    assertThat(gone.response().headers().firstValue("Content-Type")).isEmpty();
    assertThat(api.get("/contexts?contextPrefix=.ctx-").text()).isEqualTo("[\".ctx-b\"]");
  }

  private static List<String> subjects(String query) throws Exception {
    return strings(api.get("/contexts/list/subjects" + query));
  }
}
