package dev.accord.stack;

import dev.accord.stack.process.BackgroundStack;
import dev.accord.stack.service.KnownService;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Stops one service of the stack, or starts it again: two commands of one form. */
abstract class SwitchCommand implements Callable<Integer> {
  @Command(
      name = "stop",
      description = "Stop one service of the running stack, in order; the others go on.",
      mixinStandardHelpOptions = true,
      footer = {
        "",
        "Examples:",
        "  accord stop payment      orders are still accepted, and wait",
        "  accord start payment     they complete"
      })
  static final class Stop extends SwitchCommand {
    Stop() {
      super(false);
    }
  }

  @Command(
      name = "start",
      description = "Start a service again that accord stop has stopped.",
      mixinStandardHelpOptions = true,
      footer = {"", "Examples:", "  accord start payment"})
  static final class Start extends SwitchCommand {
    Start() {
      super(true);
    }
  }

  @Parameters(
      paramLabel = "SERVICE",
      description = "order, inventory, payment, shipping, notification or analytics")
  private String name = "";

  @Spec private CommandSpec spec;
  @Mixin private final StackChoice choice = new StackChoice();
  private final boolean on;

  private SwitchCommand(boolean on) {
    this.on = on;
  }

  @Override
  public final Integer call() throws Exception {
    if (KnownService.ofOrders().stream().noneMatch(one -> one.toString().equals(name))) {
      throw new ParameterException(
          spec.commandLine(),
          "the stack has no service " + name + "; it has " + KnownService.ofOrders());
    }
    BackgroundStack.turn(choice.folder(), name, on);
    spec.commandLine().getOut().println(name + (on ? " is up" : " stopped"));
    return 0;
  }
}
