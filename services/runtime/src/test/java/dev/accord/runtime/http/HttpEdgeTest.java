package dev.accord.runtime.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.accord.runtime.launch.DependencyAwayException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An edge with routes that go well, fail, hang and break, asked over real connections. */
class HttpEdgeTest {
  private static final HttpConfig CONFIG =
      new HttpConfig(
          "127.0.0.1",
          0,
          2_000,
          2,
          Duration.ofMillis(1_500),
          Duration.ofSeconds(5),
          Duration.ofMillis(200));

  record Item(UUID productId, int quantity) {
    Item {
      if (quantity < 1) {
        throw new IllegalArgumentException("quantity must be at least 1");
      }
    }
  }

  record PlaceOrder(List<Item> items, BigDecimal amount) {}

  private static Vertx vertx;
  private final HttpClient client = HttpClient.newHttpClient();
  private final ServiceMetrics metrics = ServiceMetrics.of("test");
  private final Promise<Reply> held = Promise.promise();
  private HttpEdge edge;

  @BeforeAll
  static void startVertx() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void stopVertx() {
    var unused = vertx.close().await();
  }

  @BeforeEach
  void listen() {
    edge = HttpEdge.create(vertx, CONFIG, metrics);
    var router = edge.router();
    router.get("/things/:id").handler(Reply.by(context -> ok(context.pathParam("id"))));
    router
        .post("/orders")
        .handler(Reply.by(context -> ok(JsonBody.read(context, PlaceOrder.class))));
    router.get("/held").handler(Reply.by(context -> held.future()));
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
    var unused = edge.listen().await();
  }

  @AfterEach
  void close() {
    held.tryComplete(Reply.noContent());
    var unused = edge.close().await();
    metrics.close();
  }

