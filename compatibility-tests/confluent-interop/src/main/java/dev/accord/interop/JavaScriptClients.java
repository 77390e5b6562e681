package dev.accord.interop;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The JavaScript clients against our registry as a command. */
@Command(
    name = "javascript",
    mixinStandardHelpOptions = true,
    description = {
      "Installs the JavaScript clients with npm, and tries them on a registry over a real broker.",
      "Needs Node.js 20 or newer. Exit code 0: every test passed."
    })
public final class JavaScriptClients implements Callable<Integer> {
  private static final Path MODULE = Path.of("compatibility-tests/confluent-interop");

  private final PrintStream out =
      new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);

  private JavaScriptClients() {}

  public static void main(String[] args) {
    System.exit(new CommandLine(new JavaScriptClients()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    var folder = copy();
    if (run(folder, List.of("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"), Map.of())
        != 0) {
      throw new IOException("npm could not install the clients");
    }
    var data = Files.createTempDirectory("accord-javascript");
    try (var servers = Servers.start(data)) {
      var java = new JavaSide(servers.kafka(), servers.openUrl());
      java.write();
      var code = run(folder, List.of("node", "--test"), servers.environment());
      return code == 0 ? readAll(java) : code;
    } finally {
      delete(data);
    }
  }

  private int readAll(JavaSide java) {
    int failed = 0;
    for (var topic : JavaSide.FROM_OTHERS) {
      try {
        java.read(topic);
        out.println("Java read " + topic);
      } catch (IOException e) {
        failed++;
        out.println("Java could not read " + topic + ": " + e.getMessage());
      }
    }
    return failed == 0 ? 0 : 1;
  }

  /** What npm installs does not belong between sources. */
  private static Path copy() throws IOException {
    var folder = Files.createDirectories(MODULE.resolve("target/javascript"));
    try (var sources = Files.list(MODULE.resolve("javascript"))) {
      for (var source : sources.toList()) {
        Files.copy(
            source,
            folder.resolve(source.getFileName().toString()),
            StandardCopyOption.REPLACE_EXISTING);
      }
    }
    return folder;
  }

  private static int run(Path folder, List<String> command, Map<String, String> environment)
      throws IOException {
    var builder = new ProcessBuilder(command).directory(folder.toFile()).inheritIO();
    builder.environment().putAll(environment);
    return builder.start().onExit().join().exitValue();
  }

  static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted((one, other) -> other.compareTo(one)).toList()) {
        Files.delete(file);
      }
    }
  }
}
