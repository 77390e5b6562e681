package dev.accord.registry.node;

import dev.accord.registry.change.Command;
import dev.accord.registry.lead.KafkaElection;
import dev.accord.registry.log.LogException;
import dev.accord.registry.log.SchemaLog;
import dev.accord.registry.problem.ErrorCode;
import dev.accord.registry.problem.RegistryProblem;
import dev.accord.registry.subject.RegistryRecord;
import io.vertx.core.Future;
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
  // A group waits for those who are likely to come for half as long as the last one took.
  private static final int GATHERING_SHARE = 2;

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
  private final BlockingQueue<Submission<?>> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
  private final Thread thread = new Thread(this::run, "registry-writer");
  private volatile Observer observer = (changes, time) -> {};
  private volatile boolean leading;
  private volatile boolean fenced;
  private volatile boolean closed;

  // Used by the thread alone.
  private boolean claimed;
  // How many asked lately, and what their append took.
  private int expected;
  private long lastNanos;

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

  /** Asks for a change. */
  public <T> Submission<T> submit(Command<T> command) {
    if (!leading || closed) {
      return Submission.refused(command, ErrorCode.LEADER_UNKNOWN.with());
    }
    var submission = new Submission<>(command);
    if (!waiting.offer(submission)) {
      return Submission.refused(
          command, ErrorCode.UNAVAILABLE.with(WAITING_MAX + " changes wait already; try again"));
    }
    return submission;
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

  private List<Submission<?>> take() throws InterruptedException {
    var group = new ArrayList<Submission<?>>();
    Submission<?> next = waiting.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS);
    long deadline = System.nanoTime() + lastNanos / GATHERING_SHARE;
    // Those who were answered together ask again together, and share the next append if it waits.
    while (next != null) {
      group.add(next);
      waiting.drainTo(group, GROUP_MAX - group.size());
      next =
          group.size() < expected && group.size() < GROUP_MAX
              ? waiting.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)
              : null;
    }
    // Nobody waits any more for what cannot be taken.
    group.removeIf(one -> !one.take());
    return group;
  }

  private List<Submission<?>> drain() {
    var left = new ArrayList<Submission<?>>();
    waiting.drainTo(left);
    return left;
  }

  private void commit(List<Submission<?>> group) {
    try {
      if (!leading) {
        fail(group, ErrorCode.LEADER_UNKNOWN.with());
        return;
      }
      claimOnce();
      long begun = System.nanoTime();
      decideAndAppend(group);
      lastNanos = System.nanoTime() - begun;
      expected = group.size() + waiting.size();
      observer.committed(group.size(), Duration.ofNanos(lastNanos));
    } catch (LogException.Fenced e) {
      LOG.warn("{}; this node no longer leads", e.getMessage());
      depose();
      fail(group, ErrorCode.LEADER_UNKNOWN.with());
    } catch (LogException e) {
      LOG.warn("{}", e.getMessage());
      claimed = false;
      fail(group, ErrorCode.UNAVAILABLE.with("The log cannot be written now; try again"));
    } catch (RuntimeException | Error e) {
      // Whatever it is: the thread that all writes need goes on.
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
    } catch (RuntimeException | Error e) {
      LOG.error("the log could not be claimed; trying again", e);
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

  private void decideAndAppend(List<Submission<?>> group) throws LogException {
    var records = new ArrayList<RegistryRecord>();
    var state = replica.state();
    for (var one : group) {
      state = one.decide(state, records);
    }
    try {
      complete(group, records.isEmpty() ? replica.applied() - 1 : log.append(records));
    } catch (LogException.OutcomeUnknown e) {
      LOG.warn("{}", e.getMessage());
      claimed = false;
      settle(group, e);
    } catch (LogException.TooLarge e) {
      if (group.size() == 1) {
        LOG.warn("{}", e.getMessage());
        fail(group, ErrorCode.SCHEMA_TOO_LARGE.with());
        return;
      }
      // One of them is the culprit; the others must not suffer.
      for (var one : group) {
        claimOnce();
        decideAndAppend(List.of(one));
      }
    }
  }

  /** Answers what is in the log, as soon as it is in the state too. */
  private void complete(List<Submission<?>> group, long offset) {
    try {
      var unused = await(replica.awaitRecord(offset));
      group.forEach(one -> one.complete(offset));
    } catch (TimeoutException e) {
      LOG.warn("the log was not read back up to offset {} in time", offset);
      claimed = false;
      fail(group, ErrorCode.notReadBack(offset));
    }
  }

  /**
   * Answers a group whose confirmation got lost. What became of its records shows once the log has
   * been read beyond them; claiming it anew decides that at once, and where another node has
   * claimed it, that one's claim has.
   */
  private void settle(List<Submission<?>> group, LogException.OutcomeUnknown lost)
      throws LogException {
    if (lost.isDeposed()) {
      depose();
    }
    try {
      if (leading) {
        claimOnce();
      }
      var unused = await(replica.awaitRecord(lost.offset()));
      if (log.holds(lost.offset())) {
        complete(group, lost.offset());
      } else {
        fail(group, ErrorCode.UNAVAILABLE.with("The change was not written; try again"));
      }
    } catch (LogException | TimeoutException e) {
      LOG.warn("whether {} changes were written is not known: {}", group.size(), e.getMessage());
      fail(group, ErrorCode.OUTCOME_UNKNOWN.with("The change may be written or not; ask"));
    }
  }

  private void depose() {
    claimed = false;
    leading = false;
    fenced = true;
  }

  private <T> @Nullable T await(Future<T> future) throws TimeoutException {
    return future.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static void fail(List<Submission<?>> group, RegistryProblem problem) {
    group.forEach(one -> one.fail(problem));
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
}
