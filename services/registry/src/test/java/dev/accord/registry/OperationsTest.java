package dev.accord.registry;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.accord.embedded.FreePorts;
import dev.accord.embedded.KafkaBroker;
import dev.accord.registry.log.FailingLog;
import dev.accord.registry.log.KafkaSchemaLog;
import dev.accord.runtime.launch.Settings;
import io.vertx.core.json.JsonObject;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What people who run a node see of it. */
class OperationsTest {
  private static KafkaBroker broker;
  private final String topic;

  OperationsTest(TestInfo test) {
    topic = test.getTestMethod().orElseThrow().getName();
  }

  @BeforeAll
  static void startBroker(@TempDir Path dataDir) throws Exception {
    broker = KafkaBroker.start(dataDir);
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @Test
  void theMetersTellOfTheLogTheLeaderAndTheRequests() throws Exception {
    try (var node = RunningRegistry.start(config(Map.of()))) {
      assertThat(register(node, "s").status()).isEqualTo(200);
      assertThat(node.send("GET", "/subjects/none/versions").status()).isEqualTo(404);
      var meters = node.send("GET", "/metrics").text();
      assertThat(meters)
          .contains("registry_leader{service=\"registry\"} 1.0")
          .contains("registry_ready{service=\"registry\"} 1.0")
          .contains("registry_subjects{service=\"registry\"} 1.0")
          .contains("registry_versions{service=\"registry\"} 1.0")
          .contains("registry_log_lag{service=\"registry\"} 0.0")
          .contains("registry_commit_group_count{service=\"registry\"} 1")
          .contains("registry_commit_seconds_count{service=\"registry\"} 1")
          .containsPattern("registry_log_offset\\{service=\"registry\"} [1-9]")
          .containsPattern(
              "http_server_requests_seconds_count\\{method=\"GET\",route=\"/subjects/:subject/"
                  + "versions\",service=\"registry\",status=\"404\"} 1");
    }
  }

  @Test
  void everyRequestIsALineOfJsonWhenThatIsAskedFor() throws Exception {
    var lines = new ListAppender<ILoggingEvent>();
    lines.start();
    var logger = (Logger) LoggerFactory.getLogger("access");
    logger.setLevel(Level.INFO);
    logger.addAppender(lines);
    try (var node = RunningRegistry.start(config(Map.of("http.access-log", "true")))) {
      assertThat(register(node, "s").status()).isEqualTo(200);
      // Twice: the second answer comes from memory and is a line all the same.
      assertThat(node.send("GET", "/subjects").status()).isEqualTo(200);
      assertThat(node.send("GET", "/subjects").status()).isEqualTo(200);
      var missing =
          HttpRequest.newBuilder(node.url("/none"))
              .header("X-Request-ID", "id-1")
              .header("Authorization", "Basic c2VjcmV0");
      assertThat(node.send(missing).status()).isEqualTo(404);
    } finally {
      logger.detachAppender(lines);
    }
    var entries = lines.list.stream().map(line -> new JsonObject(line.getMessage())).toList();
    assertThat(entries)
        .extracting(entry -> entry.getInteger("status"))
        .containsExactly(200, 200, 200, 404);
    assertThat(entries.get(3).getString("uri")).isEqualTo("/none");
    assertThat(entries.get(3).getString("requestId")).isEqualTo("id-1");
    assertThat(entries.get(0).getString("method")).isEqualTo("POST");
    assertThat(entries.get(0).getInteger("bytes")).isPositive();
    assertThat(lines.list.toString()).doesNotContain("c2VjcmV0");
  }

  @Test
  void anEndingProcessAnswersWhatItHasBegunAndExitsWithZero() throws Exception {
    var port = FreePorts.one();
    var process = process("--listen=127.0.0.1:" + port, "--registry.topic=" + topic);
    var client = HttpClient.newHttpClient();
    try {
      awaitReady(client, process, port);
      var answers = new ArrayList<CompletableFuture<HttpResponse<String>>>();
      for (int i = 0; i < 50; i++) {
        var request =
            HttpRequest.newBuilder(
                    URI.create("http://127.0.0.1:" + port + "/subjects/s" + i + "/versions"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(schema("R" + i)));
        answers.add(client.sendAsync(request.build(), BodyHandlers.ofString()));
      }
      // The first answer shows that all the others are under way or will be refused.
      CompletableFuture.anyOf(answers.toArray(CompletableFuture[]::new)).get(1, TimeUnit.MINUTES);
      process.destroy();
      assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
      assertThat(process.exitValue()).isZero();
      assertThat(acknowledged(answers)).isEqualTo(kept());
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void aNodeWhoseReaderHasDiedServesNothingSaysWhyAndLeavesTheLeadToOthers() throws Exception {
    var config = config(Map.of());
    try (var dying = new FailingLog(new KafkaSchemaLog(config.log()));
        var node = RunningRegistry.start(config, ignored -> dying);
        var other = RunningRegistry.start(config)) {
      assertThat(register(node, "s").status()).isEqualTo(200);
      assertThat(other.send("GET", "/health/ready").text()).contains(node.url().toString());
      assertThat(node.send("GET", "/health/live").status()).isEqualTo(200);

      dying.killReader();
      awaitAnswer(node, "/health/ready", "the log's reader failed: java.lang.StackOverflowError");
      assertThat(node.send("GET", "/health/ready").status()).isEqualTo(503);
      assertThat(node.send("GET", "/health/live").status()).isEqualTo(503);
      assertThat(node.send("GET", "/subjects/s/versions").status()).isEqualTo(503);
      assertThat(register(node, "t").status()).isEqualTo(503);

      awaitAnswer(other, "/health/ready", other.url().toString());
      assertThat(register(other, "t").status()).isEqualTo(200);
    }
  }

  private static void awaitAnswer(RunningRegistry node, String path, String text) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
    var answer = node.send("GET", path);
    while (!answer.text().contains(text)) {
      assertThat(System.nanoTime()).as(answer.toString()).isLessThan(deadline);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      answer = node.send("GET", path);
    }
  }

  /** How many were answered 200; a connection cut before a request was read is no answer. */
  private static long acknowledged(List<CompletableFuture<HttpResponse<String>>> answers) {
    return answers.stream()
        .filter(
            answer ->
                answer
                    .handle((response, failure) -> failure == null && response.statusCode() == 200)
                    .join())
        .count();
  }

  private int kept() throws Exception {
    try (var node = RunningRegistry.start(config(Map.of("registry.group", "kept")))) {
      return node.send("GET", "/subjects").text().split("\"s").length - 1;
    }
  }

  private static Process process(String... args) throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                RegistryMain.class.getName(),
                "--kafka=" + broker.bootstrapServers()));
    command.addAll(List.of(args));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(new File("target", "operations-test.log"))
        .start();
  }

  private static void awaitReady(HttpClient client, Process process, int port) throws Exception {
    var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health/ready"));
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
    while (true) {
      assertThat(process.isAlive()).isTrue();
      assertThat(System.nanoTime()).isLessThan(deadline);
      try {
        if (client.send(request.build(), BodyHandlers.ofString()).body().contains("http://127.")) {
          return;
        }
      } catch (IOException e) {
        // It does not listen yet.
        assertThat(process.waitFor(50, TimeUnit.MILLISECONDS)).isFalse();
      }
    }
  }

  private RegistryConfig config(Map<String, String> given) {
    var all = new HashMap<>(given);
    all.put("kafka", broker.bootstrapServers());
    all.put("http.port", "0");
    all.put("registry.topic", topic);
    all.putIfAbsent("registry.group", topic);
    return RegistryConfig.from(Settings.of(all));
  }

  private static RunningRegistry.Answer register(RunningRegistry node, String subject)
      throws Exception {
    return node.send("POST", "/subjects/" + subject + "/versions", schema("R"));
  }

  private static String schema(String name) {
    return "{\"schema\":\"{\\\"type\\\":\\\"record\\\",\\\"name\\\":\\\""
        + name
        + "\\\",\\\"fields\\\":[]}\"}";
  }
}
