package dev.accord.benchmarks.registry;

import dev.accord.embedded.BrokerMain;
import dev.accord.embedded.ChildProcess;
import dev.accord.embedded.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** How the servers that are measured are started. */
final class Plans {
  static final String OURS = "accord";
  static final String PEER = "apicurio";
  static final String BARE = "bare Vert.x handler";
  private static final String LAUNCHER = "./accord";
  private static final String OPTIONS = "@services/registry/registry.options";

  private Plans() {}

  static List<String> broker(Path dataDir, int port) {
    return ChildProcess.java(
        List.of("-XX:+UseSerialGC", "-Xmx256m"),
        BrokerMain.class,
        List.of(dataDir.toString(), Integer.toString(port)));
  }

  /**
   * A node as its users start it: by the launcher, with what the launcher has prepared.
   *
   * @param javaOptions added to the launcher's own
   */
  static Server.Plan ours(String javaOptions, String bootstrapServers) {
    int port = FreePorts.one();
    var command =
        List.of(LAUNCHER, "registry", "--listen=127.0.0.1:" + port, "--kafka=" + bootstrapServers);
    return new Server.Plan(
        OURS, loopback(port, ""), "/subjects", command, Map.of("ACCORD_JAVA_OPTS", javaOptions));
  }

  /** Has the launcher build what it runs, if a source is newer than its last build. */
  static void build() throws IOException, InterruptedException {
    var build = new ProcessBuilder(LAUNCHER, "--version").inheritIO().start();
    if (build.waitFor() != 0) {
      throw new IOException(LAUNCHER + " cannot be built; it says why above");
    }
  }

  /** Apicurio Registry, which keeps everything in memory unless it is told otherwise. */
  static Server.Plan peer(Path java, Path folder) {
    int port = FreePorts.one();
    var command =
        List.of(
            java.toString(),
            "-Dquarkus.http.host=127.0.0.1",
            "-Dquarkus.http.port=" + port,
            "-jar",
            folder.resolve("quarkus-run.jar").toString());
    return new Server.Plan(
        PEER, loopback(port, "/apis/ccompat/v7"), "/subjects", command, Map.of());
  }

  /**
   * The server that answers what stands in the files of a folder, in a JVM that runs as ours does.
   */
  static Server.Plan bare(String javaOptions, Path answers) {
    int port = FreePorts.one();
    var command =
        ChildProcess.java(
            Stream.concat(Stream.of(OPTIONS), javaOptions.lines().flatMap(Plans::words)).toList(),
            BareServer.class,
            List.of(Integer.toString(port), answers.toString()));
    return new Server.Plan(BARE, loopback(port, ""), "/0", command, Map.of());
  }

  private static Stream<String> words(String line) {
    return Stream.of(line.strip().split(" +"));
  }

  private static URI loopback(int port, String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }
}
