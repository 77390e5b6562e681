package dev.accord.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(value = OS.LINUX, disabledReason = "other systems have no /proc")
class CostTest {
  @Test
  void aThreadsTimeIsFoundUnderTheFirstFifteenLettersOfItsName() throws Exception {
    var begun = new CountDownLatch(1);
    var looked = new CountDownLatch(1);
    var named =
        new Thread(
            () -> {
              begun.countDown();
              await(looked);
            },
            "a waiting thread of this test");
    named.start();
    await(begun);
    var times = Cost.processorTimeOfThreads(ProcessHandle.current().pid());
    looked.countDown();
    named.join();
    assertThat(times).containsKey("a waiting threa");
    assertThat(times.values().stream().reduce(Duration.ZERO, Duration::plus)).isPositive();
  }

  @Test
  void aChildIsFoundUnderItsCommandLine() throws Exception {
    var child = new ProcessBuilder("sleep", "300").start();
    try {
      assertThat(Cost.processorTimeOfChildren(ProcessHandle.current().pid()))
          .containsKey("sleep 300");
    } finally {
      child.destroyForcibly();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
