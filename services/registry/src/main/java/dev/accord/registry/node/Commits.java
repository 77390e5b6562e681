package dev.accord.registry.node;

import dev.accord.registry.change.Command;
import dev.accord.registry.lead.KafkaElection;
import dev.accord.registry.log.LogException;
import dev.accord.registry.log.SchemaLog;
import dev.accord.registry.problem.ErrorCode;
import dev.accord.registry.problem.RegistryProblem;
import dev.accord.registry.subject.RegistryRecord;
import dev.accord.registry.subject.RegistryState;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The leader's writing. Commands that wait are decided one after the other, each on the state that
 * the one before leaves, and their records go to the log in one append; all are answered when it is
 * confirmed and read back. While one group is under way the next one gathers.
 *
 * <p>What is decided ahead of the log is thrown away when the append fails, so nothing that was not
 * written is ever answered or served.
 */
public final class Commits implements KafkaElection.Writer, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Commits.class);
  private static final int WAITING_MAX = 10_000;
  private static final int GROUP_MAX = 500;
  private static final long IDLE_MILLIS = 100;

  /**
   * A change that is in the log.
   *
   * @param offset every record that the answer rests on is at or below it; -1 for an empty log
   */
  public record Committed<T>(T answer, long offset) {}

  /** Told of each group that is in the log, on the writer's thread. */
  interface Observer {
    void committed(int changes, Duration time);
  }

  private final SchemaLog log;
  private final Replica replica;
  private final Duration timeout;
  private final BlockingQueue<Pending<?>> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
  private final Thread thread = new Thread(this::run, "registry-writer");
  private volatile Observer observer = (changes, time) -> {};
  private volatile boolean leading;
  private volatile boolean fenced;
  private volatile boolean closed;

  // Used by the thread alone.
  private boolean claimed;

  /**
   * A writer that does nothing before {@link #lead}.
   *
   * @param timeout how long a group may wait for the log
   */
  public Commits(SchemaLog log, Replica replica, Duration timeout) {
    this.log = log;
    this.replica = replica;
    this.timeout = timeout;
    thread.setDaemon(true);
  }

  /** Begins to serve the queue. */
  public void start() {
    thread.start();
  }

  void onCommit(Observer told) {
    observer = told;
  }

  /** Takes the leadership. The log is claimed before the first group is decided. */
  @Override
  public void lead() {
    fenced = false;
    leading = true;
  }

  /** Gives the leadership up; what waits is refused. */
  @Override
  public void follow() {
    fenced = false;
    leading = false;
  }

  /** Whether the log has refused a write since this node was last told to lead or follow. */
  public boolean isFenced() {
    return fenced;
  }

  /** Whether this node leads, as far as it knows. */
  public boolean isLeading() {
    return leading;
  }

  /**
   * Asks for a change.
   *
   * @return fails with a {@link RegistryProblem}; completed on the writer's thread
   */
  public <T> Future<Committed<T>> submit(Command<T> command) {
    var pending = new Pending<>(command);
    if (!leading || closed) {
      return Future.failedFuture(ErrorCode.LEADER_UNKNOWN.with());
    }
    if (!waiting.offer(pending)) {
      return Future.failedFuture(
          ErrorCode.UNAVAILABLE.with(WAITING_MAX + " changes wait already; try again"));
    }
    return pending.promise.future();
  }

  private void run() {
    while (!closed) {
      try {
        var group = take();
        if (!group.isEmpty()) {
          commit(group);
        } else {
          claimOrRelease();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    fail(drain(), ErrorCode.UNAVAILABLE.with("this node is stopping; try again"));
  }

  private List<Pending<?>> take() throws InterruptedException {
    var group = new ArrayList<Pending<?>>();
    Pending<?> first = waiting.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS);
    if (first != null) {
      group.add(first);
      waiting.drainTo(group, GROUP_MAX - 1);
    }
    return group;
  }

  private List<Pending<?>> drain() {
    var left = new ArrayList<Pending<?>>();
    waiting.drainTo(left);
    return left;
  }

  private void commit(List<Pending<?>> group) {
    try {
      if (!leading) {
        fail(group, ErrorCode.LEADER_UNKNOWN.with());
        return;
      }
      claimOnce();
      long begun = System.nanoTime();
      decideAndAppend(group);
      observer.committed(group.size(), Duration.ofNanos(System.nanoTime() - begun));
    } catch (LogException.Fenced e) {
      LOG.warn("{}; this node no longer leads", e.getMessage());
      claimed = false;
      leading = false;
      fenced = true;
      fail(group, ErrorCode.LEADER_UNKNOWN.with());
    } catch (LogException.OutcomeUnknown e) {
      LOG.warn("{}", e.getMessage());
      claimed = false;
      fail(group, ErrorCode.OUTCOME_UNKNOWN.with("The change may have been written or not; ask"));
    } catch (LogException e) {
      LOG.warn("{}", e.getMessage());
      claimed = false;
      fail(group, ErrorCode.UNAVAILABLE.with("The log cannot be written now; try again"));
    } catch (TimeoutException e) {
      claimed = false;
      fail(group, ErrorCode.OUTCOME_UNKNOWN.with("The change was not read back in time; ask"));
    } catch (RuntimeException e) {
      LOG.error("a group of changes failed", e);
      claimed = false;
      fail(group, ErrorCode.INTERNAL.with());
    }
  }

  /** A leader claims at once: from then on nobody else can write. */
  private void claimOrRelease() {
    if (!leading) {
      claimed = false;
      return;
    }
    try {
      claimOnce();
    } catch (LogException e) {
      LOG.warn("{}; trying again", e.getMessage());
    }
  }

  private void claimOnce() throws LogException {
    if (claimed) {
      return;
    }
    log.claim();
    try {
      var end = await(replica.awaitEnd());
      claimed = true;
      LOG.info("leads from offset {}", end);
    } catch (TimeoutException e) {
      throw LogException.notRead(e);
    }
  }

  private void decideAndAppend(List<Pending<?>> group) throws LogException, TimeoutException {
    var records = new ArrayList<RegistryRecord>();
    var state = replica.state();
    for (var pending : group) {
      state = pending.decide(state, records);
    }
    try {
      long offset = records.isEmpty() ? replica.applied() - 1 : log.append(records);
      var unused = await(replica.awaitRecord(offset));
      group.forEach(pending -> pending.complete(offset));
    } catch (LogException.TooLarge e) {
      if (group.size() == 1) {
        LOG.warn("{}", e.getMessage());
        fail(group, ErrorCode.SCHEMA_TOO_LARGE.with());
        return;
      }
      // One of them is the culprit; the others must not suffer.
      for (var pending : group) {
        decideAndAppend(List.of(pending));
      }
    }
  }

  private <T> @Nullable T await(Future<T> future) throws TimeoutException {
    return future.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static void fail(List<Pending<?>> group, RegistryProblem problem) {
    group.forEach(pending -> pending.fail(problem));
  }

  /** Ends after the group under way; blocks until then. */
  @Override
  public void close() {
    closed = true;
    try {
      thread.join(timeout.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A command, and what came of it. */
  private static final class Pending<T> {
    private final Command<T> command;
    private final Promise<Committed<T>> promise = Promise.promise();
    private Command.@Nullable Decision<T> decision;
    private @Nullable RuntimeException refusal;

    Pending(Command<T> command) {
      this.command = command;
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
}
