package dev.accord.registry.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.accord.checks.compatibility.CompatibilityLevel;
import dev.accord.registry.change.Register;
import dev.accord.registry.change.Script;
import dev.accord.registry.language.SchemaLimits;
import dev.accord.registry.language.SchemaTypes;
import dev.accord.registry.log.FailingLog;
import dev.accord.registry.log.InMemorySchemaLog;
import dev.accord.registry.log.LogException;
import dev.accord.registry.log.SchemaLog;
import dev.accord.registry.problem.ErrorCode;
import dev.accord.registry.problem.RegistryProblem;
import dev.accord.registry.subject.RegistryRecord;
import dev.accord.registry.subject.RegistryState;
import dev.accord.registry.subject.Subject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The log does as asked and says nothing, or says nothing and does nothing. */
class LostConfirmationTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final InMemorySchemaLog.Topic topic = new InMemorySchemaLog.Topic(Clock.systemUTC());
  private final SchemaTypes types = new SchemaTypes(SchemaLimits.DEFAULT);
  private final LosingLog log = new LosingLog(topic);
  private final Replica replica =
      new Replica(log, RegistryState.empty(CompatibilityLevel.BACKWARD), PATIENCE);
  private final Commits commits = new Commits(log, replica, PATIENCE);

  @AfterEach
  void stop() {
    log.goOn.countDown();
    commits.close();
    replica.close();
  }

  @Test
  void whatWasWrittenIsAnsweredAsWritten() throws Exception {
    log.loses = Loss.OF_THE_CONFIRMATION;
    begin();
    var committed = await(commits.submit(register("R1")));
    assertThat(committed.answer().schema().id()).isEqualTo(1);
    assertThat(committed.offset()).isZero();
    assertThat(commits.isLeading()).isTrue();
    assertThat(await(commits.submit(register("R1"))).answer().schema().version()).isEqualTo(1);
  }

  @Test
  void whatWasNotWrittenIsRefusedAndCanBeTriedAgain() throws Exception {
    log.loses = Loss.OF_EVERYTHING;
    begin();
    assertRefused(ErrorCode.UNAVAILABLE, commits.submit(register("R1")));
    assertThat(replica.state().versions(Subject.parse("s"))).isEmpty();
    log.loses = Loss.OF_NOTHING;
    assertThat(await(commits.submit(register("R1"))).answer().schema().version()).isEqualTo(1);
  }

  @Test
  void whatWasWrittenBeforeAnotherNodeTookOverIsAnsweredAsWritten() throws Exception {
    log.loses = Loss.OF_THE_CONFIRMATION_AND_THE_CLAIM;
    begin();
    assertThat(await(commits.submit(register("R1"))).answer().schema().id()).isEqualTo(1);
    assertThat(commits.isLeading()).isFalse();
    assertThat(commits.isFenced()).isTrue();
  }

  @Test
  void whatTheLogNeverTellsStaysUnknown() throws Exception {
    log.loses = Loss.OF_SIGHT;
    begin();
    assertRefused(ErrorCode.OUTCOME_UNKNOWN, commits.submit(register("R1")));
  }

  @Test
  void whoGivesUpBeforeTheChangeIsBegunCanRelyOnThat() throws Exception {
    log.loses = Loss.OF_TIME;
    begin();
    var begun = commits.submit(register("R1"));
    assertThat(log.appending.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    var waiting = commits.submit(register("R2"));
    waiting.giveUp();
    assertRefused(ErrorCode.UNAVAILABLE, waiting);
    begun.giveUp();
    assertRefused(ErrorCode.OUTCOME_UNKNOWN, begun);

    log.goOn.countDown();
    assertThat(await(commits.submit(register("R1"))).answer().schema().id()).isEqualTo(1);
    assertThat(replica.state().versions(Subject.parse("s"))).hasSize(1);
  }

  private void begin() throws Exception {
    replica.start().await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    commits.start();
    commits.lead();
  }

  private Register register(String record) {
    var text = "{\"type\":\"record\",\"name\":\"" + record + "\",\"fields\":[]}";
    return new Register(Subject.parse("s"), Script.request(text, 0, -1), types);
  }

  private static <T> Commits.Committed<T> await(Submission<T> submission) throws Exception {
    return submission.outcome().await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static void assertRefused(ErrorCode code, Submission<?> submission) {
    assertThatThrownBy(() -> await(submission))
        .isInstanceOfSatisfying(
            RegistryProblem.class, problem -> assertThat(problem.code()).isEqualTo(code));
  }

  private enum Loss {
    OF_NOTHING,
    OF_THE_CONFIRMATION,
    OF_THE_CONFIRMATION_AND_THE_CLAIM,
    /** Neither the records nor the confirmation; readers pass over their place. */
    OF_EVERYTHING,
    /** The confirmation, and nobody tells. */
    OF_SIGHT,
    /** It takes until somebody lets it go on. */
    OF_TIME
  }

  private static final class LosingLog extends FailingLog {
    private final InMemorySchemaLog.Topic topic;
    private final SchemaLog other;
    final CountDownLatch appending = new CountDownLatch(1);
    final CountDownLatch goOn = new CountDownLatch(1);
    volatile Loss loses = Loss.OF_NOTHING;

    LosingLog(InMemorySchemaLog.Topic topic) {
      super(new InMemorySchemaLog(topic));
      this.topic = topic;
      this.other = new InMemorySchemaLog(topic);
    }

    @Override
    public long append(List<RegistryRecord> records) throws LogException {
      switch (loses) {
        case OF_NOTHING -> {}
        case OF_THE_CONFIRMATION, OF_SIGHT -> throw unknown(super.append(records), false);
        case OF_THE_CONFIRMATION_AND_THE_CLAIM -> {
          long offset = super.append(records);
          other.claim();
          throw unknown(offset, true);
        }
        case OF_EVERYTHING -> {
          topic.addForeign(null, null);
          throw unknown(topic.records().size() - 1L, false);
        }
        case OF_TIME -> awaitGoOn();
      }
      return super.append(records);
    }

    private void awaitGoOn() {
      appending.countDown();
      try {
        assertThat(goOn.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private static LogException unknown(long offset, boolean deposed) {
      return new LogException.OutcomeUnknown("no answer", null, offset, deposed);
    }

    @Override
    public boolean holds(long offset) throws LogException {
      if (loses == Loss.OF_SIGHT) {
        throw LogException.notRead(new IllegalStateException("away"));
      }
      return loses != Loss.OF_EVERYTHING && super.holds(offset);
    }
  }
}
