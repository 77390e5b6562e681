package dev.accord.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Requests that no client would send: never a 5xx, and a refused one changes nothing. {@code
 * -Daccord.requests=100000} for the long run, {@code -Daccord.seed=N} to replay.
 */
class FuzzTest {
  private static final int REQUESTS = Integer.getInteger("accord.requests", 1_500);
  private static final int COMPARE_EVERY = 25;
  private static final List<String> METHODS =
      List.of("GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH", "TRACE");
  private static final List<String> PARTS =
      List.of(
          "subjects",
          "schemas",
          "ids",
          "guids",
          "versions",
          "config",
          "mode",
          "compatibility",
          "contexts",
          "types",
          "latest",
          "metadata",
          "tags",
          "referencedby",
          "schema",
          "s",
          "1",
          "-1",
          "0",
          "2147483648",
          "99999999999999999999",
          ":.c:s",
          ":.c:",
          ":*:",
          ".c",
          "%00",
          "%7F",
          "a%2Fb",
          "%C3%A9",
          "%FF%FE",
          "..",
          "%2e%2e",
          "__GLOBAL",
          ":.__GLOBAL:",
          "");
  private static final List<String> QUERIES =
      List.of(
          "",
          "?deleted=true",
          "?offset=-1",
          "?offset=x",
          "?limit=0",
          "?limit=99999999999",
          "?permanent=true",
          "?format=resolved",
          "?findTags=*",
          "?subject=%00",
          "?normalize=true",
          "?verbose=true",
          "?subjectPrefix=:*:",
          "?key=a&key=b&value=c",
          "?&&=&",
          "?force=true",
          "?defaultToGlobal=true",
          "?fetchMaxId=true",
          "?referenceFormat=qualified");
  private static final List<String> TYPES =
      List.of(
          "application/json",
          "application/vnd.schemaregistry.v1+json",
          "text/plain",
          "*/*",
          "application/json;q=x",
          ";;;",
          "application/octet-stream",
          "a/b,c/d;q=0");
  private static final List<String> BODIES =
      List.of(
          "",
          "null",
          "{",
          "[]",
          "{}",
          "\"x\"",
          "1e999",
          "{\"schema\":null}",
          "{\"schema\":7}",
          "{\"schema\":\"\\\"string\\\"\"}",
          "{\"schema\":\"\\\"int\\\"\",\"version\":-7}",
          "{\"schema\":\"{}\"}",
          "{\"schema\":\"x\",\"schemaType\":\"PROTOBUF\"}",
          "{\"schema\":\"\\\"string\\\"\",\"references\":[{\"name\":\"a\",\"subject\":\"s\","
              + "\"version\":1}]}",
          "{\"schema\":\"\\\"string\\\"\",\"metadata\":{\"tags\":{\"a\":7}}}",
          "{\"schema\":\"\\\"string\\\"\",\"metadata\":{\"properties\":{\"a\":[1]}}}",
          "{\"schema\":\"\\\"string\\\"\",\"ruleSet\":{\"domainRules\":[7]}}",
          "{\"schema\":\"\\\"string\\\"\",\"id\":99999999999}",
          "{\"compatibility\":\"FULL\",\"alias\":\"s\"}",
          "{\"compatibility\":[]}",
          "{\"alias\":{}}",
          "{\"normalize\":\"maybe\"}",
          "{\"defaultMetadata\":{\"tags\":[]}}",
          "{\"overrideRuleSet\":{\"migrationRules\":{}}}",
          "{\"mode\":\"IMPORT\"}",
          "{\"mode\":\"READWRITE\"}",
          "{\"mode\":7}",
          "{\"tagsToAdd\":[{}]}",
          "{\"tagsToAdd\":[{\"schemaEntity\":7,\"tags\":\"x\"}]}",
          "{\"newVersion\":-5}");

  private static RegistryUnderTest registry;

  private final long seed = Long.getLong("accord.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @BeforeAll
  static void start(@TempDir Path dataDir) throws Exception {
    registry = RegistryUnderTest.start(dataDir);
  }

  @AfterAll
  static void stop() {
    registry.close();
  }

  @Test
  void neverFailsAndARefusalChangesNothing() throws Exception {
    var before = everything();
    for (int i = 0; i < REQUESTS; i++) {
      var request = request();
      var answer = http.send(request, BodyHandlers.ofString());
      assertThat(answer.statusCode())
          .as("seed=%d, request %d: %s -> %s", seed, i, request, answer.body())
          .isLessThan(500);
      if (answer.statusCode() < 300) {
        before = "";
      } else if (before.isEmpty()) {
        before = everything();
      } else if (i % COMPARE_EVERY == 0) {
        assertThat(everything()).as("seed=%d, changed by %s", seed, request).isEqualTo(before);
      }
    }
  }

  private HttpRequest request() {
    var path = new StringBuilder();
    for (int i = 1 + random.nextInt(6); i > 0; i--) {
      path.append('/').append(one(PARTS));
    }
    return HttpRequest.newBuilder(URI.create(registry.url() + path + one(QUERIES)))
        .timeout(Duration.ofSeconds(60))
        .header("Content-Type", one(TYPES))
        .header("Accept", random.nextInt(4) == 0 ? one(TYPES) : "*/*")
        .header("X-Request-ID", one(PARTS) + "x")
        .header("Accord-Min-Offset", random.nextInt(9) == 0 ? "x" : "-1")
        .header("X-Forward", "true")
        .method(one(METHODS), BodyPublishers.ofByteArray(body()))
        .build();
  }

  private byte[] body() {
    return switch (random.nextInt(40)) {
      case 0 -> "[".repeat(100_000).getBytes(StandardCharsets.UTF_8);
      case 1 -> ("{\"schema\":\"" + "[".repeat(5_000) + "\"}").getBytes(StandardCharsets.UTF_8);
      case 2 -> new byte[2 * 1024 * 1024];
      case 3 -> noise();
      default -> one(BODIES).getBytes(StandardCharsets.UTF_8);
    };
  }

  private byte[] noise() {
    var bytes = new byte[random.nextInt(2_000)];
    random.nextBytes(bytes);
    return bytes;
  }

  private String one(List<String> among) {
    return among.get(random.nextInt(among.size()));
  }

  private String everything() throws Exception {
    var all = new StringBuilder();
    for (var path :
        List.of("/schemas?subjectPrefix=:*:&deleted=true", "/config", "/mode", "/contexts")) {
      HttpResponse<String> answer = registry.send("GET", path, "");
      assertThat(answer.statusCode()).isEqualTo(200);
      all.append(answer.body());
    }
    return all.toString();
  }
}
