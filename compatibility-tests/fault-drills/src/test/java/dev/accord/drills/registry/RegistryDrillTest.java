package dev.accord.drills.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The drill at its shortest: three nodes on one broker. The long one is a command. */
class RegistryDrillTest {
  private static final Logger LOG = LoggerFactory.getLogger(RegistryDrillTest.class);

  private final long seed = Long.getLong("accord.seed", System.nanoTime());

  @Test
  void everyPromiseIsKeptThroughALeaderThatIsKilledAndOneThatIsPaused(@TempDir Path folder)
      throws Exception {
    var plan =
        new DrillRun.Plan(1, 8, List.of(Fault.LEADER_KILLED, Fault.LEADER_PAUSED), 15, seed, true);
    try (var run = new DrillRun(plan, folder, LOG::warn)) {
      var outcome = run.run();
      LOG.warn("{}", outcome.counts());
      assertThat(outcome.violations()).as(outcome.counts()).isEmpty();
    }
  }
}
