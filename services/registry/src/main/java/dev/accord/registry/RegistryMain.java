package dev.accord.registry;

import dev.accord.registry.archive.LogTool;
import dev.accord.registry.log.KafkaLogConfig;
import dev.accord.runtime.launch.Launcher;
import dev.accord.runtime.launch.Settings;
import io.vertx.core.VerticleBase;
import java.util.Arrays;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A registry node as a process of its own, or, if the first word is {@code dump}, {@code verify} or
 * {@code restore}, a tool for its log.
 */
public final class RegistryMain {
  private RegistryMain() {}

  /** A node, or a tool. */
  public static void main(String[] args) {
    run(settings -> new RegistryVerticle(RegistryConfig.from(settings)), args);
  }

  /**
   * The same with a node of the caller's making.
   *
   * @param node makes the node as {@link Launcher#run} wants it
   */
  public static void run(Function<Settings, VerticleBase> node, String[] args) {
    var rest = args.length == 0 ? args : Arrays.copyOfRange(args, 1, args.length);
    switch (args.length == 0 ? "" : args[0]) {
      case "dump" -> tool("dump", LogTool::dump, rest);
      case "verify" -> tool("verify", LogTool::verify, rest);
      case "restore" -> tool("restore", LogTool::restore, rest);
      default -> Launcher.run("registry", node, args);
    }
  }

  private static void tool(
      String verb, BiFunction<KafkaLogConfig, Settings, Launcher.Task> tool, String[] args) {
    Launcher.runOnce(
        "registry " + verb, settings -> tool.apply(RegistryConfig.log(settings), settings), args);
  }
}
