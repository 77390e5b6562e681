package dev.accord.drills.registry;

import dev.accord.registry.RegistryConfig;
import dev.accord.registry.RegistryVerticle;
import dev.accord.runtime.launch.Launcher;

/** A node with a fault on purpose: its log refuses nobody. The drill must find what follows. */
final class UnfencedMain {
  private UnfencedMain() {}

  public static void main(String[] args) {
    Launcher.run(
        "registry",
        settings -> new RegistryVerticle(RegistryConfig.from(settings), UnfencedLog::new),
        args);
  }
}
