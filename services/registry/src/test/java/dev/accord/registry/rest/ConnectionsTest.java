package dev.accord.registry.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.accord.registry.RunningRegistry.Answer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** What HTTP offers beside the interface: kept connections, compression, validation, ids. */
class ConnectionsTest extends OneNode {
  @Test
  void requestsOnOneConnectionAreAnsweredInTheirOrder() throws Exception {
    var body = Api.body("\"string\"", "");
    var requests =
        "POST /subjects/piped/versions HTTP/1.1\r\nHost: x\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body
            + "GET /subjects/piped/versions HTTP/1.1\r\nHost: x\r\n\r\n"
            + "GET /subjects/none/versions HTTP/1.1\r\nHost: x\r\n\r\n"
            + "GET /schemas/types HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    String answers;
    try (var socket = new Socket(registry.url().getHost(), registry.url().getPort())) {
      socket.getOutputStream().write(requests.getBytes(UTF_8));
      answers = new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
    assertThat(answers.split("HTTP/1.1 ", -1))
        .satisfiesExactly(
            nothing -> assertThat(nothing).isEmpty(),
            first -> assertThat(first).startsWith("200").contains("\"version\":1"),
            second -> assertThat(second).startsWith("200").endsWith("[1]"),
            third -> assertThat(third).startsWith("404").contains("40401"),
            fourth -> assertThat(fourth).startsWith("200").contains("AVRO"));
  }

  @Test
  void aLongAnswerIsCompressedForWhoAsks() throws Exception {
    api.register("zip", "s", Api.record("x".repeat(5_000), ""));
    var path = "/contexts/zip/subjects/s/versions/1";
    var plain = bytes(get(path));
    assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
    // From the routes first, then from memory.
    for (int i = 0; i < 2; i++) {
      var asked = get(path).header("Accept-Encoding", "gzip").header("Accept", "application/json");
      var small = bytes(asked);
      assertThat(small.headers().firstValue("Content-Encoding")).contains("gzip");
      assertThat(small.body().length).isLessThan(plain.body().length / 2);
      try (var unzipped = new GZIPInputStream(new ByteArrayInputStream(small.body()))) {
        assertThat(unzipped.readAllBytes()).isEqualTo(plain.body());
      }
    }
    var shortOne = bytes(get("/schemas/types").header("Accept-Encoding", "gzip"));
    assertThat(shortOne.headers().firstValue("Content-Encoding")).isEmpty();
    for (var other : new String[] {"gzip;q=0, *", "gzip; q=0.00", "deflate", "identity"}) {
      var refused = bytes(get(path).header("Accept-Encoding", other));
      assertThat(refused.headers().firstValue("Content-Encoding")).as(other).isEmpty();
      assertThat(refused.body()).isEqualTo(plain.body());
    }
    for (var wish : new String[] {"deflate, GZIP;q=0.5", "gzip;q=1.0"}) {
      var same = bytes(get(path).header("Accept-Encoding", wish));
      assertThat(same.headers().firstValue("Content-Encoding")).as(wish).contains("gzip");
      assertThat(header(same, "ETag")).isEqualTo(header(plain, "ETag"));
    }
  }

  @Test
  void aReadIsTaggedFromTheFirstTimeOnAndNotSentAgainToWhoHasIt() throws Exception {
    api.register("tag", "s", "\"string\"");
    var path = "/contexts/tag/subjects/s/versions";
    var first = registry.send(get(path));
    var tag = header(first, "ETag");
    assertThat(tag).startsWith("W/\"");
    assertThat(header(first, "Cache-Control")).isEqualTo("no-cache");
    assertThat(header(first, "Vary")).isEqualTo("Accept, Accept-Encoding");
    for (var known : new String[] {tag, "\"x\", " + tag, "*"}) {
      var same = registry.send(get(path).header("If-None-Match", known));
      assertThat(same.status()).isEqualTo(304);
      assertThat(header(same, "ETag")).isEqualTo(tag);
    }
    assertThat(registry.send(get(path).header("If-None-Match", "\"x\"")).status()).isEqualTo(200);
    api.put("/config/:.tag:", "{\"compatibility\":\"NONE\"}");
    api.register("tag", "s", "\"int\"");
    assertThat(registry.send(get(path).header("If-None-Match", tag)).text()).isEqualTo("[1,2]");
  }

  @Test
  void theTextOfAnIdMayBeKeptByTheCaller() throws Exception {
    api.register("text", "s", "\"string\"");
    var path = "/contexts/text/schemas/ids/1/schema";
    for (int i = 0; i < 2; i++) {
      assertThat(header(registry.send(get(path)), "Cache-Control"))
          .isEqualTo("private, max-age=3600");
    }
    assertThat(registry.send(get("/schemas/ids/99/schema")).response().headers().map())
        .doesNotContainKeys("cache-control", "etag");
  }

  @Test
  void aHarmlessRequestIdIsKept() throws Exception {
    for (var path : new String[] {"/schemas/types", "/subjects/none/versions"}) {
      for (int i = 0; i < 2; i++) {
        assertThat(header(registry.send(get(path).header("X-Request-ID", "abc-1")), "X-Request-ID"))
            .isEqualTo("abc-1");
        var replaced = registry.send(get(path).header("X-Request-ID", "a b<c>"));
        assertThat(UUID.fromString(header(replaced, "X-Request-ID"))).isNotNull();
        assertThat(UUID.fromString(header(registry.send(get(path)), "X-Request-ID"))).isNotNull();
      }
    }
  }

  @Test
  void inClearTextItStaysWithHttp11() throws Exception {
    var asksForMore = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
    var answer = asksForMore.send(get("/schemas/types").build(), BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
    // Who takes HTTP/2 for granted is refused in words of HTTP/1.1, and the server goes on.
    var preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
    try (var socket = new Socket(registry.url().getHost(), registry.url().getPort())) {
      socket.getOutputStream().write(preface.getBytes(UTF_8));
      assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
          .doesNotContain("HTTP/1.1 200");
    }
    assertThat(registry.send(get("/schemas/types")).status()).isEqualTo(200);
  }

  @Test
  void severalAcceptHeadersCountTogether() throws Exception {
    var request =
        get("/schemas/types").header("Accept", "text/html").header("Accept", "application/json");
    assertThat(header(registry.send(request), "Content-Type")).isEqualTo("application/json");
  }

  private static String header(Answer answer, String name) {
    return header(answer.response(), name);
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElseThrow();
  }

  private static HttpRequest.Builder get(String path) {
    return HttpRequest.newBuilder(registry.url(path));
  }

  private static HttpResponse<byte[]> bytes(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofByteArray());
  }
}
