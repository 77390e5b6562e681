package dev.accord.stack.local;

import dev.accord.stack.process.CannotRunException;
import java.io.IOException;
import java.time.Duration;

/** Waits for parts that others run, until they answer, time is up, or a stop is asked for. */
final class Outside {
  private static final Duration WAIT_MAX = Duration.ofMinutes(1);
  private static final long PAUSE_MILLIS = 500;

  private final Progress progress;
  private final Started started;

  Outside(Progress progress, Started started) {
    this.progress = progress;
    this.started = started;
  }

  /** One try to reach a part; an {@link IOException} says that it is away and may come back. */
  interface Attempt {
    void run() throws IOException, CannotRunException, InterruptedException;
  }

  /**
   * Tries until the part answers.
   *
   * @throws CannotRunException naming part, address and option, once time is up
   */
  void reach(Part part, String address, Attempt attempt)
      throws CannotRunException, InterruptedException {
    long deadline = System.nanoTime() + WAIT_MAX.toNanos();
    var told = false;
    while (true) {
      try {
        attempt.run();
        return;
      } catch (IOException e) {
        if (System.nanoTime() > deadline) {
          throw new CannotRunException(
              part.label()
                  + " at "
                  + address
                  + " did not answer within "
                  + WAIT_MAX.toSeconds()
                  + " s: "
                  + e.getMessage()
                  + ". Start it, or mend "
                  + part.option(),
              e);
        }
        if (!told) {
          progress.say(
              "waiting up to "
                  + WAIT_MAX.toSeconds()
                  + " s for "
                  + part.label()
                  + " at "
                  + address);
          told = true;
        }
      }
      started.pause(PAUSE_MILLIS);
    }
  }
}
