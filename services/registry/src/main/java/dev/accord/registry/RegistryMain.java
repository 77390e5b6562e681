package dev.accord.registry;

import dev.accord.runtime.launch.Launcher;

/** A registry node as a process of its own. */
public final class RegistryMain {
  private RegistryMain() {}

  /** Runs until the process is asked to stop. */
  public static void main(String[] args) {
    Launcher.run("registry", settings -> new RegistryVerticle(RegistryConfig.from(settings)), args);
  }
}
