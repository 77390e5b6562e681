package dev.accord.runtime.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How an edge behaves under load, watches its health and ends. */
class HttpEdgeTest {
  private final Promise<Reply> held = Promise.promise();
  private TestEdge http;

  @BeforeEach
  void listen() {
    http = TestEdge.listen();
    var router = http.edge.router();
    router.get("/things/:id").handler(Reply.by(context -> TestEdge.ok(context.pathParam("id"))));
    router.get("/held").handler(Reply.by(context -> held.future()));
  }

  @AfterEach
  void close() {
    held.tryComplete(Reply.noContent());
    http.close();
  }

  @Test
  void aRequestThatTakesTooLongIs503() throws Exception {
    assertThat(TestEdge.problem(http.get("/held"), 503).getString("detail"))
        .isEqualTo("not answered within 1500 ms; try again");
  }

  @Test
  void refusesWhatIsAboveItsLimitButStillTellsItsHealth() throws Exception {
    var first = http.getAsync("/held");
    var second = http.getAsync("/held");
    http.waitForInFlight(2);

    var refused = http.get("/things/1");
    assertThat(TestEdge.problem(refused, 503).getString("detail"))
        .startsWith("busy with 2 requests");
    assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
    assertThat(http.get("/health/live").statusCode()).isEqualTo(200);

    held.complete(Reply.noContent());
    assertThat(first.get(5, TimeUnit.SECONDS).statusCode()).isEqualTo(204);
    assertThat(second.get(5, TimeUnit.SECONDS).statusCode()).isEqualTo(204);
    assertThat(http.get("/things/1").statusCode()).isEqualTo(200);
  }

  @Test
  void readyTellsEachCheckAndLiveStaysUp() throws Exception {
    http.edge.health().ready("database", Future::succeededFuture);
    http.edge.health().ready("lag", () -> Future.succeededFuture(Map.of("records", 12)));
    assertThat(http.get("/health/ready").body())
        .isEqualTo(
            "{\"status\":\"up\",\"checks\":[{\"name\":\"database\",\"status\":\"up\"},"
                + "{\"name\":\"lag\",\"status\":\"up\",\"detail\":{\"records\":12}}]}");

    http.edge.health().ready("kafka", () -> Future.failedFuture("no broker"));
    http.edge.health().ready("stuck", () -> Promise.promise().future());
    http.edge
        .health()
        .ready(
            "broken",
            () -> {
              throw new IllegalStateException("thrown");
            });
    var down = http.get("/health/ready");
    assertThat(down.statusCode()).isEqualTo(503);
    assertThat(down.body())
        .startsWith("{\"status\":\"down\"")
        .contains("{\"name\":\"kafka\",\"status\":\"down\",\"detail\":\"no broker\"}")
        .contains("{\"name\":\"stuck\",\"status\":\"down\",\"detail\":\"no answer within 200 ms\"}")
        .contains("{\"name\":\"broken\",\"status\":\"down\",\"detail\":\"thrown\"}");
    assertThat(http.get("/health/live").statusCode()).isEqualTo(200);
  }

  @Test
  void metricsCountRequestsByRouteNotByPath() throws Exception {
    var unusedOne = http.get("/things/1");
    var unusedTwo = http.get("/things/2");
    var unusedNone = http.get("/nothing/at/all");
    var unusedLate = http.get("/held");

    var metrics = http.get("/metrics");
    assertThat(metrics.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain");
    assertThat(metrics.body())
        .contains(
            "http_server_requests_seconds_count{method=\"GET\",route=\"/things/:id\","
                + "service=\"test\",status=\"200\"} 2")
        .contains("route=\"none\",service=\"test\",status=\"404\"")
        .contains("route=\"/held\",service=\"test\",status=\"503\"")
        .contains("jvm_memory_used_bytes")
        .doesNotContain("/nothing");
  }

  @Test
  void aClosingEdgeFinishesWhatItHasAndTakesNothingNew() throws Exception {
    var running = http.getAsync("/held");
    http.waitForInFlight(1);

    var closing = http.edge.close();
    refusesConnections();
    assertThat(closing.isComplete()).isFalse();
    held.complete(Reply.ok("done"));

    assertThat(running.get(5, TimeUnit.SECONDS).body()).isEqualTo("\"done\"");
    var unused = closing.await(10, TimeUnit.SECONDS);
  }

  @Test
  void aRequestThatOutlastsTheDrainIsCutOff() throws Exception {
    var running = http.getAsync("/held");
    http.waitForInFlight(1);

    var unusedClosing = http.edge.close().await(5, TimeUnit.SECONDS);

    assertThatThrownBy(() -> running.get(5, TimeUnit.SECONDS))
        .hasCauseInstanceOf(IOException.class);
  }

  @Test
  void aTakenPortNamesTheOption() {
    var second =
        HttpEdge.create(http.vertx, HttpConfig.onPort(http.edge.actualPort()), http.metrics);
    assertThatThrownBy(() -> second.listen().await())
        .isInstanceOf(ListenException.class)
        .hasMessageContaining("127.0.0.1:" + http.edge.actualPort())
        .hasMessageContaining("set --http.port");
  }

  @Test
  void aCallerWhoGoesAwayNoLongerCounts() throws Exception {
    try (var socket = http.connect()) {
      socket.getOutputStream().write("GET /held HTTP/1.1\r\nHost: test\r\n\r\n".getBytes(UTF_8));
      http.waitForInFlight(1);
    }
    http.waitForInFlight(0);
  }

  private void refusesConnections() {
    for (int i = 0; i < 1_000; i++) {
      try (var socket = http.connect()) {
        assertThat(socket.isConnected()).isTrue();
      } catch (IOException refused) {
        return;
      }
    }
    throw new AssertionError("still takes connections");
  }
}
