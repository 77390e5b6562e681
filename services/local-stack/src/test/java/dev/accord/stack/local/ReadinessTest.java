package dev.accord.stack.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accord.stack.process.StateFolder;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ReadinessTest {
  @TempDir Path folder;

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  @Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aRequestThatIsNeverAnsweredIsAskedAgain() throws Exception {
    var plan =
        new StackPlan(
            new StateFolder(folder), StackPlan.freePortOffset(), true, null, null, null, null);
    var asked = new AtomicInteger();
    var unused =
        vertx
            .createHttpServer()
            .requestHandler(
                request -> {
                  if (asked.incrementAndGet() > 1) {
                    request.response().end("up");
                  }
                })
            .listen(plan.port(Part.ORDER), "127.0.0.1")
            .await();

    try (var readiness = new Readiness(vertx, plan, new Started())) {
      readiness.awaitHealth(Part.ORDER);
    }

    assertThat(asked).hasValue(2);
  }
}
