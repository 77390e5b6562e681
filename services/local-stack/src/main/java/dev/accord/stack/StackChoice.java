package dev.accord.stack;

import dev.accord.stack.local.StackPlan;
import dev.accord.stack.process.StateFolder;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which stack is meant: the options that commands about a stack share. */
final class StackChoice {
  /** Set by the launcher: the folder that holds {@code .accord}. */
  private static final String HOME = "accord.home";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  private int portOffset;

  @Option(
      names = "--data-dir",
      paramLabel = "FOLDER",
      description =
          "Where this stack keeps its data. Default: .accord/stack beside the launcher, or"
              + " .accord/stack-N with a port offset.")
  private @Nullable Path dataDir;

  @Option(
      names = "--port-offset",
      paramLabel = "N",
      defaultValue = "0",
      description = "Add N to every port, so that a second stack fits beside the first.")
  void portOffset(int offset) {
    if (offset < 0 || offset > StackPlan.PORT_OFFSET_MAX) {
      throw new ParameterException(
          spec.commandLine(),
          "--port-offset must be 0 to " + StackPlan.PORT_OFFSET_MAX + ", not " + offset);
    }
    portOffset = offset;
  }

  int portOffset() {
    return portOffset;
  }

  StateFolder folder() {
    return dataDir == null
        ? StateFolder.below(Path.of(System.getProperty(HOME, "")), portOffset)
        : new StateFolder(dataDir);
  }

  /** The same choice, as it is typed after a verb. */
  String asTyped() {
    var offset = portOffset == 0 ? "" : " --port-offset " + portOffset;
    return offset + (dataDir == null ? "" : " --data-dir " + dataDir);
  }
}
