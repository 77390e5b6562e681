package dev.accord.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accord.checks.compatibility.CompatibilityLevel;
import dev.accord.embedded.KafkaBroker;
import dev.accord.registry.lead.ElectionConfig;
import dev.accord.registry.log.KafkaLogConfig;
import dev.accord.registry.security.SecurityConfig;
import dev.accord.runtime.http.HttpConfig;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nodes of one registry on one broker: writes through any of them, and what happens at a change.
 */
class SeveralNodesTest {
  private static KafkaBroker broker;
  private final List<RunningRegistry> nodes = new ArrayList<>();
  private String name = "";

  @BeforeAll
  static void startBroker(@TempDir Path dataDir) throws Exception {
    broker = KafkaBroker.start(dataDir);
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @BeforeEach
  void name(TestInfo test) {
    name = test.getTestMethod().orElseThrow().getName();
  }

  @AfterEach
  void stopNodes() {
    nodes.forEach(RunningRegistry::close);
  }

  @Test
  void aWriteThroughAnyNodeIsReadThroughThatNodeAtOnce() throws Exception {
    for (int i = 0; i < 3; i++) {
      start();
    }
    for (int i = 0; i < 15; i++) {
      var node = nodes.get(i % 3);
      var written = node.send("POST", "/subjects/s" + i + "/versions", schema(i));
      assertThat(written.status()).as(written.toString()).isEqualTo(200);
      var id = ((JsonObject) written.json()).getInteger("id");
      assertThat(node.send("GET", "/schemas/ids/" + id).status()).isEqualTo(200);
      assertThat(node.send("GET", "/subjects/s" + i + "/versions").text()).isEqualTo("[1]");
    }
    assertThat(ids(nodes.get(0))).hasSize(15).isEqualTo(ids(nodes.get(1)));
  }

  @Test
  void theOffsetOfAWriteMakesAnyOtherNodeWaitForIt() throws Exception {
    start();
    start();
    var written = nodes.get(0).send("POST", "/subjects/s/versions", schema(1));
    var offset = written.response().headers().firstValue("Accord-Offset").orElseThrow();
    var request = HttpRequest.newBuilder(nodes.get(1).url("/subjects/s/versions"));
    var read = nodes.get(1).send(request.header("Accord-Min-Offset", offset));
    assertThat(read.text()).isEqualTo("[1]");
  }

  @Test
  void aRefusalOfTheLeaderComesThroughUnchanged() throws Exception {
    start();
    start();
    for (var node : nodes) {
      var refused = node.send("DELETE", "/subjects/none");
      assertThat(refused.status()).isEqualTo(404);
      assertThat(refused.text())
          .isEqualTo("{\"error_code\":40401,\"message\":\"Subject 'none' not found.\"}");
    }
  }

  @Test
  void anAnswerWithoutABodyComesThroughWithoutOne() throws Exception {
    start();
    start();
    for (var node : nodes) {
      var gone = node.send("DELETE", "/contexts/none");
      assertThat(gone.status()).isEqualTo(204);
      assertThat(gone.text()).isEmpty();
      assertThat(gone.response().headers().firstValue("Content-Type")).isEmpty();
    }
  }

  @Test
  void anOrderlyStopHandsTheLeadershipOverAndNothingIsLost() throws Exception {
    start();
    start();
    var before = nodes.get(0).send("POST", "/subjects/s/versions", schema(1));
    assertThat(before.status()).isEqualTo(200);
    nodes.remove(0).close();
    var after = retry(nodes.get(0), "/subjects/t/versions", schema(2));
    assertThat(((JsonObject) after.json()).getInteger("id")).isEqualTo(2);
    // A node that comes back follows.
    start();
    assertThat(nodes.get(1).send("POST", "/subjects/u/versions", schema(3)).status())
        .isEqualTo(200);
    assertThat(ids(nodes.get(1))).isEqualTo(Map.of("s", 1, "t", 2, "u", 3));
  }

  private void start() {
    nodes.add(
        RunningRegistry.start(
            new RegistryConfig(
                HttpConfig.onPort(0),
                new KafkaLogConfig(
                    broker.bootstrapServers(), name, 1, Duration.ofSeconds(10), Map.of()),
                new ElectionConfig("group-" + name, Duration.ofSeconds(6)),
                "",
                SecurityConfig.NONE,
                CompatibilityLevel.BACKWARD,
                Duration.ofSeconds(30))));
  }

  /** As a client does that is told to try again. */
  private static RunningRegistry.Answer retry(RunningRegistry node, String path, String body)
      throws Exception {
    var answer = node.send("POST", path, body);
    for (int tries = 0; answer.status() == 503 && tries < 100; tries++) {
      answer = node.send("POST", path, body);
    }
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    return answer;
  }

  private static Map<String, Integer> ids(RunningRegistry node) throws Exception {
    var ids = new TreeMap<String, Integer>();
    for (var schema : (JsonArray) node.send("GET", "/schemas").json()) {
      var json = (JsonObject) schema;
      ids.put(json.getString("subject"), json.getInteger("id"));
    }
    return ids;
  }

  private static String schema(int n) {
    return "{\"schema\":\"{\\\"type\\\":\\\"record\\\",\\\"name\\\":\\\"R"
        + n
        + "\\\",\\\"fields\\\":[]}\"}";
  }
}
