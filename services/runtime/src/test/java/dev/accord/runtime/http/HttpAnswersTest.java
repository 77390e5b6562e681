package dev.accord.runtime.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.accord.runtime.launch.DependencyAwayException;
import io.vertx.core.Future;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What goes well and what goes wrong, as the caller sees it. */
class HttpAnswersTest {
  record Item(UUID productId, int quantity) {
    Item {
      if (quantity < 1) {
        throw new IllegalArgumentException("quantity must be at least 1");
      }
    }
  }

  record PlaceOrder(List<Item> items, BigDecimal amount) {}

  private static TestEdge http;

  @BeforeAll
  static void listen() {
    http = TestEdge.listen();
    var router = http.edge.router();
    router.get("/things/:id").handler(Reply.by(context -> TestEdge.ok(context.pathParam("id"))));
    router
        .post("/orders")
        .handler(Reply.by(context -> TestEdge.ok(JsonBody.read(context, PlaceOrder.class))));
    router.get("/bug").handler(Reply.by(context -> Future.failedFuture("secret detail")));
    router
        .get("/away")
        .handler(Reply.by(context -> Future.failedFuture(new DependencyAwayException("x", null))));
    router
        .get("/refused")
        .handler(
            Reply.by(
                context -> {
                  throw Problem.invalid(List.of())
                      .with("items[0].quantity", "must be at least 1")
                      .withMember("orderId", "o-1")
                      .asException();
                }));
  }

  @AfterAll
  static void close() {
    http.close();
  }

