package dev.accord.runtime.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LifetimeTest {
  private final List<String> closed = new ArrayList<>();
  private final Lifetime lifetime = new Lifetime();

  @Test
  void closesWhatWasOpenedLastFirstEvenIfOneFails() {
    open("pool", Future.succeededFuture());
    lifetime.keep(
        "relay",
        "relay",
        () -> {
          throw new IllegalStateException("already gone");
        });
    lifetime.keep("metrics", () -> closed.add("metrics"));
    lifetime.keep(
        "file",
        () -> {
          throw new IOException("disk full");
        });
    open("consumer", Future.failedFuture("stuck"));
    open("edge", Future.succeededFuture());

    assertThat(lifetime.end().succeeded()).isTrue();
    assertThat(closed).containsExactly("edge", "consumer", "metrics", "pool");
    assertThat(lifetime.end().succeeded()).isTrue();
    assertThat(closed).hasSize(4);
  }

  @Test
  void aFailedStartFailsWithItsReasonAfterItHasCleanedUp() {
    open("pool", Future.succeededFuture());

    var failed = lifetime.<String>endAfter(new IllegalStateException("port taken"));

    assertThat(failed.cause()).hasMessage("port taken");
    assertThat(closed).containsExactly("pool");
  }

  private void open(String what, Future<Void> closing) {
    lifetime.keep(
        what,
        what,
        () -> {
          closed.add(what);
          return closing;
        });
  }
}
