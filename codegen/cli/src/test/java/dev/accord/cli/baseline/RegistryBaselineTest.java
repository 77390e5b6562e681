package dev.accord.cli.baseline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.accord.cli.source.UnreadableException;
import dev.accord.model.config.ConfigReader;
import dev.accord.model.contracts.Baseline.Version;
import dev.accord.model.contracts.Contracts;
import dev.accord.model.schema.SchemaSet;
import dev.accord.model.source.SourceFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A small HTTP server stands for the registry; its answers are those of Confluent's. */
class RegistryBaselineTest {
  private static final String ORDER =
      "{\"type\":\"record\",\"name\":\"Order\",\"namespace\":\"a\",";

  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;

  RegistryBaselineTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @BeforeEach
  void start() {
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  @AfterEach
  void stop() {
    stopped.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  @Test
  void everyVersionOfOurSubjectsIsReadOldestFirst() {
    answers.put("/subjects", "[\"orders-a.Order\",\"orders-a.Gone\",\"theirs-x.Y\"]");
    register("orders-a.Order", 10, 7, ORDER + "\"fields\":[]}", "");
    register("orders-a.Order", 2, 3, ORDER + "\"doc\":\"d\",\"fields\":[]}", "");
    answers.put("/subjects/orders-a.Order/versions", "[10,2]");
    register("orders-a.Gone", 1, 4, ORDER + "\"fields\":[]}", "");
    answers.put("/subjects/orders-a.Gone/versions", "[1]");
    assertThat(versions(url()))
        .extracting(version -> version.schema().subject() + " " + version.number())
        .containsExactlyInAnyOrder("orders-a.Gone 1", "orders-a.Order 2", "orders-a.Order 10")
        .containsSubsequence("orders-a.Order 2", "orders-a.Order 10");
  }

  @Test
  void placesNameTheVersionsAddress() {
    answers.put("/subjects", "[\"orders-a.Order\"]");
    answers.put("/subjects/orders-a.Order/versions", "[1]");
    register("orders-a.Order", 1, 1, ORDER + "\"fields\":[]}", "");
    assertThat(versions(url()).get(0).schema().location())
        .hasToString(url() + "/subjects/orders-a.Order/versions/1:1:25");
  }

  @Test
  void referencesAreFollowed() {
    answers.put("/subjects", "[\"orders-a.Order\"]");
    answers.put("/subjects/orders-a.Order/versions", "[1]");
    register(
        "orders-a.Order",
        1,
        1,
        ORDER + "\"fields\":[{\"name\":\"m\",\"type\":\"a.Money\"}]}",
        ",\"references\":[{\"name\":\"a.Money\",\"subject\":\"money\",\"version\":3}]");
    register("money", 3, 2, "{\"type\":\"fixed\",\"name\":\"a.Money\",\"size\":4}", "");
    assertThat(versions(url()).get(0).schema().types().find("a.Money")).isPresent();
  }

  @Test
  void credentialsAreSentAndNotShown() {
    answers.put("/subjects", "credentials");
    assertThatThrownBy(() -> versions(url().replace("//", "//me:secret@")))
        .isInstanceOf(UnreadableException.class)
        .hasMessageContaining("answered with something that is not JSON: Basic bWU6c2VjcmV0")
        .hasMessageNotContaining("me:secret");
  }

  @Test
  void aFailureAWrongAddressAndAMissingServerAreToldApart() {
    answers.put("/subjects", "500");
    assertThatThrownBy(() -> versions(url()))
        .isInstanceOf(UnreadableException.class)
        .hasMessage(
            url()
                + "/subjects answered 500 out of order; the registry itself failed: see its log,"
                + " or try again");
    answers.put("/subjects", "401");
    assertThatThrownBy(() -> versions(url())).hasMessageContaining("it wants credentials");
    answers.put("/subjects", "{}");
    assertThatThrownBy(() -> versions(url()))
        .hasMessageContaining("is this the address of a schema registry?");
    server.stop(0);
    assertThatThrownBy(() -> versions(url())).hasMessageContaining("cannot reach " + url());
  }

  @Test
  void aRegistryThatHangsIsGivenUp() {
    answers.put("/subjects", "hang");
    assertThatThrownBy(() -> versions(url())).hasMessageContaining("did not answer within 2 s");
    answers.put("/subjects", "hang in the body");
    assertThatThrownBy(() -> versions(url())).hasMessageContaining("did not answer within 2 s");
  }

  private String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private static List<Version> versions(String url) {
    var config =
        ConfigReader.read(
            new SourceFile(
                "accord.yaml",
                "topics:\n  orders:\n    key: id\n    owner: order\n    events: [a.Order]\n"));
    var current = Contracts.of(config, SchemaSet.empty());
    return new RegistrySubjects(new BaselineSpec.Registry(URI.create(url)), Duration.ofSeconds(2))
        .versions(current, SchemaSet.empty());
  }

  private void register(String subject, int version, int id, String schema, String more) {
    answers.put(
        "/subjects/" + subject + "/versions/" + version,
        "{\"subject\":\""
            + subject
            + "\",\"version\":"
            + version
            + ",\"id\":"
            + id
            + ",\"schema\":\""
            + schema.replace("\"", "\\\"")
            + "\""
            + more
            + "}");
  }

  private void answer(HttpExchange exchange) throws IOException {
    var answer = answers.getOrDefault(exchange.getRequestURI().getPath(), "404");
    try (exchange) {
      switch (answer) {
        case "hang" -> await();
        case "hang in the body" -> {
          exchange.sendResponseHeaders(200, 100);
          exchange.getResponseBody().write('[');
          exchange.getResponseBody().flush();
          await();
        }
        case "401", "404" -> exchange.sendResponseHeaders(Integer.parseInt(answer), -1);
        case "500" -> send(exchange, 500, "out of\n order");
        case "credentials" ->
            send(exchange, 200, exchange.getRequestHeaders().getFirst("Authorization"));
        default -> send(exchange, 200, answer);
      }
    }
  }

  private void await() {
    try {
      stopped.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    var bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
