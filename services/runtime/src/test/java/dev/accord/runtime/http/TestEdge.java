package dev.accord.runtime.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A listening edge with tight limits, and a client that asks it over real connections. */
public final class TestEdge implements AutoCloseable {
  static final HttpConfig CONFIG =
      new HttpConfig(
          "127.0.0.1",
          0,
          2_000,
          2,
          Duration.ofMillis(1_500),
          Duration.ofSeconds(1),
          Duration.ofMillis(200));

  public final Vertx vertx = Vertx.vertx();
  final ServiceMetrics metrics = ServiceMetrics.of("test");
  public final HttpEdge edge;
  private final HttpClient client = HttpClient.newHttpClient();

  private TestEdge(ErrorFormat errors) {
    edge = HttpEdge.create(vertx, CONFIG, metrics, errors);
    var unused = edge.listen().await();
  }

  /** With problem+json. */
  public static TestEdge listen() {
    return new TestEdge(ErrorFormat.PROBLEM_JSON);
  }

  static TestEdge listen(ErrorFormat errors) {
    return new TestEdge(errors);
  }

  static Future<Reply> ok(Object body) {
    return Future.succeededFuture(Reply.ok(body));
  }

  /** {@code GET}. */
  public HttpResponse<String> get(String path) throws Exception {
    return client.send(request(path).build(), BodyHandlers.ofString(UTF_8));
  }

  HttpResponse<String> get(String path, String requestId) throws Exception {
    return client.send(
        request(path).header("X-Request-Id", requestId).build(), BodyHandlers.ofString(UTF_8));
  }

  CompletableFuture<HttpResponse<String>> getAsync(String path) {
    return client.sendAsync(request(path).build(), BodyHandlers.ofString(UTF_8));
  }

  /** {@code POST}. */
  public HttpResponse<String> post(String path, String body, String contentType) throws Exception {
    var request =
        request(path).header("Content-Type", contentType).POST(BodyPublishers.ofString(body));
    return client.send(request.build(), BodyHandlers.ofString(UTF_8));
  }

  /** A connection of its own, for what a well-behaved client would not send. */
  Socket connect() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), edge.actualPort());
  }

  /** The problem an answer holds. */
  public static JsonObject problem(HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    return new JsonObject(answer.body());
  }

  void waitForInFlight(int count) throws Exception {
    for (int i = 0; i < 1_000; i++) {
      if (get("/metrics")
          .body()
          .contains("http_server_requests_in_flight{service=\"test\"} " + count + ".0")) {
        return;
      }
    }
    throw new AssertionError("never had " + count + " requests at once");
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(edge.url().resolve(path)).timeout(Duration.ofSeconds(20));
  }

  @Override
  public void close() {
    var unused = vertx.close().await();
    metrics.close();
  }
}
