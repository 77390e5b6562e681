package dev.accord.registry.rest;

import static dev.accord.registry.rest.Api.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.accord.registry.RunningRegistry.Answer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The interface as a client without any library sees it. */
class InterfaceTest extends OneNode {
  private static final String ONE = "{\"schema\":\"\\\"string\\\"\"}";

  @Test
  void answersRegistrationAndReadsInTheShapeOfRelease8() throws Exception {
    var registered = registry.send("POST", "/subjects/shape/versions", ONE);
    assertThat(registered.status()).isEqualTo(200);
    var id = ((JsonObject) registered.json()).getInteger("id");
    var guid = ((JsonObject) registered.json()).getString("guid");
    assertThat(registered.text())
        .isEqualTo(
            String.format(
                Locale.ROOT,
                "{\"id\":%d,\"version\":1,\"guid\":\"%s\",\"schemaType\":\"AVRO\","
                    + "\"schema\":\"\\\"string\\\"\"}",
                id,
                guid));
    var version = registry.send("GET", "/subjects/shape/versions/latest");
    assertThat(version.text())
        .matches(
            String.format(
                Locale.ROOT,
                "\\{\"subject\":\"shape\",\"version\":1,\"id\":%d,\"guid\":\"%s\","
                    + "\"schemaType\":\"AVRO\",\"schema\":\".*\",\"ts\":\\d+,\"deleted\":false}",
                id,
                guid));
    assertThat(registry.send("GET", "/schemas/ids/" + id + "/schema").text())
        .isEqualTo("\"string\"");
    assertThat(((JsonObject) registry.send("GET", "/schemas/ids/" + id).json()).fieldNames())
        .containsExactly("subject", "version", "guid", "schemaType", "schema", "ts", "deleted");
  }

  @Test
  void aSlashOrABlankMayBePartOfASubject() throws Exception {
    for (var spelled : new String[] {"a%2Fb", "a%20b", "%C3%A9", "a+b"}) {
      assertThat(registry.send("POST", "/subjects/" + spelled + "/versions", ONE).status())
          .isEqualTo(200);
      assertThat(registry.send("GET", "/subjects/" + spelled + "/versions").text())
          .isEqualTo("[1]");
    }
    assertThat((JsonArray) registry.send("GET", "/subjects").json())
        .contains("a/b", "a b", "é", "a+b");
  }