  @Test
  void keepsDecimalsExactBothWays() throws Exception {
    var answer =
        post("/orders", "{\"items\":[],\"amount\":12345678901234567.10}", "application/json");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"items\":[],\"amount\":12345678901234567.10}");
  }

  @Test
  void malformedJsonNamesThePlace() throws Exception {
    var problem = problem(post("/orders", "{\n  \"items\": [}\n", "application/json"), 400);

    assertThat(problem.getString("detail"))
        .startsWith("the body is no JSON: line 2, column ")
        .contains("Unexpected close marker '}'");
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
    assertThat(problem(post("/orders", "", "application/json"), 400).getString("detail"))
        .isEqualTo("the request has no body: send JSON");
    assertThat(problem(post("/orders", "null", "application/json"), 400).getString("detail"))
        .isEqualTo("the body must not be null");
    assertThat(problem(post("/orders", "{} {}", "application/json"), 400).getString("detail"))
        .contains("Trailing token");
    assertThat(problem(post("/orders", "{\"a\":1,\"a\":1}", "application/json"), 400)).isNotNull();
    assertThat(problem(post("/orders", "[".repeat(1_000), "application/json"), 400)).isNotNull();
    assertThat(problem(post("/orders", "{}", "text/plain"), 415).getString("detail"))
        .isEqualTo("send the body with Content-Type: application/json");
    assertThat(problem(post("/orders", "x".repeat(2_001), "application/json"), 413).toString())
        .contains("larger than 2000 bytes");
  }

  @Test
  void whatDoesNotExistIsAProblemToo() throws Exception {
    var problem = problem(get("/nothing"), 404);
    assertThat(problem.getString("type")).isEqualTo("about:blank");
    assertThat(problem.getString("title")).isEqualTo("Not Found");
    assertThat(problem.getInteger("status")).isEqualTo(404);
    assertThat(problem.getString("detail")).isEqualTo("there is nothing at /nothing");
    var wrongMethod = post("/things/1", "{}", "application/json");
    assertThat(problem(wrongMethod, 405).getString("detail"))
        .isEqualTo("POST is not supported at /things/1");
    assertThat(wrongMethod.headers().firstValue("Allow")).hasValue("GET");
  }

  @Test
  void aThrownProblemKeepsItsFieldsAndMembers() throws Exception {
    var problem = problem(get("/refused"), 422);
    assertThat(problem.getString("orderId")).isEqualTo("o-1");
    assertThat(problem.getJsonArray("errors").encode())
        .isEqualTo("[{\"field\":\"items[0].quantity\",\"message\":\"must be at least 1\"}]");
  }

  @Test
  void aDefectTellsTheCallerNothingButTheIdOfItsLogRecord() throws Exception {
    var answer = client.send(request("/bug").header("X-Request-Id", "call-7").build(), ofString());
    assertThat(problem(answer, 500).getString("requestId")).isEqualTo("call-7");
    assertThat(answer.body()).doesNotContain("secret");
  }

  @Test
  void anOddRequestIdIsReplaced() throws Exception {
    var answer =
        client.send(request("/things/1").header("X-Request-Id", "a b").build(), ofString());
    assertThat(answer.headers().firstValue("X-Request-Id").orElseThrow()).matches("[0-9a-f-]{36}");
  }

  @Test
  void anAbsentDependencyIs503WithRetryAfter() throws Exception {
    var answer = get("/away");
    assertThat(problem(answer, 503)).isNotNull();
    assertThat(answer.headers().firstValue("Retry-After")).hasValue("2");
  }

  @Test
  void aRequestThatTakesTooLongIs503() throws Exception {
    assertThat(problem(get("/held"), 503).getString("detail"))
        .isEqualTo("not answered within 1500 ms; try again");
  }

  @Test
  void refusesWhatIsAboveItsLimitButStillTellsItsHealth() throws Exception {
    var first = getAsync("/held");
    var second = getAsync("/held");
    waitForInFlight(2);

    var refused = get("/things/1");
    assertThat(problem(refused, 503).getString("detail")).startsWith("busy with 2 requests");
    assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
    assertThat(get("/health/live").statusCode()).isEqualTo(200);

    held.complete(Reply.noContent());
    assertThat(first.get(5, TimeUnit.SECONDS).statusCode()).isEqualTo(204);
    assertThat(second.get(5, TimeUnit.SECONDS).statusCode()).isEqualTo(204);
    assertThat(get("/things/1").statusCode()).isEqualTo(200);
  }

  @Test
  void readyTellsEachCheckAndLiveStaysUp() throws Exception {
    edge.health().ready("database", Future::succeededFuture);
    edge.health().ready("lag", () -> Future.succeededFuture(Map.of("records", 12)));
    assertThat(get("/health/ready").body())
        .isEqualTo(
            "{\"status\":\"up\",\"checks\":[{\"name\":\"database\",\"status\":\"up\"},"
                + "{\"name\":\"lag\",\"status\":\"up\",\"detail\":{\"records\":12}}]}");

    edge.health().ready("kafka", () -> Future.failedFuture("no broker"));
    edge.health().ready("stuck", () -> Promise.promise().future());
    edge.health()
        .ready(
            "broken",
            () -> {
              throw new IllegalStateException("thrown");
            });
    var down = get("/health/ready");
    assertThat(down.statusCode()).isEqualTo(503);
    assertThat(down.body())
        .startsWith("{\"status\":\"down\"")
        .contains("{\"name\":\"kafka\",\"status\":\"down\",\"detail\":\"no broker\"}")
        .contains("{\"name\":\"stuck\",\"status\":\"down\",\"detail\":\"no answer within 200 ms\"}")
        .contains("{\"name\":\"broken\",\"status\":\"down\",\"detail\":\"thrown\"}");
    assertThat(get("/health/live").statusCode()).isEqualTo(200);
  }

  @Test
  void metricsCountRequestsByRouteNotByPath() throws Exception {
    var unusedOne = get("/things/1");
    var unusedTwo = get("/things/2");
    var unusedNone = get("/nothing/at/all");

    var metrics = get("/metrics");
    assertThat(metrics.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain");
    assertThat(metrics.body())
        .contains(
            "http_server_requests_seconds_count{method=\"GET\",route=\"/things/:id\","
                + "service=\"test\",status=\"200\"} 2")
        .contains("route=\"none\",service=\"test\",status=\"404\"")
        .contains("jvm_memory_used_bytes")
        .doesNotContain("/nothing");
  }

  @Test
  void aClosingEdgeFinishesWhatItHasAndTakesNothingNew() throws Exception {
    var running = getAsync("/held");
    waitForInFlight(1);

    var closing = edge.close();
    refusesConnections();
    assertThat(closing.isComplete()).isFalse();
    held.complete(Reply.ok("done"));

    assertThat(running.get(5, TimeUnit.SECONDS).body()).isEqualTo("\"done\"");
    var unused = closing.await(10, TimeUnit.SECONDS);
  }

  @Test
  void aTakenPortNamesTheOption() {
    var second = HttpEdge.create(vertx, HttpConfig.onPort(edge.actualPort()), metrics);
    assertThatThrownBy(() -> second.listen().await())
        .isInstanceOf(ListenException.class)
        .hasMessageContaining("127.0.0.1:" + edge.actualPort())
        .hasMessageContaining("set --http.port");
  }

  @Test
  void aServiceMayHaveItsOwnWordsForFailures() throws Exception {
    var own = HttpEdge.create(vertx, HttpConfig.onPort(0), metrics, new CodedErrors());
    var unusedListening = own.listen().await();
    own.router()
        .get("/own")
        .handler(Reply.by(context -> Future.failedFuture(new IllegalStateException("42"))));
    try {
      var answer =
          client.send(HttpRequest.newBuilder(own.url().resolve("/own")).build(), ofString());
      assertThat(answer.statusCode()).isEqualTo(409);
      assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/vnd.own+json");
      assertThat(answer.body()).isEqualTo("{\"error_code\":40942}");
      var absent = client.send(HttpRequest.newBuilder(own.url().resolve("/x")).build(), ofString());
      assertThat(absent.body()).isEqualTo("{\"error_code\":404}");
    } finally {
      var unused = own.close().await();
    }
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

  private void refusesConnections() throws InterruptedException {
    for (int i = 0; i < 1_000; i++) {
      try {
        var unused = HttpClient.newHttpClient().send(request("/things/1").build(), ofString());
      } catch (IOException refused) {
        return;
      }
    }
    throw new AssertionError("still takes requests");
  }

  private void waitForInFlight(int count) throws Exception {
    for (int i = 0; i < 1_000; i++) {
      if (get("/metrics")
          .body()
          .contains("http_server_requests_in_flight{service=\"test\"} " + count + ".0")) {
        return;
      }
    }
    throw new AssertionError("the requests never arrived");
  }

  private String field(String json) throws Exception {
    var error =
        problem(post("/orders", json, "application/json"), 400)
            .getJsonArray("errors")
            .getJsonObject(0);
    return error.getString("field") + ": " + error.getString("message");
  }

  private static JsonObject problem(HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    return new JsonObject(answer.body());
  }

  private static Future<Reply> ok(Object body) {
    return Future.succeededFuture(Reply.ok(body));
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(request(path).build(), ofString());
  }

  private CompletableFuture<HttpResponse<String>> getAsync(String path) {
    return client.sendAsync(request(path).build(), ofString());
  }

  private HttpResponse<String> post(String path, String body, String contentType) throws Exception {
    return client.send(
        request(path)
            .header("Content-Type", contentType)
            .POST(BodyPublishers.ofString(body))
            .build(),
        ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + edge.actualPort() + path))
        .timeout(Duration.ofSeconds(20));
  }

  private static HttpResponse.BodyHandler<String> ofString() {
    return BodyHandlers.ofString(UTF_8);
  }
}
