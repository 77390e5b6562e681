package dev.accord.stack;

import dev.accord.cli.run.Verb;
import dev.accord.cli.verb.Verbs;
import dev.accord.stack.process.CannotRunException;
import java.time.Clock;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.slf4j.helpers.NOP_FallbackServiceProvider;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line of Accord. */
@Command(
    name = "accord",
    description = "Event contracts on Kafka, and a stack on this machine to try them.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    version = "accord 0.1.0-SNAPSHOT",
    footer = {
      "",
      "Examples:",
      "  accord up                start everything here; Ctrl-C stops it",
      "  accord up --detach       start it in the background",
      "  accord stop payment      stop one service of it; accord start payment starts it again",
      "  accord status --json     where everything listens",
      "  accord down              stop it; the data stay",
      "  accord dlt ls --service order   what the order service could not handle",
      "  accord saga check        which orders have not ended, and who owes what",
      "  accord check             tell who breaks if the contracts change like this",
      "",
      "Exit codes: 0 done, 1 status: nothing runs, 2 wrong usage, 4 could not run."
    })
public final class Accord {
  /** Wrong usage: an unknown option, a malformed value. */
  static final int USAGE = 2;

  /** The world did not allow it. */
  static final int COULD_NOT_RUN = 4;

  private Accord() {}

  /** Runs one command; a service that it started keeps the process up. */
  public static void main(String[] args) {
    if (args.length > 0 && args[0].equals(RegistryCommand.NAME)) {
      runRegistry(Arrays.copyOfRange(args, 1, args.length));
      return;
    }
    var program = commandLine();
    if (args.length > 0 && program.getSubcommands().containsKey(args[0])) {
      quieten(program.getSubcommands().get(args[0]));
    }
    var exitCode = program.execute(args);
    if (exitCode != 0) {
      System.exit(exitCode);
    }
  }

  /** A node starts in a second, a third of which the tree of commands would be. */
  private static void runRegistry(String[] settings) {
    try {
      RegistryCommand.run(settings);
    } catch (RuntimeException e) {
      System.exit(explainFailure(e, commandLine()));
    }
  }

  /**
   * A verdict needs no log of the libraries below it, and to set one up takes as long as a verdict.
   * {@code ACCORD_LOG} asks for it all the same.
   */
  private static void quieten(CommandLine command) {
    if (command.getCommand() instanceof Verb && System.getenv("ACCORD_LOG") == null) {
      System.setProperty("slf4j.provider", NOP_FallbackServiceProvider.class.getName());
      System.setProperty("slf4j.internal.verbosity", "WARN");
    }
  }

  static CommandLine commandLine() {
    var program =
        new CommandLine(new Accord())
            .addSubcommand(new UpCommand())
            .addSubcommand(new DownCommand())
            .addSubcommand(new SwitchCommand.Stop())
            .addSubcommand(new SwitchCommand.Start())
            .addSubcommand(new StatusCommand())
            .addSubcommand(new RegistryCommand())
            .addSubcommand(serviceCommand())
            .addSubcommand(new OutboxCommand())
            .addSubcommand(new DeadLetterCommand())
            .addSubcommand(new SagaCommand());
    return Verbs.addTo(program, Clock.systemUTC())
        .setParameterExceptionHandler(Accord::explainUsage)
        .setExecutionExceptionHandler((e, command, parsed) -> explainFailure(e, command));
  }

  /** What follows the name belongs to the service. */
  private static CommandLine serviceCommand() {
    return new CommandLine(new ServiceCommand()).setStopAtPositional(true);
  }

  private static int explainUsage(ParameterException e, String[] args) {
    var command = e.getCommandLine();
    var err = command.getErr();
    if (e instanceof UnmatchedArgumentException unmatched) {
      var what = unmatched.getUnmatched().get(0);
      var kind =
          unmatched.isUnknownOption()
              ? "unknown option "
              : command.getSubcommands().isEmpty() ? "unexpected word " : "unknown command ";
      err.println("accord: " + kind + what);
      unmatched.getSuggestions().stream()
          .findFirst()
          .ifPresent(nearest -> err.println("Did you mean " + nearest + "?"));
    } else {
      err.println("accord: " + e.getMessage());
    }
    err.println(command.getCommandSpec().qualifiedName() + " --help shows what there is.");
    return USAGE;
  }

  private static int explainFailure(Exception e, CommandLine command) {
    var err = command.getErr();
    if (e instanceof CannotRunException) {
      var lines = String.valueOf(e.getMessage()).lines();
      err.println(lines.collect(Collectors.joining("\n        ", "accord: ", "")));
    } else {
      err.println("accord: this is a fault in Accord; please report what follows");
      e.printStackTrace(err);
    }
    return COULD_NOT_RUN;
  }
}