  @Test
  void aContextPathMeansTheQualifiedName() throws Exception {
    assertThat(registry.send("POST", "/contexts/blue/subjects/s/versions", ONE).status())
        .isEqualTo(200);
    for (var path : new String[] {"/contexts/.blue/subjects", "/contexts/:.blue:/subjects"}) {
      assertThat(registry.send("GET", path).text()).isEqualTo("[\":.blue:s\"]");
    }
    assertThat(registry.send("GET", "/subjects/:.blue:s/versions").text()).isEqualTo("[1]");
    assertThat(registry.send("GET", "/subjects/s/versions").status()).isEqualTo(404);
    // A version that the default context lacks is looked for in the others.
    assertThat(registry.send("GET", "/subjects/s/versions/1").status()).isEqualTo(200);
    assertThat(registry.send("GET", "/contexts").text()).isEqualTo("[\".\",\".blue\"]");
    assertThat(registry.send("DELETE", "/contexts/blue").text()).contains("42211");
    assertThat(registry.send("DELETE", "/contexts/none").status()).isEqualTo(204);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /subjects/none/versions, 404, 40401",
    "GET, /subjects/none/versions/1, 404, 40401",
    "GET, /subjects/none/versions/0, 422, 42202",
    "GET, /subjects/none/versions/x, 422, 42202",
    "GET, /schemas/ids/9999, 404, 40403",
    "GET, /schemas/ids/x, 404, 404",
    "GET, /schemas/ids/9999/schema, 404, 40403",
    "GET, /subjects?offset=-1, 422, 422",
    "GET, /subjects/__GLOBAL/versions, 422, 42208",
    "GET, /config/none, 404, 40408",
    "GET, /mode/none, 404, 40409",
    "DELETE, /config/none, 404, 40401",
    "DELETE, /mode/none, 404, 40401",
    "DELETE, /subjects/none, 404, 40401",
    "GET, /nowhere, 404, 404",
    "PATCH, /subjects, 405, 405",
    "PUT, /subjects, 405, 405"
  })
  void refusesWithStatusAndCode(String method, String path, int status, int code) throws Exception {
    assertRefused(registry.send(method, path), status, code);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POST | /subjects/s1/versions | {'schema':'no json'} | 422 | 42201",
        "POST | /subjects/s1/versions | {'schema':'{}','schemaType':'JSON'} | 422 | 42201",
        "POST | /subjects/s1/versions | {'schema':'x','schemaType':'avro'} | 422 | 42201",
        "POST | /subjects/s1/versions | {} | 422 | 42201",
        "POST | /subjects/s1/versions | null | 422 | 422",
        "POST | /subjects/s1/versions | nonsense | 400 | 400",
        "POST | /subjects/s1/versions | [] | 400 | 400",
        "POST | /subjects/s1/versions | {'references':7} | 400 | 400",
        "POST | /subjects/s1/versions | {'schema':'x','references':[{}]} | 422 | 42201",
        "POST | /subjects/s1 | {'schema':'x'} | 404 | 40401",
        "POST | /compatibility/subjects/s1/versions/1 | {'schema':'x'} | 404 | 40402",
        "PUT | /config | {'compatibility':'SOME'} | 422 | 42203",
        "PUT | /mode | {} | 422 | 42204",
        "PUT | /mode | {'mode':'SOME'} | 422 | 42204",
        "PUT | /mode | {'mode':'FORWARD'} | 422 | 42204",
      })
  void refusesABodyWithStatusAndCode(String method, String path, String body, int status, int code)
      throws Exception {
    assertRefused(registry.send(method, path, body.replace('\'', '"')), status, code);
  }

  @Test
  void refusesARequestThatIsTooLongOrHasNoSubject() throws Exception {
    var tooLong = Api.body("x".repeat(1024 * 1024), "");
    assertRefused(registry.send("POST", "/subjects/long/versions", tooLong), 413, 413);
    assertRefused(registry.send("POST", "/subjects/:.empty:/versions", ONE), 422, 42208);
  }

  @Test
  void negotiatesMediaTypes() throws Exception {
    assertThat(type("*/*")).isEqualTo("application/vnd.schemaregistry.v1+json");
    assertThat(type("text/html, image/gif, */*; q=0.2"))
        .isEqualTo("application/vnd.schemaregistry.v1+json");
    assertThat(type("application/json")).isEqualTo("application/json");
    assertThat(type("application/json, application/vnd.schemaregistry+json;q=0.5"))
        .isEqualTo("application/json");
    // What the caller prefers counts before what we do.
    assertThat(type("application/vnd.schemaregistry.v1+json;q=0.5, application/json;q=0.9"))
        .isEqualTo("application/json");
    assertThat(type("application/json;q=0.1, */*")).endsWith("registry.v1+json");
    assertThat(type("application/json, application/vnd.schemaregistry+json"))
        .isEqualTo("application/vnd.schemaregistry+json");
    assertRefused(get("Accept", "text/plain"), 406, 406);
    var post =
        HttpRequest.newBuilder(registry.url("/subjects/s1/versions"))
            .header("Content-Type", "text/plain")
            .POST(BodyPublishers.ofString(ONE));
    assertRefused(registry.send(post), 415, 415);
  }

  @Test
  void settingsAreReadFromTheNearestScope() throws Exception {
    assertThat(registry.send("GET", "/config").text())
        .isEqualTo("{\"compatibilityLevel\":\"BACKWARD\"}");
    assertThat(registry.send("PUT", "/config/cfg", "{\"compatibility\":\"full\"}").text())
        .isEqualTo("{\"compatibility\":\"FULL\"}");
    assertThat(registry.send("GET", "/config/cfg").text())
        .isEqualTo("{\"compatibilityLevel\":\"FULL\"}");
    assertThat(registry.send("DELETE", "/config/cfg").text())
        .isEqualTo("{\"compatibilityLevel\":\"FULL\"}");
    assertThat(registry.send("GET", "/config/cfg?defaultToGlobal=true").status()).isEqualTo(200);
    assertThat(registry.send("GET", "/mode").text()).isEqualTo("{\"mode\":\"READWRITE\"}");
  }

  @Test
  void aRepeatedReadIsAnsweredFromMemoryUntilSomethingChanges() throws Exception {
    assertThat(registry.send("POST", "/subjects/again/versions", ONE).status()).isEqualTo(200);
    var first = registry.send("GET", "/subjects/again/versions");
    var again = registry.send("GET", "/subjects/again/versions");
    assertThat(again.text()).isEqualTo(first.text()).isEqualTo("[1]");
    var tag = again.response().headers().firstValue("ETag").orElseThrow();
    var request = HttpRequest.newBuilder(registry.url("/subjects/again/versions"));
    var same = registry.send(request.header("If-None-Match", tag));
    assertThat(same.status()).isEqualTo(304);
    assertThat(same.response().headers().firstValue("X-Request-ID")).isPresent();

    assertThat(registry.send("DELETE", "/subjects/again").text()).isEqualTo("[1]");
    assertThat(registry.send("GET", "/subjects/again/versions").status()).isEqualTo(404);
    assertThat(registry.send(request).status()).isEqualTo(404);
  }

  @Test
  void theServerSaysWhoItIs() throws Exception {
    var clusters =
        api.get("/v1/metadata/id").object().getJsonObject("scope").getJsonObject("clusters");
    assertThat(clusters.getString("kafka-cluster")).isNotBlank();
    assertThat(clusters.getString("schema-registry-cluster")).isEqualTo("accord-registry");
    assertThat(api.get("/v1/metadata/id").text()).startsWith("{\"scope\":{\"path\":[],");
    assertThat(api.get("/v1/metadata/version").object().fieldNames())
        .containsExactly("version", "commitId");
    assertThat(api.get("/v1/metadata/deployment").text()).isEqualTo("{\"attributes\":[]}");
    assertThat(api.get("/schemas/types").text()).isEqualTo("[\"JSON\",\"PROTOBUF\",\"AVRO\"]");
  }

  @Test
  void anAliasStandsForItsTargetExceptInSettings() throws Exception {
    api.register("alias", "real", "\"string\"");
    api.put("/config/:.alias:nick", "{\"alias\":\":.alias:real\"}");
    assertThat(api.get("/contexts/alias/subjects/nick/versions").text()).isEqualTo("[1]");
    assertThat(api.get("/contexts/alias/subjects/nick/versions/1").text()).contains(":.alias:real");
    assertThat(api.get("/schemas/ids/1?subject=:.alias:nick").text()).contains(":.alias:real");
    assertThat(api.get("/config/:.alias:nick").text()).contains("alias");
    assertRefused(api.get("/config/:.alias:real"), 404, 40408);
    assertRefused(api.get("/mode/:.alias:real"), 404, 40409);
  }

  @Test
  void headAnswersWhatGetDoesWithoutABody() throws Exception {
    api.register("head", "s", "\"string\"");
    for (var path : List.of("/contexts/head/subjects/s/versions/1", "/v1/metadata/id", "/config")) {
      var head = api.send("HEAD", path);
      assertThat(head.status()).isEqualTo(200);
      assertThat(head.text()).isEmpty();
      assertThat(head.response().headers().firstValue("Content-Length"))
          .contains(Integer.toString(api.get(path).text().length()));
    }
    assertThat(api.send("HEAD", "/subjects/none/versions").status()).isEqualTo(404);
  }

  @Test
  void theRootAnswersAnEmptyObject() throws Exception {
    assertThat(api.get("/").text()).isEqualTo("{}");
    assertThat(api.send("POST", "/", "{}").text()).isEqualTo("{}");
  }

  @Test
  void optionsAreAnsweredInPlainText() throws Exception {
    var options = registry.send("OPTIONS", "/subjects");
    assertThat(options.status()).isEqualTo(200);
    assertThat(options.response().headers().firstValue("Allow")).contains("GET,HEAD,OPTIONS");
    var plain = HttpRequest.newBuilder(registry.url("/subjects")).header("Accept", "text/plain");
    assertThat(registry.send(plain.method("OPTIONS", BodyPublishers.noBody())).status())
        .isEqualTo(200);
  }

  @Test
  void isReadyOnceTheLogIsRead() throws Exception {
    assertThat(registry.send("GET", "/health/ready").status()).isEqualTo(200);
    assertThat(registry.send("GET", "/metrics").text()).contains("http_server_requests");
  }

  private static String type(String accept) throws Exception {
    return get("Accept", accept).response().headers().firstValue("Content-Type").orElse("none");
  }

  private static Answer get(String header, String value) throws Exception {
    return registry.send(
        HttpRequest.newBuilder(registry.url("/schemas/types")).header(header, value));
  }
}
