package dev.accord.registry;

import dev.accord.registry.log.KafkaLogConfig;
import dev.accord.registry.log.KafkaSchemaLog;
import dev.accord.registry.log.SchemaLog;
import io.vertx.core.Vertx;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.function.Function;

/** A node on a free port, and the simplest client of it. */
public final class RunningRegistry implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final RegistryVerticle node;
  private final HttpClient client = HttpClient.newHttpClient();

  private RunningRegistry(RegistryVerticle node) {
    this.node = node;
  }

  /** Starts a node and waits until it is ready. */
  public static RunningRegistry start(RegistryConfig config) {
    return start(config, KafkaSchemaLog::new);
  }

  /** Starts a node with a log of its own and waits until it is ready. */
  static RunningRegistry start(RegistryConfig config, Function<KafkaLogConfig, SchemaLog> logs) {
    var running = new RunningRegistry(new RegistryVerticle(config, logs));
    running.vertx.deployVerticle(running.node).await();
    return running;
  }

  /** Where it listens. */
  public URI url() {
    return node.url();
  }

  /** Sends a request without a body. */
  public Answer send(String method, String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(url(path)).method(method, BodyPublishers.noBody()));
  }

  /** Sends a request with a JSON body. */
  public Answer send(String method, String path, String json)
      throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(url(path))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(json)));
  }

  /** Sends any request. */
  public Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return new Answer(client.send(request.build(), BodyHandlers.ofString()));
  }

  /** The address of a path; the path is taken as it is. */
  public URI url(String path) {
    return URI.create(url() + path);
  }

  @Override
  public void close() {
    vertx.close().await();
  }

  /** What came back. */
  public record Answer(HttpResponse<String> response) {
    /** The status. */
    public int status() {
      return response.statusCode();
    }

    /** The text. */
    public String text() {
      return response.body();
    }

    /** The text as JSON. */
    public Object json() {
      return Json.decodeValue(text());
    }

    /** The text as a JSON object. */
    public JsonObject object() {
      return (JsonObject) json();
    }

    @Override
    public String toString() {
      return status() + " " + text();
    }
  }
}
