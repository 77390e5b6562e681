package dev.accord.stack.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accord.registry.RegistryConfig;
import io.vertx.core.Vertx;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LaptopRegistryTest {
  private static final String SCHEMA = "{\"schema\":\"\\\"string\\\"\"}";

  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void bringsItsBrokerAlongAndKeepsWhatItWasTold(@TempDir Path folder) throws Exception {
    assertThat(oneRun(folder, "POST", SCHEMA)).contains("\"id\":1");
    assertThat(oneRun(folder, "GET", "")).isEqualTo("[1]");
  }

  private String oneRun(Path folder, String method, String body) throws Exception {
    var registry = new LaptopRegistry(RegistryConfig.onPort(0, "ignored:1"), folder);
    var vertx = Vertx.vertx();
    try {
      vertx.deployVerticle(registry).await();
      var request =
          HttpRequest.newBuilder(registry.url().resolve("/subjects/s/versions"))
              .header("Content-Type", "application/json")
              .method(method, BodyPublishers.ofString(body));
      return client.send(request.build(), BodyHandlers.ofString()).body();
    } finally {
      vertx.close().await();
    }
  }
}
