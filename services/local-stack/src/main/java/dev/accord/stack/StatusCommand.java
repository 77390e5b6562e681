package dev.accord.stack;

import dev.accord.stack.process.RunFile;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "status",
    description = "Tell whether the stack is up, and where its parts listen.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Exit codes: 0 up, 1 starting or down.",
      "",
      "Examples:",
      "  accord status",
      "  accord status --json | jq -r .urls.order"
    })
final class StatusCommand implements Callable<Integer> {
  private static final int NOT_UP = 1;

  @Spec private CommandSpec spec;
  @Mixin private final StackChoice choice = new StackChoice();

  @Option(names = "--json", description = "One JSON object: state, urls, kafka, postgres.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    var running = choice.folder().running();
    var status =
        running.map(RunFile::status).orElseGet(() -> new JsonObject().put("state", "down"));
    var out = spec.commandLine().getOut();
    if (json) {
      out.println(status.encode());
    } else {
      out.println(status.getString("state"));
      running.ifPresent(run -> run.addresses().forEach(out::println));
    }
    return running.filter(RunFile::ready).isPresent() ? 0 : NOT_UP;
  }
}
