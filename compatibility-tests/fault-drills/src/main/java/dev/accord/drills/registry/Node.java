package dev.accord.drills.registry;

import dev.accord.embedded.ChildProcess;
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
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A node of the registry: a name and an address for good, and a process that comes and goes. Asked
 * from any thread; started and ended by one.
 */
final class Node implements AutoCloseable {
  /** Above what an election and a write that Kafka does not confirm take together. */
  private static final Duration ANSWER_MAX = Duration.ofSeconds(15);

  private final int port;
  private final List<String> command;
  private final Path output;
  private final HttpClient http;
  private @Nullable ChildProcess process;

  /**
   * A node that {@link #start} will bring to life.
   *
   * @param bootstrapServers its own way to the brokers
   * @param fenced whether its log refuses a deposed leader
   */
  Node(int port, String bootstrapServers, boolean fenced, Path output, HttpClient http) {
    this.port = port;
    this.output = output;
    this.http = http;
    this.command =
        ChildProcess.java(
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx192m"),
            fenced ? RegistryMain.class : UnfencedMain.class,
            List.of(
                "--http.port=" + port,
                "--kafka.bootstrap-servers=" + bootstrapServers,
                "--registry.session-timeout=6s",
                "--registry.kafka-timeout=5s"));
  }

  void start() throws IOException {
    process = ChildProcess.start(command, Map.of(), output);
  }

  ChildProcess process() {
    if (process == null) {
      throw new IllegalStateException(this + " has not been started");
    }
    return process;
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  boolean isReady() {
    return leader().startsWith("http");
  }

  /** The leader's address as this node knows it; empty if it does not answer that it is ready. */
  String leader() {
    try {
      var answer = send("GET", "/health/ready", "", -1);
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

  /**
   * Asks once.
   *
   * @param offset that the node must know before it answers; -1 for any
   * @throws IOException if no answer came, for whatever reason
   */
  HttpResponse<String> send(String method, String path, String body, long offset)
      throws IOException {
    var request =
        HttpRequest.newBuilder(URI.create(url() + path))
            .timeout(ANSWER_MAX)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body));
    if (offset >= 0) {
      request.header("Accord-Min-Offset", Long.toString(offset));
    }
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  @Override
  public String toString() {
    return "node " + port;
  }

  @Override
  public void close() {
    if (process != null) {
      process.close();
    }
  }
}
