package dev.accord.stack;

import dev.accord.registry.RegistryConfig;
import dev.accord.registry.RegistryMain;
import dev.accord.registry.RegistryVerticle;
import dev.accord.runtime.launch.Settings;
import dev.accord.stack.service.LaptopRegistry;
import io.vertx.core.VerticleBase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

@Command(
    name = RegistryCommand.NAME,
    description = {
      "Run a Schema Registry node alone, or dump, verify or restore its log:",
      "accord registry --help, accord registry dump --help list the settings."
    })
final class RegistryCommand implements Runnable {
  static final String NAME = "registry";

  // Not this command's to judge: the launcher of services reads them.
  @Unmatched private final List<String> settings = new ArrayList<>();

  @Override
  public void run() {
    run(settings.toArray(String[]::new));
  }

  /** The command without the command line around it. */
  static void run(String[] settings) {
    RegistryMain.run(RegistryCommand::node, settings);
  }

  private static VerticleBase node(Settings settings) {
    var embedded = settings.flag("embedded-kafka", false);
    var folder =
        settings.text("data-dir", System.getProperty("accord.home", "") + "/.accord/registry");
    var config = RegistryConfig.from(settings);
    return embedded ? new LaptopRegistry(config, Path.of(folder)) : new RegistryVerticle(config);
  }
}
