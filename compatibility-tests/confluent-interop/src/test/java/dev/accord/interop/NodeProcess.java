package dev.accord.interop;

import dev.accord.registry.RegistryMain;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A node of the registry as a process of its own, which can be killed and paused. */
final class NodeProcess implements AutoCloseable {
  private static final Duration ANSWER_MAX = Duration.ofSeconds(20);

  private final int port;
  private final Process process;
  private final HttpClient http;

  private NodeProcess(int port, Process process, HttpClient http) {
    this.port = port;
    this.process = process;
    this.http = http;
  }

  static NodeProcess start(int port, String bootstrapServers, HttpClient http) throws IOException {
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx192m",
                "-cp",
                System.getProperty("java.class.path"),
                RegistryMain.class.getName(),
                "--http.port=" + port,
                "--kafka.bootstrap-servers=" + bootstrapServers,
                "--registry.session-timeout=6s",
                "--registry.kafka-timeout=5s")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return new NodeProcess(port, process, http);
  }

  int port() {
    return port;
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  /** Waits for as long as it takes; the test's timeout bounds it. */
  NodeProcess awaitReady() throws InterruptedException {
    while (!process.isAlive() || !leader().startsWith("http")) {
      if (!process.isAlive()) {
        throw new IllegalStateException("a node ended with " + process.exitValue());
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
    }
    return this;
  }

  /** The leader's address as this node knows it; empty if it does not answer that it is ready. */
  String leader() throws InterruptedException {
    try {
      var answer = send("GET", "/health/ready", "");
      if (answer.statusCode() != 200) {
        return "";
      }
      JsonArray checks = new JsonObject(answer.body()).getJsonArray("checks");
      return checks.stream()
          .map(JsonObject.class::cast)
          .filter(check -> check.getString("name").equals("leader"))
          .map(check -> check.getString("detail"))
          .findFirst()
          .orElse("");
    } catch (IOException e) {
      return "";
    }
  }

  HttpResponse<String> send(String method, String path, String body)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(url() + path))
            .timeout(ANSWER_MAX)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body));
    return http.send(request.build(), BodyHandlers.ofString());
  }

  /** SIGSTOP or SIGCONT. */
  void signal(String name) throws IOException, InterruptedException {
    var kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
    if (kill.waitFor() != 0) {
      throw new IOException("kill -" + name + " failed");
    }
  }

  /** SIGKILL. */
  void kill() throws InterruptedException {
    var unused = process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
