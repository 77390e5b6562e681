package dev.accord.runtime.kafka;

import io.vertx.core.Future;
import java.time.Duration;

/** The work on one record; lives as long as the record is unfinished, over all attempts. */
@FunctionalInterface
public interface RecordWork {
  /** What became of one attempt. */
  sealed interface Outcome {}

  /** The record is accounted for: its offset may be committed. */
  record Finished() implements Outcome {}

  /** The record, and with it its key, waits this long and is attempted again. */
  record RetryAfter(Duration delay) implements Outcome {
    /** Checks the delay. */
    public RetryAfter {
      if (delay.toMillis() < 1) {
        throw new IllegalArgumentException("a retry needs a delay of 1 ms or more, not " + delay);
      }
    }
  }

  /** The one instance anybody needs. */
  Outcome FINISHED = new Finished();

  /**
   * Tries once. Called on the loop's event loop, never again before the returned future completes.
   * A failed future is a mistake of the work, and the attempt is repeated after a pause.
   */
  Future<Outcome> attempt();
}
