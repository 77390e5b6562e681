package dev.accord.registry.node;

import dev.accord.registry.log.LogException;
import dev.accord.registry.log.LogRecord;
import dev.accord.registry.log.RecordCodec;
import dev.accord.registry.log.SchemaLog;
import dev.accord.registry.log.UnreadableRecord;
import dev.accord.registry.subject.RegistryState;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The state as this node has read it. Its thread reads the log from the beginning and on for ever,
 * and tries again for as long as the log is away.
 *
 * <p>The thread's own model: {@code applied} is the offset that the state covers everything below
 * of. The end of the log is asked for about once a second and whenever somebody waits for it; a
 * node that has not reached an end for too long says so and must not be read from.
 */
public final class Replica implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Replica.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration END_EVERY = Duration.ofSeconds(1);
  private static final Duration RETRY_AFTER = Duration.ofMillis(500);

  private record Waiter(long offset, Promise<Void> promise) {}

  /** What is read by others, always together. */
  private record Snapshot(RegistryState state, long applied) {}

  private final SchemaLog log;
  private final RegistryState empty;
  private final Duration staleAfter;
  private final Thread thread = new Thread(this::run, "registry-reader");
  private final Promise<Void> caughtUp = Promise.promise();
  private final Promise<Void> defect = Promise.promise();

  private volatile Snapshot snapshot;
  private volatile long reachedEndNanos;
  private volatile boolean reachedEnd;
  private volatile long endSeen;
  private volatile String trouble = "the log has not been read yet";
  private volatile boolean closed;

  private final Object lock = new Object();
  // Both guarded by lock.
  private final PriorityQueue<Waiter> waiters =
      new PriorityQueue<>((one, other) -> Long.compare(one.offset(), other.offset()));
  private List<Promise<Long>> endWaiters = new ArrayList<>();

  // Used by the thread alone.
  private boolean open;
  private long endAskedNanos;

  /**
   * A replica that {@link #start} will bring to life.
   *
   * @param staleAfter a node that has not reached the end of the log for so long is not read from
   */
  public Replica(SchemaLog log, RegistryState empty, Duration staleAfter) {
    this.log = log;
    this.empty = empty;
    this.staleAfter = staleAfter;
    this.snapshot = new Snapshot(empty, 0);
    thread.setDaemon(true);
  }

  /** Begins to read; completes when the end of the log has been reached once, fails on a defect. */
  public Future<Void> start() {
    thread.start();
    return caughtUp.future();
  }

  /** Fails when this node has stopped reading for good because of a defect; never completes. */
  public Future<Void> defect() {
    return defect.future();
  }

  /** The state as read so far. */
  public RegistryState state() {
    return snapshot.state();
  }

  /** Every record below this offset is in the state. */
  public long applied() {
    return snapshot.applied();
  }

  /** How many offsets lie between the end of the log, as last seen, and what is in the state. */
  public long lag() {
    return Math.max(0, endSeen - applied());
  }

  /** Why this node must not be read from now; empty if it may. */
  public Optional<String> refusal() {
    if (reachedEnd && System.nanoTime() - reachedEndNanos <= staleAfter.toNanos()) {
      return Optional.empty();
    }
    return Optional.of(trouble);
  }

  /** Completes when the record at an offset is in the state. */
  public Future<Void> awaitRecord(long offset) {
    var promise = Promise.<Void>promise();
    synchronized (lock) {
      if (applied() > offset) {
        return Future.succeededFuture();
      }
      waiters.add(new Waiter(offset, promise));
    }
    return promise.future();
  }

  /** Completes when everything that was in the log when this was called is in the state. */
  public Future<Long> awaitEnd() {
    var promise = Promise.<Long>promise();
    synchronized (lock) {
      endWaiters.add(promise);
    }
    return promise.future();
  }

  private void run() {
    long failures = 0;
    while (!closed) {
      try {
        step();
        failures = 0;
      } catch (LogException e) {
        trouble = String.valueOf(e.getMessage());
        if (!closed && failures++ % 10 == 0) {
          LOG.warn("{}; trying again", trouble);
        }
        LockSupport.parkNanos(RETRY_AFTER.toNanos());
      } catch (RuntimeException | Error e) {
        // A defect of ours: going on could serve a wrong state, so nothing is served any more.
        trouble = "the log's reader failed: " + e;
        reachedEnd = false;
        caughtUp.tryFail(e);
        defect.fail(e);
        LOG.error("the log's reader failed and this node stops serving; restart it", e);
        return;
      }
    }
  }

  private void step() throws LogException {
    if (!open) {
      log.open();
      open = true;
    }
    var endWanted = takeEndWaiters();
    if (!reachedEnd || !endWanted.isEmpty() || endIsDue()) {
      checkEnd(endWanted);
    }
    read(POLL);
  }

  private void read(Duration patience) throws LogException {
    var before = snapshot;
    var state = before.state();
    for (var record : log.poll(patience)) {
      state = applied(state, record);
    }

    publish(new Snapshot(state, log.position()));
  }

  private void checkEnd(List<Promise<Long>> endWanted) throws LogException {
    endAskedNanos = System.nanoTime();
    long end;
    try {
      end = log.end();
    } catch (LogException e) {
      giveBack(endWanted);
      throw e;
    }
    endSeen = end;
    if (end < log.position()) {
      LOG.error(
          "the log ends at {} although {} was read: it was cut; reading it again",
          end,
          log.position());
      giveBack(endWanted);
      open = false;
      reachedEnd = false;
      trouble = "the log was cut and is read again";
      snapshot = new Snapshot(empty, 0);
      return;
    }
    while (applied() < end && !closed) {
      read(POLL);
    }
    reachedEndNanos = System.nanoTime();
    reachedEnd = true;
    trouble = "the end of the log has not been reached for " + staleAfter.toSeconds() + " s";
    endWanted.forEach(promise -> promise.complete(end));
    if (caughtUp.tryComplete()) {
      LOG.info("replayed the log up to offset {}", end);
    }
  }

  private boolean endIsDue() {
    return System.nanoTime() - endAskedNanos > END_EVERY.toNanos();
  }

  private List<Promise<Long>> takeEndWaiters() {
    synchronized (lock) {
      var taken = endWaiters;
      endWaiters = new ArrayList<>();
      return taken;
    }
  }

  private void giveBack(List<Promise<Long>> taken) {
    synchronized (lock) {
      endWaiters.addAll(taken);
    }
  }

  private static RegistryState applied(RegistryState state, LogRecord raw) {
    try {
      var record = RecordCodec.decode(raw);
      var refusal = state.refusal(record);
      if (refusal.isPresent()) {
        LOG.warn("passing over the record at offset {}: {}", raw.offset(), refusal.get());
        return state;
      }
      return state.apply(record, raw.timestamp());
    } catch (UnreadableRecord e) {
      LOG.warn("passing over the record at offset {}: {}", raw.offset(), e.getMessage());
      return state;
    }
  }

  private void publish(Snapshot next) {
    var reached = new ArrayList<Promise<Void>>();
    synchronized (lock) {
      snapshot = next;
      while (!waiters.isEmpty() && waiters.peek().offset() < next.applied()) {
        reached.add(waiters.remove().promise());
      }
    }
    reached.forEach(Promise::complete);
  }

  /** Stops reading; blocks until the thread has ended. */
  @Override
  public void close() {
    closed = true;
    // It may wait for a broker that is away.
    thread.interrupt();
    try {
      thread.join(TimeUnit.SECONDS.toMillis(15));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
