package dev.accord.stack;

import dev.accord.runtime.launch.Launcher;
import dev.accord.stack.service.KnownService;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "service",
    description = "Run one service alone, against a broker and a database that others run.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  accord service order --help                 the settings it reads",
      "  accord service order --config order.yaml",
      "  accord service inventory --kafka.bootstrap-servers=broker:9092 --http.port=0"
    })
final class ServiceCommand implements Runnable {
  @Parameters(
      index = "0",
      paramLabel = "NAME",
      description = "registry, order, inventory, payment, shipping, notification or analytics")
  private String name = "";

  @Parameters(index = "1..*", paramLabel = "SETTING", description = "--key=value, or --config FILE")
  private List<String> settings = List.of();

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    var service = KnownService.named(name).orElseThrow(this::unknown);
    Launcher.run(name, service::verticle, settings.toArray(String[]::new));
  }

  private ParameterException unknown() {
    return new ParameterException(
        spec.commandLine(),
        "no service is called " + name + "; there are " + List.of(KnownService.values()));
  }
}
