package dev.accord.stack;

import dev.accord.stack.process.BackgroundStack;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "down",
    description = "Stop the stack and wait until it is gone. Its data stay.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Nothing to stop is no error. A stack that was killed leaves a PostgreSQL behind: it is",
      "stopped too.",
      "",
      "Examples:",
      "  accord down",
      "  accord down --port-offset 100"
    })
final class DownCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private final StackChoice choice = new StackChoice();

  @Override
  public Integer call() throws Exception {
    var folder = choice.folder();
    var stopped = BackgroundStack.stop(folder);
    spec.commandLine().getOut().println(stopped ? "stopped" : "nothing runs on " + folder.path());
    return 0;
  }
}
