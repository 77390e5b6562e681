package dev.accord.registry.node;

import dev.accord.registry.change.Command;
import dev.accord.registry.lead.Leadership;
import dev.accord.registry.node.Commits.Committed;
import dev.accord.registry.problem.ErrorCode;
import dev.accord.registry.subject.RegistryState;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** What the interface asks of this node. For use on event loops. */
public final class Registry {
  private final Vertx vertx;
  private final Replica replica;
  private final Commits commits;
  private final Leadership leadership;
  private final Duration electionMax;
  private final Duration changeMax;
  // As many threads as can run at once: more would keep the event loop from running.
  private final WorkerExecutor thinkers;

  /**
   * A node that reads from one and, while it leads, writes with the other.
   *
   * @param requestMax how long a request may take; waiting for a leader and for a change together
   *     stay below, so that whoever waits in vain is told what that means
   */
  public Registry(
      Vertx vertx, Replica replica, Commits commits, Leadership leadership, Duration requestMax) {
    this.electionMax = requestMax.dividedBy(6);
    this.changeMax = requestMax.multipliedBy(3).dividedBy(4);
    this.vertx = vertx;
    this.replica = replica;
    this.commits = commits;
    this.leadership = leadership;
    this.thinkers =
        vertx.createSharedWorkerExecutor(
            "registry-thinker", Runtime.getRuntime().availableProcessors());
  }

  /**
   * The state to answer from.
   *
   * @throws dev.accord.registry.problem.RegistryProblem UNAVAILABLE if this node may be behind
   */
  public RegistryState state() {
    var refusal = replica.refusal();
    if (refusal.isPresent()) {
      throw ErrorCode.UNAVAILABLE.with("This node cannot answer now: " + refusal.get());
    }
    return replica.state();
  }

  /** Every record below this offset is in {@link #state}. */
  public long applied() {
    return replica.applied();
  }

  /** How long a change may take, wherever it is made. */
  public Duration changeMax() {
    return changeMax;
  }

  /**
   * Makes a change; completes on the caller's event loop when it is in the log and in the state.
   *
   * @return fails with UNAVAILABLE or LEADER_UNKNOWN if nothing is written and nothing will be, and
   *     with OUTCOME_UNKNOWN if that cannot be told by then
   */
  public <T> Future<Committed<T>> change(Command<T> command) {
    var submission = commits.submit(command);
    var timer = vertx.setTimer(changeMax.toMillis(), late -> submission.giveUp());
    return here(submission.outcome()).andThen(done -> vertx.cancelTimer(timer));
  }

  /**
   * The leader's address; empty if it is this node. Waits for an election.
   *
   * @return fails with LEADER_UNKNOWN if there is none by then
   */
  public Future<Optional<URI>> otherLeader() {
    if (commits.isLeading()) {
      return Future.succeededFuture(Optional.empty());
    }
    return here(leadership.known())
        .timeout(electionMax.toMillis(), TimeUnit.MILLISECONDS)
        .transform(
            known -> {
              if (commits.isLeading()) {
                return Future.succeededFuture(Optional.empty());
              }
              return leadership
                  .leader()
                  .filter(leader -> !leadership.isOwn())
                  .map(leader -> Future.succeededFuture(Optional.of(leader)))
                  .orElseGet(() -> Future.failedFuture(ErrorCode.LEADER_UNKNOWN.with()));
            });
  }

  /**
   * Tells on the caller's event loop each time that a node is said to lead, this one or another.
   */
  public void onLeader(Consumer<URI> listener) {
    var context = vertx.getOrCreateContext();
    leadership.onLeader(leader -> context.runOnContext(here -> listener.accept(leader)));
  }

  /**
   * Waits until the record at an offset is in the state.
   *
   * @return fails with UNAVAILABLE if it is not within the patience
   */
  public Future<Void> awaitRecord(long offset, Duration patience) {
    if (replica.applied() > offset) {
      return Future.succeededFuture();
    }
    return here(replica.awaitRecord(offset))
        .timeout(patience.toMillis(), TimeUnit.MILLISECONDS)
        .recover(
            late ->
                Future.failedFuture(
                    ErrorCode.UNAVAILABLE.with(
                        "This node has not read the log up to offset "
                            + offset
                            + " yet; it is at "
                            + replica.applied())));
  }

  /** The same outcome on the caller's event loop. */
  private <T> Future<T> here(Future<T> elsewhere) {
    var context = vertx.getOrCreateContext();
    var promise = Promise.<T>promise();
    elsewhere.onComplete(
        (result, failure) ->
            context.runOnContext(
                ignored -> {
                  if (failure == null) {
                    promise.complete(result);
                  } else {
                    promise.fail(failure);
                  }
                }));
    return promise.future();
  }

  /** Runs what parses or judges schemas on a worker thread. */
  public <T> Future<T> think(Callable<T> work) {
    return thinkers.executeBlocking(work, false);
  }
}
