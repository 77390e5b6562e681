package dev.accord.registry.node;

import dev.accord.registry.change.Command;
import dev.accord.registry.node.Commits.Committed;
import dev.accord.registry.problem.ErrorCode;
import dev.accord.registry.problem.RegistryProblem;
import dev.accord.registry.subject.RegistryRecord;
import dev.accord.registry.subject.RegistryState;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A change that was asked for, and what came of it. Asked and given up from any thread; the rest is
 * the writer's.
 */
public final class Submission<T> {
  private final Command<T> command;
  private final Promise<Committed<T>> promise = Promise.promise();
  private final AtomicBoolean taken = new AtomicBoolean();
  private Command.@Nullable Decision<T> decision;
  private @Nullable RuntimeException refusal;

  Submission(Command<T> command) {
    this.command = command;
  }

  static <T> Submission<T> refused(Command<T> command, RegistryProblem problem) {
    var submission = new Submission<>(command);
    submission.fail(problem);
    return submission;
  }

  /**
   * Fails with a {@link RegistryProblem}; completed on the thread of the writer or who gives up.
   */
  public Future<Committed<T>> outcome() {
    return promise.future();
  }

  /**
   * Ends the waiting: with UNAVAILABLE if the change has not been begun, which then never happens,
   * and with OUTCOME_UNKNOWN otherwise. Does nothing after an answer.
   */
  public void giveUp() {
    fail(
        take()
            ? ErrorCode.UNAVAILABLE.with("The change was not begun in time; try again")
            : ErrorCode.OUTCOME_UNKNOWN.with(
                "The log has not confirmed the change in time; it may be written or not; ask"));
  }

  /** Whether it is still wanted, and this call is the first to take it. */
  boolean take() {
    return taken.compareAndSet(false, true);
  }

  /** Returns the state after this command, and adds its records. */
  RegistryState decide(RegistryState before, List<RegistryRecord> records) {
    refusal = null;
    decision = null;
    try {
      var decided = command.decide(before);
      decision = decided;
      records.addAll(decided.records());
      var after = before;
      for (var record : decided.records()) {
        after = after.apply(record, 0);
      }
      return after;
    } catch (RuntimeException e) {
      // A refusal is told only once everything that it rests on is in the log.
      refusal = e;
      return before;
    } catch (StackOverflowError e) {
      // One request must not end the thread that all writes need.
      refusal = new IllegalStateException("a change was too deep to be decided", e);
      return before;
    }
  }

  void complete(long offset) {
    if (refusal != null) {
      promise.tryFail(refusal);
    } else if (decision != null) {
      promise.tryComplete(new Committed<>(decision.answer(), offset));
    }
  }

  void fail(RegistryProblem problem) {
    promise.tryFail(problem);
  }
}
