package dev.accord.drills.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accord.checks.compatibility.CompatibilityLevel;
import dev.accord.drills.history.Checker;
import dev.accord.drills.history.History;
import dev.accord.drills.history.History.Registered;
import dev.accord.drills.history.History.Span;
import dev.accord.drills.history.History.Stored;
import dev.accord.drills.history.Violation;
import dev.accord.drills.history.Violation.Invariant;
import dev.accord.embedded.KafkaBroker;
import dev.accord.registry.change.Register;
import dev.accord.registry.language.SchemaLimits;
import dev.accord.registry.language.SchemaTypes;
import dev.accord.registry.log.KafkaLogConfig;
import dev.accord.registry.log.KafkaSchemaLog;
import dev.accord.registry.log.SchemaLog;
import dev.accord.registry.node.Commits;
import dev.accord.registry.node.Replica;
import dev.accord.registry.problem.RegistryProblem;
import dev.accord.registry.subject.RegistryState;
import dev.accord.registry.subject.Subject;
import dev.accord.registry.wire.SchemaRequests;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes that are both told that they lead, again and again, while both are written through. */
class TwoLeadersTest {
  private static final int ROUNDS = 20;
  private static final List<String> SUBJECTS = List.of("a", "b", "c");

  private static KafkaBroker broker;

  private final History history = new History();
  private final SchemaTypes types = new SchemaTypes(SchemaLimits.DEFAULT);

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    broker = KafkaBroker.start(folder);
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @Test
  void keepEveryPromiseWhereTheLogRefusesTheOlderClaim() throws Exception {
    assertThat(violations("fenced", KafkaSchemaLog::new)).isEmpty();
    assertThat(history.registered()).isNotEmpty();
  }

  @Test
  void areCaughtWhereTheLogRefusesNobody() throws Exception {
    assertThat(violations("unfenced", UnfencedLog::new))
        .extracting(Violation::invariant)
        .contains(Invariant.ACKNOWLEDGED_IS_KEPT);
  }

  private List<Violation> violations(String topic, Function<KafkaLogConfig, SchemaLog> logs)
      throws Exception {
    var usual = KafkaLogConfig.of(broker.bootstrapServers());
    var config =
        new KafkaLogConfig(usual.bootstrapServers(), topic, 1, usual.timeout(), usual.client());
    try (var one = new LeadingNode("one", logs.apply(config));
        var other = new LeadingNode("other", logs.apply(config))) {
      for (int round = 0; round < ROUNDS; round++) {
        var subject = SUBJECTS.get(round % SUBJECTS.size());
        one.commits.lead();
        other.commits.lead();
        var first = one.begin(subject, "One" + round);
        var second = other.begin(subject, "Other" + round);
        first.run();
        second.run();
      }
      one.showAll();
      other.showAll();
      return Checker.check(history);
    }
  }

  private final class LeadingNode implements AutoCloseable {
    private final String name;
    private final SchemaLog log;
    private final Replica replica;
    private final Commits commits;

    LeadingNode(String name, SchemaLog log) {
      this.name = name;
      this.log = log;
      replica =
          new Replica(log, RegistryState.empty(CompatibilityLevel.NONE), Duration.ofMinutes(5));
      commits = new Commits(log, replica, Duration.ofSeconds(20));
      var unused = replica.start().await();
      commits.start();
    }

    /** Asks for a registration; what is returned waits for the answer. */
    Runnable begin(String subject, String label) {
      var content = "{\"type\":\"record\",\"name\":\"" + label + "\",\"fields\":[]}";
      long begun = System.nanoTime();
      var request = SchemaRequests.read(new JsonObject().put("schema", content), false);
      var asked = commits.submit(new Register(Subject.parse(subject), request, types)).outcome();
      return () -> {
        try {
          var schema = asked.await().answer().schema();
          var span = new Span(begun, System.nanoTime());
          history.add(new Registered(name, span, subject, content, schema.id(), schema.version()));
        } catch (RegistryProblem refused) {
          // The other one leads, and nothing was promised.
          return;
        }
      };
    }

    void showAll() {
      var unused = replica.awaitEnd().await();
      history.ended(
          name,
          SUBJECTS.stream()
              .flatMap(
                  subject -> replica.state().versions(Subject.parse(subject)).values().stream())
              .map(
                  schema ->
                      new Stored(
                          schema.subject().qualified(),
                          schema.version(),
                          schema.id(),
                          schema.content().text()))
              .toList());
    }

    @Override
    public void close() {
      commits.close();
      replica.close();
      log.close();
    }
  }
}
