package dev.accord.cli.verb;

import dev.accord.cli.run.ExitCodes;
import dev.accord.cli.source.UnreadableException;
import dev.accord.model.source.InvalidSourceException;
import dev.accord.model.source.Problem;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What all verbs share: failures told in one line each, with a place and the right exit code. */
@Command(mixinStandardHelpOptions = true, sortOptions = false, usageHelpAutoWidth = true)
abstract class Verb implements Callable<Integer> {
  @Spec private CommandSpec spec;

  /** The exit code. */
  abstract int run() throws IOException;

  @Override
  public final Integer call() {
    try {
      return run();
    } catch (InvalidSourceException e) {
      boolean configuration = true;
      for (Problem problem : e.problems()) {
        err().println(problem);
        configuration &= problem.location().file().endsWith("accord.yaml");
      }
      return configuration ? ExitCodes.USAGE : ExitCodes.COULD_NOT_RUN;
    } catch (UnreadableException | IOException e) {
      err().println("accord " + spec.name() + ": " + e.getMessage());
      return ExitCodes.COULD_NOT_RUN;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  final PrintWriter out() {
    return spec.commandLine().getOut();
  }

  final PrintWriter err() {
    return spec.commandLine().getErr();
  }

  final String name() {
    return spec.name();
  }
}
