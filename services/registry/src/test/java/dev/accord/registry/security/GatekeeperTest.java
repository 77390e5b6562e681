package dev.accord.registry.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What keeps guessers slow, without a clock. */
class GatekeeperTest {
  private final Turns turns = new Turns();
  private final List<String> begun = new ArrayList<>();

  @Test
  void everyFailedTryIsAnsweredLaterThanTheOneBeforeUpToALimit() {
    for (int tries = 1; tries < 6; tries++) {
      assertThat(Gatekeeper.delayMillis(tries + 1)).isEqualTo(2 * Gatekeeper.delayMillis(tries));
    }
    assertThat(Gatekeeper.delayMillis(1_000_000)).isEqualTo(5_000);
  }

  @Test
  void triesOfOneAddressAreLookedAtOneAfterTheOther() {
    var first = Promise.<String>promise();
    var second = Promise.<String>promise();
    var unusedFirst = turns.take("a", begin("first", first.future()));
    var unusedSecond = turns.take("a", begin("second", second.future()));
    var third = turns.take("a", begin("third", Future.succeededFuture("done")));
    assertThat(begun).containsExactly("first");
    first.fail("a defect must not stop those that wait");
    assertThat(begun).containsExactly("first", "second");
    assertThat(third.isComplete()).isFalse();
    second.complete("done");
    assertThat(begun).containsExactly("first", "second", "third");
    assertThat(third.result()).isEqualTo("done");
    assertThat(turns.size()).isZero();
  }

  @Test
  void anotherAddressDoesNotWait() {
    var unusedFirst = turns.take("a", begin("first", Promise.<String>promise().future()));
    var unusedOther = turns.take("b", begin("other", Promise.<String>promise().future()));
    assertThat(begun).containsExactly("first", "other");
    assertThat(turns.size()).isEqualTo(2);
  }

  private Supplier<Future<String>> begin(String name, Future<String> outcome) {
    return () -> {
      begun.add(name);
      return outcome;
    };
  }
}
