package dev.accord.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accord.embedded.FreePorts;
import dev.accord.embedded.KafkaBroker;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Three node processes, concurrent writers, and a leader that is killed and one that is paused:
 * nothing acknowledged is lost, no id has two contents, versions have no gaps, reads do not go
 * back. {@code -Daccord.rounds=20} for the long run, {@code -Daccord.seed=N} to replay the choices.
 */
class LeaderLossTest {
  private static final Logger LOG = LoggerFactory.getLogger(LeaderLossTest.class);
  private static final int ROUNDS = Integer.getInteger("accord.rounds", 1);
  private static final int WRITERS = 8;
  private static final int SUBJECTS = 5;
  private static final int CONTENTS = 2_000;
  private static final int BETWEEN = 60;

  private final long seed = Long.getLong("accord.seed", System.nanoTime());
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final History history = new History();
  private final List<NodeProcess> nodes = new CopyOnWriteArrayList<>();
  private KafkaBroker broker;
  private volatile boolean stopped;

  @BeforeEach
  void start(@TempDir Path dataDir) throws Exception {
    broker = KafkaBroker.start(dataDir);
    for (int port : FreePorts.some(3)) {
      nodes.add(NodeProcess.start(port, broker.bootstrapServers(), http));
    }
    for (var node : nodes) {
      var unused = node.awaitReady();
    }
  }

  @AfterEach
  void stop() {
    nodes.forEach(NodeProcess::close);
    broker.close();
  }

  @Test
  void nothingAcknowledgedIsLostWhenLeadersAreKilledAndPaused() throws Exception {
    var configured = nodes.get(0).send("PUT", "/config", "{\"compatibility\":\"NONE\"}");
    assertThat(configured.statusCode()).as(configured.body()).isEqualTo(200);
    var writers = Executors.newFixedThreadPool(WRITERS);
    for (int i = 0; i < WRITERS; i++) {
      var writer = i;
      writers.execute(() -> write(writer));
    }
    for (int round = 0; round < ROUNDS; round++) {
      awaitMore(BETWEEN);
      killTheLeader();
      awaitMore(BETWEEN);
      pauseTheLeader();
    }
    awaitMore(BETWEEN);
    stopped = true;
    writers.shutdown();
    assertThat(writers.awaitTermination(1, TimeUnit.MINUTES)).isTrue();

    LOG.warn("seed={}: {}", seed, history.counts());
    for (var node : nodes) {
      var unused = node.awaitReady();
    }
    history.check(everything(nodes.get(0)));
  }

  /** The list of all schemas comes in pages. */
  private static JsonArray everything(NodeProcess node) throws Exception {
    var all = new JsonArray();
    while (true) {
      var answer = node.send("GET", "/schemas?offset=" + all.size(), "");
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      var page = new JsonArray(answer.body());
      if (page.isEmpty()) {
        return all;
      }
      all.addAll(page);
    }
  }

  private void killTheLeader() throws Exception {
    var leader = leader();
    leader.kill();
    nodes.remove(leader);
    awaitAnotherThan(leader);
    var again = NodeProcess.start(leader.port(), broker.bootstrapServers(), http);
    nodes.add(again.awaitReady());
  }

  private void pauseTheLeader() throws Exception {
    var leader = leader();
    leader.signal("STOP");
    nodes.remove(leader);
    awaitAnotherThan(leader);
    awaitMore(BETWEEN / 4);
    leader.signal("CONT");
    nodes.add(leader.awaitReady());
  }

  private NodeProcess leader() throws InterruptedException {
    while (true) {
      for (var node : nodes) {
        var url = node.leader();
        for (var leading : nodes) {
          if (leading.url().equals(url)) {
            return leading;
          }
        }
      }
      pause();
    }
  }

  private void awaitAnotherThan(NodeProcess old) throws InterruptedException {
    while (nodes.get(0).leader().equals(old.url())) {
      pause();
    }
  }

  private void awaitMore(int registrations) {
    var enough = history.count() + registrations;
    while (history.count() < enough) {
      pause();
    }
  }

  private static void pause() {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
  }

  private void write(int writer) {
    var random = new Random(seed + writer);
    while (!stopped) {
      var node = List.copyOf(nodes).get(random.nextInt(2));
      var subject = "s" + random.nextInt(SUBJECTS);
      var text = text(random.nextInt(CONTENTS));
      try {
        register(node, writer + " through " + node.port(), subject, text);
      } catch (IOException e) {
        history.refused();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void register(NodeProcess node, String who, String subject, String text)
      throws IOException, InterruptedException {
    var body = new JsonObject().put("schema", text).encode();
    var answer = node.send("POST", "/subjects/" + subject + "/versions", body);
    if (answer.statusCode() != 200) {
      history.refused();
      if (answer.statusCode() < 500) {
        history.violation("refused with " + answer.statusCode() + " " + answer.body());
      }
      return;
    }
    var registered = new JsonObject(answer.body());
    history.acknowledged(subject, text, registered);
    var version = registered.getInteger("version");
    var read = node.send("GET", "/subjects/" + subject + "/versions", "");
    if (read.statusCode() == 200) {
      var versions = new JsonArray(read.body());
      history.versionsRead(who + " of " + subject, versions);
      if (!versions.contains(version)) {
        history.violation(who + " does not see its own version " + version + " of " + subject);
      }
    } else if (read.statusCode() < 500) {
      history.violation(who + " got " + read.statusCode() + " for what it registered");
    }
  }

  private static String text(int n) {
    return "{\"type\":\"record\",\"name\":\"R" + n + "\",\"fields\":[]}";
  }
}
