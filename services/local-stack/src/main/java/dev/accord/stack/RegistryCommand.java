package dev.accord.stack;

import dev.accord.runtime.launch.Launcher;
import dev.accord.stack.local.KnownService;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

@Command(
    name = "registry",
    description = "Run a Schema Registry node alone: accord registry --help lists its settings.")
final class RegistryCommand implements Runnable {
  // Not this command's to judge: the launcher of services reads them.
  @Unmatched private final List<String> settings = new ArrayList<>();

  @Override
  public void run() {
    var registry = KnownService.REGISTRY;
    Launcher.run(registry.toString(), registry::verticle, settings.toArray(String[]::new));
  }
}
