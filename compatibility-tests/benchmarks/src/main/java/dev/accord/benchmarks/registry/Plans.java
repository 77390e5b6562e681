package dev.accord.benchmarks.registry;

import dev.accord.embedded.BrokerMain;
import dev.accord.embedded.ChildProcess;
import dev.accord.embedded.FreePorts;
import dev.accord.registry.RegistryMain;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** How the servers that are measured are started. */
final class Plans {
  static final String OURS = "accord";
  static final String PEER = "apicurio";
  static final String BARE = "bare Vert.x handler";

  private Plans() {}

  static List<String> broker(Path dataDir, int port) {
    return ChildProcess.java(
        List.of("-XX:+UseSerialGC", "-Xmx256m"),
        BrokerMain.class,
        List.of(dataDir.toString(), Integer.toString(port)));
  }

  static Server.Plan ours(List<String> javaOptions, String bootstrapServers) {
    int port = FreePorts.one();
    var command =
        ChildProcess.java(
            javaOptions,
            RegistryMain.class,
            List.of("--http.port=" + port, "--kafka.bootstrap-servers=" + bootstrapServers));
    return new Server.Plan(OURS, loopback(port, ""), "/subjects", command, Map.of());
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

  /** The server that answers what stands in the files of a folder. */
  static Server.Plan bare(List<String> javaOptions, Path answers) {
    int port = FreePorts.one();
    var command =
        ChildProcess.java(
            javaOptions, BareServer.class, List.of(Integer.toString(port), answers.toString()));
    return new Server.Plan(BARE, loopback(port, ""), "/0", command, Map.of());
  }

  private static URI loopback(int port, String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }
}
