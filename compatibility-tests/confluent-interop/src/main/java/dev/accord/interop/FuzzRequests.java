package dev.accord.interop;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Requests that no client would send, and some that one would, so that there is something to spoil.
 */
final class FuzzRequests {
  private static final List<String> METHODS =
      List.of("GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH", "TRACE");
  private static final List<String> PATHS =
      List.of(
          "/subjects",
          "/subjects/{}",
          "/subjects/{}/versions",
          "/subjects/{}/versions/{}",
          "/subjects/{}/versions/{}/schema",
          "/subjects/{}/versions/{}/referencedby",
          "/subjects/{}/versions/{}/tags",
          "/subjects/{}/metadata",
          "/schemas",
          "/schemas/ids/{}",
          "/schemas/ids/{}/versions",
          "/schemas/guids/{}/ids",
          "/compatibility/subjects/{}/versions",
          "/compatibility/subjects/{}/versions/{}",
          "/config",
          "/config/{}",
          "/mode",
          "/mode/{}",
          "/contexts/{}");
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
          "application/json; charset=utf-16",
          "text/html, image/gif, */*; q=0.2",
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
  private static final List<String> HEADERS =
      List.of(
          "If-None-Match",
          "If-Match",
          "Range",
          "Accept-Encoding",
          "Content-Encoding",
          "X-Forward",
          "X-Request-ID",
          "Authorization",
          "Accord-Min-Offset",
          "Origin",
          "Cookie",
          "X-HTTP-Method-Override",
          "Forwarded");
  private static final List<String> HEADER_VALUES =
      List.of(
          "x",
          "-1",
          "*",
          "true",
          "false",
          "gzip",
          "identity;q=0",
          "bytes=0-1",
          "Basic !",
          "Bearer a.b.c");

  /** What is not even HTTP, or hardly. */
  private static final List<String> RAW =
      List.of(
          "\r\n\r\n",
          "GET\r\n\r\n",
          "GET / HTTP/9.9\r\n\r\n",
          "GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n",
          "GET //// HTTP/1.1\r\n\r\n",
          "GET http://[::1 HTTP/1.1\r\nHost: x\r\n\r\n",
          "POST /subjects/s/versions HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
          "POST /subjects/s/versions HTTP/1.1\r\nHost: x\r\nContent-Length: 99\r\n\r\n{}",
          "POST /config HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
          "POST /mode HTTP/1.1\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n",
          "GET / HTTP/1.1\r\nHost: x\r\nX: " + "y".repeat(70_000) + "\r\n\r\n",
          "GET /" + "a".repeat(70_000) + " HTTP/1.1\r\nHost: x\r\n\r\n",
          "GET / HTTP/1.1\r\nHost: x\r\nBad Header\r\n\r\n",
          "\u0016\u0003\u0001\u0002\u0000\u0001",
          "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\ngarbage");

  private final RandomGenerator random;

  FuzzRequests(RandomGenerator random) {
    this.random = random;
  }

  /** The next one by a client that keeps to the protocol. */
  HttpRequest next(String url) {
    var path = random.nextInt(3) == 0 ? nowhere() : somewhere();
    var request =
        HttpRequest.newBuilder(URI.create(url + path + one(QUERIES)))
            .timeout(Duration.ofSeconds(60))
            .header("Content-Type", random.nextInt(3) == 0 ? one(TYPES) : "application/json")
            .header("Accept", random.nextInt(4) == 0 ? one(TYPES) : "*/*")
            .method(one(METHODS), BodyPublishers.ofByteArray(body()));
    for (int i = random.nextInt(4); i > 0; i--) {
      request.header(one(HEADERS), one(HEADER_VALUES));
    }
    return request.build();
  }

  /** A path that leads nowhere, most of the time. */
  private String nowhere() {
    var path = new StringBuilder();
    for (int i = 1 + random.nextInt(6); i > 0; i--) {
      path.append('/').append(one(PARTS));
    }
    return path.toString();
  }

  /** A path of the interface, with anything in its variable places. */
  private String somewhere() {
    var path = one(PATHS);
    while (path.contains("{}")) {
      path = path.replaceFirst("\\{}", one(PARTS));
    }
    return random.nextInt(6) == 0 ? "/contexts/" + one(PARTS) + path : path;
  }

  /** The next one by somebody who does not. */
  byte[] nextRaw() {
    return one(RAW).getBytes(StandardCharsets.ISO_8859_1);
  }

  private byte[] body() {
    return switch (random.nextInt(60)) {
      case 0 -> "[".repeat(100_000).getBytes(StandardCharsets.UTF_8);
      case 1 -> schema("[".repeat(5_000));
      case 2 -> new byte[2 * 1024 * 1024];
      case 3, 4 -> noise();
      case 5 -> schema(arrays(1 + random.nextInt(3_000)));
      case 6 -> schema("[" + "\\\"int\\\",".repeat(random.nextInt(2_000)) + "\\\"int\\\"]");
      case 7 -> cut(one(BODIES).getBytes(StandardCharsets.UTF_16));
      case 8 -> "{\"schema\":\"\\ud800\"}".getBytes(StandardCharsets.UTF_8);
      case 9 -> new byte[] {'{', '"', (byte) 0xC3, 0x28, '"', ':', '1', '}'};
      case 10 -> ("{\"schema\":" + "1".repeat(5_000) + "}").getBytes(StandardCharsets.UTF_8);
      default -> one(BODIES).getBytes(StandardCharsets.UTF_8);
    };
  }

  private static byte[] schema(String text) {
    return ("{\"schema\":\"" + text + "\"}").getBytes(StandardCharsets.UTF_8);
  }

  private static String arrays(int depth) {
    return "{\\\"type\\\":\\\"array\\\",\\\"items\\\":".repeat(depth)
        + "\\\"int\\\""
        + "}".repeat(depth);
  }

  private byte[] cut(byte[] bytes) {
    return Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
  }

  private byte[] noise() {
    var bytes = new byte[random.nextInt(2_000)];
    random.nextBytes(bytes);
    return bytes;
  }

  private String one(List<String> among) {
    return among.get(random.nextInt(among.size()));
  }
}
