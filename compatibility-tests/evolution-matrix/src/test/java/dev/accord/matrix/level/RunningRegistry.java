package dev.accord.matrix.level;

import dev.accord.checks.compatibility.CompatibilityLevel;
import dev.accord.embedded.KafkaBroker;
import dev.accord.registry.RegistryConfig;
import dev.accord.registry.RegistryVerticle;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** One broker and one node of our registry, asked over HTTP as anybody would. */
final class RunningRegistry implements AutoCloseable {
  private static final int INVALID_SCHEMA = 42201;

  private final KafkaBroker broker;
  private final Vertx vertx = Vertx.vertx();
  private final RegistryVerticle node;
  private final HttpClient http = HttpClient.newHttpClient();

  private RunningRegistry(KafkaBroker broker) {
    this.broker = broker;
    this.node = new RegistryVerticle(RegistryConfig.onPort(0, broker.bootstrapServers()));
  }

  static RunningRegistry start(Path folder) throws IOException {
    var running = new RunningRegistry(KafkaBroker.start(folder));
    var unused = running.vertx.deployVerticle(running.node).await();
    return running;
  }

  /** Registers the versions, oldest first, whatever they do to each other. */
  void hold(String subject, List<String> versions) throws IOException, InterruptedException {
    setLevel(subject, CompatibilityLevel.NONE);
    for (String version : versions) {
      var unused = required(send("POST", "/subjects/" + subject + "/versions", schema(version)));
    }
  }

  void setLevel(String subject, CompatibilityLevel level) throws IOException, InterruptedException {
    var body = new JsonObject().put("compatibility", level.name());
    var unused = required(send("PUT", "/config/" + subject, body));
  }

  /** What it answers for a schema that is not registered yet; false also for one it cannot read. */
  boolean accepts(String subject, String schema) throws IOException, InterruptedException {
    var answer = send("POST", "/compatibility/subjects/" + subject + "/versions", schema(schema));
    var body = new JsonObject(answer.body());
    if (answer.statusCode() == 422 && body.getInteger("error_code") == INVALID_SCHEMA) {
      return false;
    }
    return required(answer).getBoolean("is_compatible");
  }

  private static JsonObject schema(String text) {
    return new JsonObject().put("schema", text);
  }

  private static JsonObject required(HttpResponse<String> answer) throws IOException {
    if (answer.statusCode() != 200) {
      throw new IOException(answer + ": " + answer.body());
    }
    return new JsonObject(answer.body());
  }

  private HttpResponse<String> send(String method, String path, JsonObject body)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(node.url() + path))
            .header("Content-Type", "application/vnd.schemaregistry.v1+json")
            .method(method, BodyPublishers.ofString(body.encode(), StandardCharsets.UTF_8))
            .build();
    return http.send(request, BodyHandlers.ofString());
  }

  @Override
  public void close() {
    vertx.close().await();
    broker.close();
  }
}
