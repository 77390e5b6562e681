package dev.accord.cli.run;

import dev.accord.cli.source.UnreadableException;
import dev.accord.model.source.InvalidSourceException;
import dev.accord.model.source.Problem;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What all verbs share: failures told in one line each, with a place and the right exit code. */
@Command(mixinStandardHelpOptions = true, sortOptions = false, usageHelpAutoWidth = true)
public abstract class Verb implements Callable<Integer> {
  @Spec private CommandSpec spec;

  /**
   * Does the work.
   *
   * @return the exit code
   */
  protected abstract int run() throws IOException;

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
    } catch (NoSuchFileException e) {
      err().println("accord " + spec.name() + ": there is no file " + e.getMessage());
      return ExitCodes.COULD_NOT_RUN;
    } catch (UnreadableException | IOException e) {
      err().println("accord " + spec.name() + ": " + e.getMessage());
      return ExitCodes.COULD_NOT_RUN;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    } catch (RuntimeException | StackOverflowError e) {
      // Left to the command line it would end with 1, which says that contracts are broken.
      err().println("accord " + spec.name() + ": a fault in Accord; please report what follows");
      e.printStackTrace(err());
      return ExitCodes.COULD_NOT_RUN;
    }
  }

  /** Where answers go. */
  protected final PrintWriter out() {
    return spec.commandLine().getOut();
  }

  /** Where complaints go. */
  protected final PrintWriter err() {
    return spec.commandLine().getErr();
  }

  /** The verb, as the user typed it. */
  protected final String name() {
    return spec.name();
  }
}