  @Test
  void keepsDecimalsExactBothWays() throws Exception {
    var answer =
        http.post("/orders", "{\"items\":[],\"amount\":12345678901234567.10}", "application/json");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"items\":[],\"amount\":12345678901234567.10}");
  }

  @Test
  void malformedJsonNamesThePlace() throws Exception {
    var problem =
        TestEdge.problem(http.post("/orders", "{\n  \"items\": [}\n", "application/json"), 400);

    assertThat(problem.getString("detail"))
        .startsWith("the body is no JSON: line 2, column ")
        .contains("Unexpected close marker '}'");
  }

  @Test
  void textBehindTheJsonIsRefusedWithoutWordsForDevelopers() throws Exception {
    var problem = TestEdge.problem(http.post("/orders", "{} {}", "application/json"), 400);

    assertThat(problem.getString("detail"))
        .isEqualTo(
            "the body does not fit: line 1, column 4: Trailing token (of type START_OBJECT) found"
                + " after value");
  }

  @Test
  void aWrongFieldIsNamedByItsPath() throws Exception {
    var id = "\"productId\":\"018f2b1c-0000-7000-8000-000000000001\"";
    assertThat(field("{\"items\":[{" + id + ",\"quantity\":0}]}"))
        .isEqualTo("items[0]: quantity must be at least 1");
    assertThat(field("{\"items\":[{" + id + ",\"quantity\":1.5}]}"))
        .startsWith("items[0].quantity: ");
    assertThat(field("{\"items\":[{" + id + ",\"quantity\":\"2\"}]}"))
        .startsWith("items[0].quantity: ");
    assertThat(field("{\"items\":[{\"productId\":\"abc\",\"quantity\":1}]}"))
        .isEqualTo("items[0].productId: \"abc\" is no UUID");
    assertThat(field("{\"itmes\":[]}")).isEqualTo("itmes: unknown field; known are amount, items");
  }

  @Test
  void oddBodiesAreRefused() throws Exception {
    assertThat(
            TestEdge.problem(http.post("/orders", "", "application/json"), 400).getString("detail"))
        .isEqualTo("the request has no body: send JSON");
    assertThat(
            TestEdge.problem(http.post("/orders", "null", "application/json"), 400)
                .getString("detail"))
        .isEqualTo("the body must not be null");
    assertThat(
            TestEdge.problem(http.post("/orders", "{} {}", "application/json"), 400)
                .getString("detail"))
        .contains("Trailing token");
    assertThat(TestEdge.problem(http.post("/orders", "{\"a\":1,\"a\":1}", "application/json"), 400))
        .isNotNull();
    assertThat(TestEdge.problem(http.post("/orders", "[".repeat(1_000), "application/json"), 400))
        .isNotNull();
    assertThat(TestEdge.problem(http.post("/orders", "{}", "text/plain"), 415).getString("detail"))
        .isEqualTo("send the body with Content-Type: application/json");
    assertThat(
            TestEdge.problem(http.post("/orders", "x".repeat(2_001), "application/json"), 413)
                .toString())
        .contains("larger than 2000 bytes");
  }

  @Test
  void aBodyFarOverTheLimitIsAnsweredWhileItIsStillBeingSent() throws Exception {
    var huge = http.post("/orders", "x".repeat(20_000_000), "application/json");
    assertThat(TestEdge.problem(huge, 413).getString("detail")).contains("larger than 2000 bytes");
  }

  @Test
  void aBodyThatDoesNotUnpackIsTheCallersMistake() throws Exception {
    for (var encoding : List.of("gzip", "deflate")) {
      var head = "POST /orders HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";
      var size = "Content-Length: 12\r\n";
      assertThat(raw(head + size + "Content-Encoding: " + encoding + "\r\n\r\nnot packed!!"))
          .as(encoding)
          .isEqualTo(" 400 ");
    }
  }

  @Test
  void whatIsHardlyHttpIsTheCallersMistakeToo() throws Exception {
    assertThat(raw("GET //// HTTP/1.1\r\n\r\n")).startsWith(" 4");
    assertThat(raw("GET http://[::1 HTTP/1.1\r\nHost: x\r\n\r\n")).startsWith(" 4");
    assertThat(raw("GET / HTTP/1.1\r\nHost: x\r\nBad Header\r\n\r\n")).startsWith(" 4");
  }

  /** The status, for whatever version of HTTP. */
  private static String raw(String request) throws IOException {
    try (var socket = http.connect()) {
      socket.getOutputStream().write(request.getBytes(UTF_8));
      return new String(socket.getInputStream().readNBytes(13), UTF_8).substring(8);
    }
  }

  @Test
  void aPathThatCannotBeDecodedIsTheCallersMistake() throws Exception {
    try (var socket = http.connect()) {
      socket
          .getOutputStream()
          .write("GET /things/%zz HTTP/1.1\r\nConnection: close\r\n\r\n".getBytes(UTF_8));
      assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
          .startsWith("HTTP/1.1 400 Bad Request")
          .contains("application/problem+json");
    }
  }

  @Test
  void whatDoesNotExistIsAProblemToo() throws Exception {
    var problem = TestEdge.problem(http.get("/nothing"), 404);
    assertThat(problem.getString("type")).isEqualTo("about:blank");
    assertThat(problem.getString("title")).isEqualTo("Not Found");
    assertThat(problem.getInteger("status")).isEqualTo(404);
    assertThat(problem.getString("detail")).isEqualTo("there is nothing at /nothing");
    var wrongMethod = http.post("/things/1", "{}", "application/json");
    assertThat(TestEdge.problem(wrongMethod, 405).getString("detail"))
        .isEqualTo("POST is not supported at /things/1");
    assertThat(wrongMethod.headers().firstValue("Allow")).hasValue("GET");
  }

  @Test
  void aThrownProblemKeepsItsFieldsAndMembers() throws Exception {
    var problem = TestEdge.problem(http.get("/refused"), 422);
    assertThat(problem.getString("orderId")).isEqualTo("o-1");
    assertThat(problem.getJsonArray("errors").encode())
        .isEqualTo("[{\"field\":\"items[0].quantity\",\"message\":\"must be at least 1\"}]");
  }

  @Test
  void aDefectTellsTheCallerNothingButTheIdOfItsLogRecord() throws Exception {
    var answer = http.get("/bug", "call-7");
    assertThat(TestEdge.problem(answer, 500).getString("requestId")).isEqualTo("call-7");
    assertThat(answer.body()).doesNotContain("secret");
  }

  @Test
  void anOddRequestIdIsReplaced() throws Exception {
    var answer = http.get("/things/1", "a b");
    assertThat(answer.headers().firstValue("X-Request-Id").orElseThrow()).matches("[0-9a-f-]{36}");
  }

  @Test
  void anAbsentDependencyIs503WithRetryAfter() throws Exception {
    var answer = http.get("/away");
    assertThat(TestEdge.problem(answer, 503)).isNotNull();
    assertThat(answer.headers().firstValue("Retry-After")).hasValue("2");
  }

  @Test
  void aServiceMayHaveItsOwnWordsForFailures() throws Exception {
    try (var own = TestEdge.listen(new CodedErrors())) {
      own.edge
          .router()
          .get("/own")
          .handler(Reply.by(context -> Future.failedFuture(new IllegalStateException("42"))));
      var answer = own.get("/own");
      assertThat(answer.statusCode()).isEqualTo(409);
      assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/vnd.own+json");
      assertThat(answer.body()).isEqualTo("{\"error_code\":40942}");
      assertThat(own.get("/absent").body()).isEqualTo("{\"error_code\":404}");
    }
  }

  private static String field(String json) throws Exception {
    var error =
        TestEdge.problem(http.post("/orders", json, "application/json"), 400)
            .getJsonArray("errors")
            .getJsonObject(0);
    return error.getString("field") + ": " + error.getString("message");
  }

  private static final class CodedErrors implements ErrorFormat {
    @Override
    public Body render(Problem problem, String requestId) {
      var code = problem.members().getOrDefault("error_code", problem.status());
      return new Body("application/vnd.own+json", Map.of("error_code", code));
    }

    @Override
    public Optional<Problem> explain(Throwable failure) {
      return failure instanceof IllegalStateException
          ? Optional.of(Problem.of(409, "own").withMember("error_code", 40942))
          : Optional.empty();
    }
  }
}
