package dev.accord.stack.local;

import dev.accord.stack.process.CannotRunException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Waits until services answer over HTTP as they should. */
final class Readiness implements AutoCloseable {
  private static final Duration WAIT_MAX = Duration.ofMinutes(1);
  private static final long ANSWER_SECONDS_MAX = 5;
  private static final long PAUSE_MILLIS = 20;
  private static final String HEALTH = "/health/ready";
  private static final int OK = 200;

  private final HttpClient client;
  private final StackPlan plan;
  private final Started started;

  Readiness(Vertx vertx, StackPlan plan, Started started) {
    this.client = vertx.createHttpClient();
    this.plan = plan;
    this.started = started;
  }

  /** Returns when the service calls itself ready. */
  void awaitHealth(Part part) throws CannotRunException, InterruptedException {
    await(part, HEALTH, "");
  }

  /**
   * Returns when the answer to {@code GET path} is 200 and contains the text.
   *
   * @throws CannotRunException with the last answer, once time is up or a stop is asked for
   */
  void await(Part part, String path, String text) throws CannotRunException, InterruptedException {
    long deadline = System.nanoTime() + WAIT_MAX.toNanos();
    var answer = ask(part, path);
    while (!(answer.startsWith(OK + " ") && answer.contains(text))) {
      if (System.nanoTime() > deadline) {
        throw new CannotRunException(
            String.format(
                Locale.ROOT,
                "%s was not ready within %d s; %s%s answers %s",
                part.label(),
                WAIT_MAX.toSeconds(),
                plan.url(part),
                path,
                answer));
      }
      started.pause(PAUSE_MILLIS);
      answer = ask(part, path);
    }
  }

  private String ask(Part part, String path) {
    return client
        .request(HttpMethod.GET, plan.port(part), "127.0.0.1", path)
        .compose(Readiness::answer)
        .timeout(ANSWER_SECONDS_MAX, TimeUnit.SECONDS)
        .otherwise(Throwable::getMessage)
        .await();
  }

  /** One step of a chain, so on the event loop: a body that nobody asks for in time is lost. */
  private static Future<String> answer(HttpClientRequest request) {
    return request
        .send()
        .compose(response -> response.body().map(body -> response.statusCode() + " " + body));
  }

  @Override
  public void close() {
    client.close().await();
  }
}
