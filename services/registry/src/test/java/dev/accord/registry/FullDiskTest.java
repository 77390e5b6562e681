package dev.accord.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accord.embedded.BrokerMain;
import dev.accord.embedded.ChildProcess;
import dev.accord.embedded.FreePorts;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The broker can write no more: a limit on the size of its files stands for a disk that is full,
 * since both fail the same call, and a broker whose only disk fails ends itself.
 */
class FullDiskTest {
  private static final int FILE_KIBIBYTES_MAX = 12 * 1024;
  private static final int DOCUMENTATION = 500_000;
  private static final int SCHEMAS_MAX = 200;
  private final int port = FreePorts.one();
  @TempDir private Path folder;

  @Test
  void nothingThatWasAcknowledgedIsLostAndWritesGoOnOnceThereIsRoom() throws Exception {
    var ids = new ArrayList<Integer>();
    try (var full = broker(List.of("bash", "-c", "ulimit -f $0 && exec \"$@\"", limit()));
        var node = RunningRegistry.start(config())) {
      var answer = register(node, 0);
      while (answer.status() == 200 && ids.size() < SCHEMAS_MAX) {
        ids.add(answer.object().getInteger("id"));
        answer = register(node, ids.size());
      }
      assertThat(ids).isNotEmpty().hasSizeLessThan(SCHEMAS_MAX);
      assertThat(answer.status()).as(answer.toString()).isIn(500, 503);
      assertThat(answer.text()).contains("error_code");
      assertThat(full.handle().onExit()).succeedsWithin(Duration.ofMinutes(1));
      assertThat(register(node, ids.size()).status()).isIn(500, 503);
      // What is known is served on from memory.
      assertThat(node.send("GET", "/schemas/ids/" + ids.get(0)).status()).isEqualTo(200);

      try (var roomy = broker(List.of())) {
        assertThat(roomy.handle().isAlive()).isTrue();
        for (int i = 0; i < ids.size(); i++) {
          assertThat(awaitRegistered(node, i)).isEqualTo(ids.get(i));
        }
        assertThat(awaitRegistered(node, SCHEMAS_MAX)).isGreaterThan(ids.size());
      }
    }
  }

  private static String limit() {
    return Integer.toString(FILE_KIBIBYTES_MAX);
  }

  /** In the same folder each time; index files would reach the limit before anything else does. */
  private ChildProcess broker(List<String> before) throws Exception {
    var command = new ArrayList<>(before);
    command.addAll(
        ChildProcess.java(
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m"),
            BrokerMain.class,
            List.of(
                folder.resolve("kafka").toString(),
                Integer.toString(port),
                "log.index.size.max.bytes=65536")));
    return ChildProcess.start(command, Map.of(), folder.resolve("kafka.log"));
  }

  private RegistryConfig config() {
    var usual = RegistryConfig.onPort(0, "127.0.0.1:" + port);
    return new RegistryConfig(
        usual.http(),
        usual.log().withTimeout(Duration.ofSeconds(3)),
        usual.election(),
        usual.advertisedUrl(),
        usual.security(),
        usual.level(),
        usual.staleAfter());
  }

  private static RunningRegistry.Answer register(RunningRegistry node, int n) throws Exception {
    var schema =
        new JsonObject()
            .put("type", "fixed")
            .put("name", "F" + n)
            .put("size", 1)
            .put("doc", "x".repeat(DOCUMENTATION));
    return node.send(
        "POST",
        "/subjects/s" + n + "/versions",
        new JsonObject().put("schema", schema.encode()).encode());
  }

  private static int awaitRegistered(RunningRegistry node, int n) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
    var answer = register(node, n);
    while (answer.status() != 200) {
      assertThat(System.nanoTime()).as(answer.toString()).isLessThan(deadline);
      answer = register(node, n);
    }
    return answer.object().getInteger("id");
  }
}
