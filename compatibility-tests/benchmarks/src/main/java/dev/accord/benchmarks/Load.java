package dev.accord.benchmarks;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A fixed number of callers, each with a connection of its own and one call under way at a time. It
 * ends after a number of calls or a time, whichever comes first. Blocks its caller; for one thread.
 */
public final class Load implements AutoCloseable {
  private static final Duration ANSWER_MAX = Duration.ofSeconds(30);
  private static final int CALLERS_MAX = 512;

  /** A request; the body is empty for none. */
  public record Call(HttpMethod method, String path, String body) {
    /** A call without a body. */
    public static Call get(String path) {
      return new Call(HttpMethod.GET, path, "");
    }

    /** A call with a JSON body. */
    public static Call post(String path, String body) {
      return new Call(HttpMethod.POST, path, body);
    }
  }

  /**
   * How much to do.
   *
   * @param callers at the same time
   * @param callsMax in all
   * @param timeMax after which no new call begins
   */
  public record Amount(int callers, int callsMax, Duration timeMax) {
    /** Checks. */
    public Amount {
      if (callers < 1 || callers > CALLERS_MAX || callsMax < 1) {
        throw new IllegalArgumentException(
            "1 to " + CALLERS_MAX + " callers and at least one call, not " + callers);
      }
    }
  }

  // One loop: the other processor is the server's.
  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final HttpClient client =
      vertx.createHttpClient(
          new HttpClientOptions().setKeepAlive(true),
          new PoolOptions().setHttp1MaxSize(CALLERS_MAX));

  /**
   * Runs a load against a server.
   *
   * @param call the n-th call, from 0; asked on an event loop, in order
   */
  public Measured run(URI server, Amount amount, IntFunction<Call> call) {
    var run = new Run(server, amount, call);
    return run.start().await();
  }

  /** One answer's body. */
  public String send(URI server, Call call) {
    return exchange(server, call).map(Buffer::toString).await();
  }

  private Future<Buffer> exchange(URI server, Call call) {
    var options =
        new RequestOptions()
            .setMethod(call.method())
            .setHost(server.getHost())
            .setPort(server.getPort())
            .setURI(server.getPath() + call.path())
            .setTimeout(ANSWER_MAX.toMillis());
    return client
        .request(options)
        .compose(
            request ->
                call.body().isEmpty()
                    ? request.send()
                    : request
                        .putHeader("Content-Type", "application/json")
                        .send(Buffer.buffer(call.body())))
        .compose(
            response ->
                response
                    .body()
                    .compose(
                        body ->
                            response.statusCode() < 300
                                ? Future.succeededFuture(body)
                                : Future.failedFuture(
                                    call.path() + ": " + response.statusCode() + " " + body)));
  }

  @Override
  public void close() {
    vertx.close().await();
  }

  /** The state of one load; lives on the one event loop. */
  private final class Run {
    private final URI server;
    private final Amount amount;
    private final IntFunction<Call> calls;
    private final Promise<Measured> done = Promise.promise();
    private long[] nanos = new long[4096];
    private int begun;
    private int completed;
    private int failed;
    private int active;
    private long startNanos;
    private @Nullable Throwable firstFailure;

    Run(URI server, Amount amount, IntFunction<Call> calls) {
      this.server = server;
      this.amount = amount;
      this.calls = calls;
    }

    Future<Measured> start() {
      vertx.runOnContext(
          ignored -> {
            startNanos = System.nanoTime();
            active = amount.callers();
            for (int i = 0; i < amount.callers(); i++) {
              next();
            }
          });
      return done.future();
    }

    private void next() {
      long now = System.nanoTime();
      if (begun >= amount.callsMax() || now - startNanos >= amount.timeMax().toNanos()) {
        if (--active == 0) {
          finish(now);
        }
        return;
      }
      exchange(server, calls.apply(begun++))
          .onComplete(
              answered -> {
                note(System.nanoTime() - now);
                next();
              },
              failure -> {
                failed++;
                firstFailure = firstFailure == null ? failure : firstFailure;
                next();
              });
    }

    private void note(long took) {
      if (completed == nanos.length) {
        nanos = Arrays.copyOf(nanos, 2 * completed);
      }
      nanos[completed++] = took;
    }

    private void finish(long now) {
      if (completed == 0 && firstFailure != null) {
        done.fail(firstFailure);
        return;
      }
      done.complete(
          new Measured(
              Arrays.copyOf(nanos, completed), failed, Duration.ofNanos(now - startNanos)));
    }
  }
}
