package dev.accord.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accord.registry.problem.ErrorCode;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each place where this registry differs on purpose from Confluent's; none may go unseen. */
class KnownDifferencesTest {
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
    var ours = json.getJsonObject("ours");
    if (json.containsKey("code")) {
      var code = ErrorCode.valueOf(json.getString("code"));
      assertThat(code.status()).isEqualTo(ours.getInteger("status"));
      assertThat(code.code()).isEqualTo(ours.getInteger("error_code"));
      return;
    }
    for (var step : json.getJsonArray("setup", new JsonArray())) {
      assertThat(send((JsonObject) step).statusCode()).isEqualTo(200);
    }
    var answer = send(json.getJsonObject("request"));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(ours.getInteger("status"));
    if (ours.containsKey("error_code")) {
      assertThat(new JsonObject(answer.body()).getInteger("error_code"))
          .isEqualTo(ours.getInteger("error_code"));
    }
    assertThat(answer.body()).contains(ours.getString("contains", ""));
  }

  static List<Difference> differences() throws Exception {
    var list = new JsonArray(Files.readString(Path.of("known-differences.json")));
    return list.stream().map(entry -> new Difference((JsonObject) entry)).toList();
  }

  private static HttpResponse<String> send(JsonObject request) throws Exception {
    var body = request.getJsonObject("body");
    return registry.send(
        request.getString("method"), request.getString("path"), body == null ? "" : body.encode());
  }

  record Difference(JsonObject json) {
    @Override
    public String toString() {
      return json.getString("title");
    }
  }
}
