package dev.accord.interop;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Requests that no client would send: never a 5xx, and a refused one changes nothing. {@code
 * -Daccord.seed=N} to replay; the long run is the command {@link Fuzz}.
 */
class FuzzTest {
  private static final int REQUESTS = 1_500;

  private static RegistryUnderTest registry;

  private final long seed = Long.getLong("accord.seed", System.nanoTime());

  @BeforeAll
  static void start(@TempDir Path dataDir) throws Exception {
    registry = RegistryUnderTest.start(dataDir);
  }

  @AfterAll
  static void stop() {
    registry.close();
  }

  @Test
  void neverFailsAndARefusalChangesNothing() throws Exception {
    new FuzzRun(registry.url(), seed).run(REQUESTS);
  }
}
