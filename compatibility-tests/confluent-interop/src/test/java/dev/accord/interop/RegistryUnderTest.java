package dev.accord.interop;

import dev.accord.embedded.KafkaBroker;
import dev.accord.registry.RegistryConfig;
import dev.accord.registry.RegistryVerticle;
import dev.accord.registry.security.SecurityConfig;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** One broker and one node of the registry. */
final class RegistryUnderTest implements AutoCloseable {
  private final KafkaBroker broker;
  private final Vertx vertx = Vertx.vertx();
  private final RegistryVerticle node;
  private final HttpClient http = HttpClient.newHttpClient();

  private RegistryUnderTest(KafkaBroker broker, RegistryVerticle node) {
    this.broker = broker;
    this.node = node;
  }

  static RegistryUnderTest start(Path dataDir) throws IOException {
    return start(dataDir, SecurityConfig.NONE);
  }

  static RegistryUnderTest start(Path dataDir, SecurityConfig security) throws IOException {
    var broker = KafkaBroker.start(dataDir);
    var usual = RegistryConfig.onPort(0, broker.bootstrapServers());
    var node = new RegistryVerticle(usual.with(security));
    var running = new RegistryUnderTest(broker, node);
    var unused = running.vertx.deployVerticle(node).await();
    return running;
  }

  String bootstrapServers() {
    return broker.bootstrapServers();
  }

  String url() {
    return node.url().toString();
  }

  CachedSchemaRegistryClient client() {
    return new CachedSchemaRegistryClient(List.of(url()), 1000);
  }

  HttpResponse<String> send(String method, String path, String body)
      throws IOException, InterruptedException {
    return send(method, path, Map.of("Content-Type", "application/json"), body);
  }

  HttpResponse<String> send(String method, String path, Map<String, String> headers, String body)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(url() + path))
            .method(method, BodyPublishers.ofString(body));
    headers.forEach(request::header);
    return http.send(request.build(), BodyHandlers.ofString());
  }

  @Override
  public void close() {
    vertx.close().await();
    broker.close();
  }
}
