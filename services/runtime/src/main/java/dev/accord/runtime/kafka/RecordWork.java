package dev.accord.runtime.kafka;

import io.vertx.core.Future;
import java.time.Duration;

/** The work on one record; lives as long as the record is unfinished, over all attempts. */
@FunctionalInterface
public interface RecordWork {
  /** What became of one attempt. */
  sealed interface Outcome {}

  /**
   * The record is accounted for: its offset may be committed.
   *
   * @param handled false if it could not be, and is kept among the dead letters instead
   */
  record Finished(boolean handled) implements Outcome {}

  /** The record, and with it its key, waits this long and is attempted again. */
  record RetryAfter(Duration delay) implements Outcome {
    /** Checks the delay. */
    public RetryAfter {
      if (delay.toMillis() < 1) {
        throw new IllegalArgumentException("a retry needs a delay of 1 ms or more, not " + delay);
      }
    }
  }

  /** There was nothing to do, or it is done. */
  Outcome FINISHED = new Finished(true);

  /** It is kept among the dead letters. */
  Outcome PARKED = new Finished(false);

  /**
   * Tries once. Called on the loop's event loop, never again before the returned future completes.
   * A failed future is a mistake of the work, and the attempt is repeated after a pause.
   */
  Future<Outcome> attempt();
}
