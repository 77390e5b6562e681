package dev.accord.registry.rest;

import dev.accord.embedded.KafkaBroker;
import dev.accord.registry.RegistryConfig;
import dev.accord.registry.RunningRegistry;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** One node on a broker of its own, shared by the tests of a class. */
abstract class OneNode {
  private static KafkaBroker broker;
  static RunningRegistry registry;
  static Api api;

  @BeforeAll
  static void start(@TempDir Path dataDir) throws Exception {
    broker = KafkaBroker.start(dataDir);
    registry = RunningRegistry.start(RegistryConfig.onPort(0, broker.bootstrapServers()));
    api = new Api(registry);
  }

  @AfterAll
  static void stop() {
    registry.close();
    broker.close();
  }
}
