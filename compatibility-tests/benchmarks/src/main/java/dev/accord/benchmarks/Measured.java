package dev.accord.benchmarks;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** What a load measured. */
public final class Measured {
  private final long[] nanos;
  private final int failed;
  private final Duration elapsed;

  /**
   * The outcome of a load.
   *
   * @param nanos what each call that ended well took
   * @param failed calls that did not end well; they are in no other figure
   * @param elapsed from the first call to the last answer
   */
  public Measured(long[] nanos, int failed, Duration elapsed) {
    this.nanos = nanos.clone();
    Arrays.sort(this.nanos);
    this.failed = failed;
    this.elapsed = elapsed;
  }

  /** Several loads as one. */
  public static Measured all(List<Measured> parts) {
    return new Measured(
        parts.stream().flatMapToLong(part -> Arrays.stream(part.nanos)).toArray(),
        parts.stream().mapToInt(Measured::failed).sum(),
        parts.stream().map(part -> part.elapsed).reduce(Duration.ZERO, Duration::plus));
  }

  /** Calls that ended well. */
  public int completed() {
    return nanos.length;
  }

  /** Calls that did not. */
  public int failed() {
    return failed;
  }

  /** Completed calls a second. */
  public double perSecond() {
    return nanos.length / (elapsed.toNanos() / 1e9);
  }

  /**
   * The time that a share of the calls took at most.
   *
   * @param share between 0 and 1
   * @return milliseconds; not a number without a completed call
   */
  public double millisAt(double share) {
    if (nanos.length == 0) {
      return Double.NaN;
    }
    var rank = (int) Math.ceil(share * nanos.length) - 1;
    return nanos[Math.max(0, rank)] / 1e6;
  }
}
