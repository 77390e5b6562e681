package dev.accord.registry.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.accord.checks.compatibility.CompatibilityLevel;
import dev.accord.registry.change.Command;
import dev.accord.registry.change.Register;
import dev.accord.registry.change.Script;
import dev.accord.registry.language.SchemaLimits;
import dev.accord.registry.language.SchemaTypes;
import dev.accord.registry.log.FailingLog;
import dev.accord.registry.log.InMemorySchemaLog;
import dev.accord.registry.log.LogException;
import dev.accord.registry.log.SchemaLog;
import dev.accord.registry.node.Commits.Committed;
import dev.accord.registry.problem.ErrorCode;
import dev.accord.registry.problem.RegistryProblem;
import dev.accord.registry.subject.RegistryRecord;
import dev.accord.registry.subject.RegistryState;
import dev.accord.registry.subject.StoredSchema;
import dev.accord.registry.subject.Subject;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CommitsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final InMemorySchemaLog.Topic topic = new InMemorySchemaLog.Topic(Clock.systemUTC());
  private final SchemaTypes types = new SchemaTypes(SchemaLimits.DEFAULT);
  private final List<Node> nodes = new ArrayList<>();

  @AfterEach
  void stop() {
    nodes.forEach(Node::close);
  }

  @Test
  void concurrentChangesShareAppendsAndGetDifferentIds() throws Exception {
    var slow = new SlowLog(new InMemorySchemaLog(topic));
    var node = node(slow);
    node.commits().lead();
    var pending = new ArrayList<Future<Committed<Register.Registered>>>();
    for (int i = 0; i < 200; i++) {
      pending.add(node.commits().submit(register("s" + i, "R" + i)).outcome());
    }
    var ids = new HashSet<Integer>();
    for (var one : pending) {
      ids.add(await(one).answer().schema().id());
    }
    assertThat(ids).hasSize(200);
    assertThat(slow.appends.get()).isLessThan(100);
    assertThat(node.replica().state().idMax(".")).isEqualTo(200);
  }

  @Test
  void theSameSchemaSentTwiceAtOnceIsRegisteredOnce() throws Exception {
    var node = node(new SlowLog(new InMemorySchemaLog(topic)));
    node.commits().lead();
    var one = node.commits().submit(register("s", "R")).outcome();
    var other = node.commits().submit(register("s", "R")).outcome();
    assertThat(await(one).answer().schema().at()).isEqualTo(await(other).answer().schema().at());
    assertThat(topic.records()).hasSize(1);
  }

  @Test
  void ofTwoThatBelieveToLeadOnlyTheLaterOneWrites() throws Exception {
    var old = node(new InMemorySchemaLog(topic));
    var young = node(new InMemorySchemaLog(topic));
    old.commits().lead();
    assertThat(await(old.commits().submit(register("s", "R1")).outcome()).answer().schema().id())
        .isEqualTo(1);
    young.commits().lead();
    assertThat(await(young.commits().submit(register("s2", "R2")).outcome()).answer().schema().id())
        .isEqualTo(2);

    assertThat(old.commits().isLeading()).isTrue();
    assertRefused(ErrorCode.LEADER_UNKNOWN, old.commits().submit(register("s3", "R3")).outcome());
    assertThat(old.commits().isLeading()).isFalse();
    assertThat(old.commits().isFenced()).isTrue();
    assertThat(topic.records()).hasSize(2);
    assertThat(await(young.commits().submit(register("s3", "R3")).outcome()).answer().schema().id())
        .isEqualTo(3);
  }

  @Test
  void aFailedAppendLeavesNoTraceOfWhatWasDecidedAhead() throws Exception {
    var failing = new FailingLog(new InMemorySchemaLog(topic));
    var node = node(failing);
    node.commits().lead();
    failing.failAppends(() -> LogException.notRead(new IllegalStateException("disk full")));
    assertRefused(ErrorCode.UNAVAILABLE, node.commits().submit(register("s", "R1")).outcome());
    assertThat(node.replica().state().versions(Subject.parse("s"))).isEmpty();
    failing.failAppends(null);
    var registered = await(node.commits().submit(register("s", "R2")).outcome()).answer();
    assertThat(registered.schema())
        .extracting(StoredSchema::id, StoredSchema::version)
        .containsExactly(1, 1);
  }

  @Test
  void whoDoesNotLeadRefuses() throws Exception {
    var node = node(new InMemorySchemaLog(topic));
    assertRefused(ErrorCode.LEADER_UNKNOWN, node.commits().submit(register("s", "R")).outcome());
  }

  @Test
  void aForeignRecordIsPassedOver() throws Exception {
    topic.addForeign("no json".getBytes(StandardCharsets.UTF_8), null);
    topic.addForeign(null, null);
    var node = node(new InMemorySchemaLog(topic));
    node.commits().lead();
    var committed = await(node.commits().submit(register("s", "R")).outcome());
    assertThat(committed.offset()).isEqualTo(2);
    assertThat(node.replica().refusal()).isEmpty();
  }

  @Test
  void aReaderThatDoesNotReachTheEndOfTheLogSaysSo() throws Exception {
    var failing = new FailingLog(new InMemorySchemaLog(topic));
    var replica =
        new Replica(
            failing, RegistryState.empty(CompatibilityLevel.BACKWARD), Duration.ofMillis(1));
    assertThat(replica.refusal()).contains("the log has not been read yet");
    failing.hideEnd(true);
    var ready = replica.start();
    try (replica) {
      while (replica.refusal().filter(why -> why.contains("could not be read")).isEmpty()) {
        Thread.onSpinWait();
      }
      assertThat(ready.isComplete()).isFalse();
      failing.hideEnd(false);
      var unused = await(ready);
    }
  }

  private Command<Register.Registered> register(String subject, String record) {
    var text = "{\"type\":\"record\",\"name\":\"" + record + "\",\"fields\":[]}";
    return new Register(Subject.parse(subject), Script.request(text, 0, -1), types);
  }

  private Node node(SchemaLog log) throws Exception {
    var replica =
        new Replica(log, RegistryState.empty(CompatibilityLevel.BACKWARD), Duration.ofMinutes(1));
    var commits = new Commits(log, replica, PATIENCE);
    var node = new Node(replica, commits);
    nodes.add(node);
    var unused = await(replica.start());
    commits.start();
    return node;
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static void assertRefused(ErrorCode code, Future<?> future) {
    assertThatThrownBy(() -> await(future))
        .isInstanceOfSatisfying(
            RegistryProblem.class, problem -> assertThat(problem.code()).isEqualTo(code));
  }

  private record Node(Replica replica, Commits commits) implements AutoCloseable {
    @Override
    public void close() {
      commits.close();
      replica.close();
    }
  }

  /** A log whose appends take as long as a round trip. */
  private static final class SlowLog extends FailingLog {
    final AtomicInteger appends = new AtomicInteger();

    SlowLog(SchemaLog log) {
      super(log);
    }

    @Override
    public long append(List<RegistryRecord> records) throws LogException {
      appends.incrementAndGet();
      LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
      return super.append(records);
    }
  }
}
