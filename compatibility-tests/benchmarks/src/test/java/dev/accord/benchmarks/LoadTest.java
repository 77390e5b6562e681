package dev.accord.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accord.benchmarks.Load.Amount;
import dev.accord.benchmarks.Load.Call;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoadTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  private final Vertx vertx = Vertx.vertx();
  private final AtomicInteger asked = new AtomicInteger();
  private HttpServer server;

  /** Answers 200 but for {@code /bad}. */
  @BeforeEach
  void listen() {
    server =
        vertx
            .createHttpServer()
            .requestHandler(
                request -> {
                  asked.incrementAndGet();
                  var unused =
                      request
                          .response()
                          .setStatusCode(request.path().equals("/bad") ? 500 : 200)
                          .end("hello");
                })
            .listen(0, "127.0.0.1")
            .await();
  }

  @AfterEach
  void stop() {
    vertx.close().await();
  }

  @Test
  void makesAsManyCallsAsAskedFor() {
    var measured = Load.run(url(), new Amount(8, 100, LONG), n -> Call.get("/" + n));
    assertThat(measured.completed()).isEqualTo(100);
    assertThat(measured.failed()).isZero();
    assertThat(asked).hasValue(100);
  }

  @Test
  void countsFailuresApart() {
    var measured =
        Load.run(
            url(), new Amount(2, 10, LONG), n -> Call.post(n % 2 == 0 ? "/good" : "/bad", "{}"));
    assertThat(measured.completed()).isEqualTo(5);
    assertThat(measured.failed()).isEqualTo(5);
  }

  @Test
  void endsWhenItsTimeIsOver() {
    var measured =
        Load.run(url(), new Amount(2, 100_000_000, Duration.ofMillis(50)), n -> Call.get("/"));
    assertThat(measured.completed()).isPositive().isLessThan(100_000_000);
  }

  @Test
  void tellsTheTimeThatAShareOfTheCallsTookAtMost() {
    var measured = new Measured(new long[] {4_000_000, 1_000_000, 3_000_000, 2_000_000}, 0, LONG);
    assertThat(measured.millisAt(0.5)).isEqualTo(2);
    assertThat(measured.millisAt(0.99)).isEqualTo(4);
  }

  private URI url() {
    return URI.create("http://127.0.0.1:" + server.actualPort());
  }
}
