package dev.accord.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accord.registry.language.SchemaLimits;
import dev.accord.registry.problem.ErrorCode;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each place where this registry differs on purpose from Confluent's; none may go unseen. */
class KnownDifferencesTest {
  private static final Path ROOT = Path.of("../..");
  private static final int FOLDERS_MAX = 15;
  private static RegistryUnderTest registry;

  @BeforeAll
  static void start(@TempDir Path dataDir) throws Exception {
    registry = RegistryUnderTest.start(dataDir);
  }

  @AfterAll
  static void stop() {
    registry.close();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("differences")
  void isAsTheListSays(Difference difference) throws Exception {
    var json = difference.json();
    assertThat(json.getString("confluent")).isNotBlank();
    assertThat(json.getString("why")).isNotBlank();
    if (json.containsKey("test")) {
      assertThat(json.getString("ours")).isNotBlank();
      assertIsThere(json.getString("test"));
      return;
    }
    var ours = json.getJsonObject("ours");
    if (json.containsKey("code")) {
      var code = ErrorCode.valueOf(json.getString("code"));
      assertThat(code.status()).isEqualTo(ours.getInteger("status"));
      assertThat(code.code()).isEqualTo(ours.getInteger("error_code"));
    } else if (json.containsKey("limits")) {
      assertLimits(json.getJsonObject("limits"));
    } else {
      for (var step : json.getJsonArray("setup", new JsonArray())) {
        var answer = send((JsonObject) step);
        assertThat(answer.statusCode())
            .as(answer.body())
            .isEqualTo(((JsonObject) step).getInteger("status", 200));
      }
      assertAnswer(send(json.getJsonObject("request")), ours);
    }
  }

  /** Which request goes beyond which of them is the business of the registry's own tests. */
  private static void assertLimits(JsonObject listed) throws Exception {
    for (var limit : SchemaLimits.class.getRecordComponents()) {
      assertThat(listed.getInteger(limit.getName()))
          .as(limit.getName())
          .isEqualTo(limit.getAccessor().invoke(SchemaLimits.DEFAULT));
    }
  }

  /** What no single request shows is the business of a test that the list names. */
  private static void assertIsThere(String test) throws Exception {
    var name = test.split("#", -1);
    var file = name[0].replace('.', '/') + ".java";
    try (var sources = Files.find(ROOT, FOLDERS_MAX, (path, facts) -> path.endsWith(file))) {
      var found = sources.toList();
      assertThat(found).as(test).hasSize(1);
      assertThat(Files.readString(found.get(0))).contains("void " + name[1] + "(");
    }
  }

  private static void assertAnswer(HttpResponse<String> answer, JsonObject ours) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(ours.getInteger("status"));
    if (ours.containsKey("error_code")) {
      assertThat(new JsonObject(answer.body()).getInteger("error_code"))
          .isEqualTo(ours.getInteger("error_code"));
    }
    assertThat(answer.body()).contains(ours.getString("contains", ""));
    for (var header : ours.getJsonObject("headers", new JsonObject())) {
      assertThat(answer.headers().firstValue(header.getKey()))
          .hasValueSatisfying(
              value -> assertThat(value).contains(String.valueOf(header.getValue())));
    }
  }

  static List<Difference> differences() throws Exception {
    var list = new JsonArray(Files.readString(Path.of("known-differences.json")));
    return list.stream().map(entry -> new Difference((JsonObject) entry)).toList();
  }

  private static HttpResponse<String> send(JsonObject request) throws Exception {
    var body = request.getJsonObject("body", new JsonObject());
    if (request.containsKey("bodyCharacters")) {
      body.put("schema", "x".repeat(request.getInteger("bodyCharacters")));
    }
    if (request.containsKey("documentationCharacters")) {
      var documentation = "x".repeat(request.getInteger("documentationCharacters"));
      var schema = new JsonObject().put("type", "fixed").put("name", "F").put("size", 1);
      body.put("schema", schema.put("doc", documentation).encode());
    }
    var headers = new HashMap<String, String>();
    headers.put("Content-Type", "application/json");
    for (var header : request.getJsonObject("headers", new JsonObject())) {
      headers.put(header.getKey(), String.valueOf(header.getValue()));
    }
    return registry.send(
        request.getString("method"),
        request.getString("path"),
        headers,
        request.getString(
            "text", body.isEmpty() && !request.containsKey("body") ? "" : body.encode()));
  }

  record Difference(JsonObject json) {
    @Override
    public String toString() {
      return json.getString("title");
    }
  }
}
