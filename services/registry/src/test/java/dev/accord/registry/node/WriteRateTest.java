package dev.accord.registry.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accord.checks.compatibility.CompatibilityLevel;
import dev.accord.embedded.KafkaBroker;
import dev.accord.registry.change.Register;
import dev.accord.registry.change.Script;
import dev.accord.registry.language.SchemaLimits;
import dev.accord.registry.language.SchemaTypes;
import dev.accord.registry.log.KafkaLogConfig;
import dev.accord.registry.log.KafkaSchemaLog;
import dev.accord.registry.subject.RegistryState;
import dev.accord.registry.subject.Subject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a registration costs without HTTP, on one real broker: {@code -Daccord.writes=2000} for a
 * run worth quoting.
 */
class WriteRateTest {
  private static final Logger LOG = LoggerFactory.getLogger(WriteRateTest.class);
  private static final int WRITES = Integer.getInteger("accord.writes", 40);
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private static KafkaBroker broker;
  private final SchemaTypes types = new SchemaTypes(SchemaLimits.DEFAULT);

  @BeforeAll
  static void startBroker(@TempDir Path dataDir) throws Exception {
    broker = KafkaBroker.start(dataDir);
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @Test
  void everyWriterGetsItsOwnIds() throws Exception {
    var log = new KafkaSchemaLog(KafkaLogConfig.of(broker.bootstrapServers()));
    var replica =
        new Replica(log, RegistryState.empty(CompatibilityLevel.BACKWARD), Duration.ofMinutes(1));
    var commits = new Commits(log, replica, PATIENCE);
    try (log;
        replica;
        commits) {
      replica.start().await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      commits.start();
      commits.lead();
      var ids = new HashSet<Integer>();
      var expected = 0;
      for (int writers : List.of(1, 8, 32, 128)) {
        var each = Math.max(1, WRITES / writers);
        ids.addAll(run(commits, writers, each));
        expected += writers * each;
      }
      assertThat(ids).hasSize(expected);
      assertThat(replica.state().idMax(".")).isEqualTo(expected);
    }
  }

  private List<Integer> run(Commits commits, int writers, int each) throws Exception {
    var threads = Executors.newFixedThreadPool(writers);
    var latencies = new long[writers * each];
    var next = new AtomicInteger();
    var work = new ArrayList<Callable<List<Integer>>>();
    for (int writer = 0; writer < writers; writer++) {
      var name = writers + "-" + writer + "-";
      work.add(
          () -> {
            var ids = new ArrayList<Integer>();
            for (int i = 0; i < each; i++) {
              long begun = System.nanoTime();
              ids.add(register(commits, name + i));
              latencies[next.getAndIncrement()] = System.nanoTime() - begun;
            }
            return ids;
          });
    }
    try {
      long begun = System.nanoTime();
      var ids = new ArrayList<Integer>();
      for (var one : threads.invokeAll(work)) {
        ids.addAll(one.get());
      }
      report(writers, latencies, System.nanoTime() - begun);
      return ids;
    } finally {
      threads.shutdownNow();
    }
  }

  private static void report(int writers, long[] latencies, long nanos) {
    Arrays.sort(latencies);
    LOG.warn(
        "{} writers: {} registrations a second, p50 {} us, p99 {} us",
        writers,
        latencies.length * TimeUnit.SECONDS.toNanos(1) / nanos,
        latencies[latencies.length / 2] / 1_000,
        latencies[latencies.length * 99 / 100] / 1_000);
  }

  private int register(Commits commits, String name) throws Exception {
    var text = "{\"type\":\"record\",\"name\":\"R" + name.replace('-', '_') + "\",\"fields\":[]}";
    var command = new Register(Subject.parse(name), Script.request(text, 0, -1), types);
    return commits
        .submit(command)
        .outcome()
        .await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
        .answer()
        .schema()
        .id();
  }
}
