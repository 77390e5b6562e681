package dev.accord.benchmarks.order;

import dev.accord.benchmarks.Measured;
import dev.accord.benchmarks.order.Placing.Accepted;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;

/** Orders at one rate for a time, until each of them has ended. */
final class Step {
  private static final double GROWTH_MAX = 0.01;
  private static final Duration LOOK_EVERY = Duration.ofMillis(20);
  private static final Duration SETTLING = Duration.ofSeconds(2);

  private final Placing placing;
  private final Arrivals arrivals;
  private final Clock clock;

  Step(Placing placing, Arrivals arrivals, Clock clock) {
    this.placing = placing;
    this.arrivals = arrivals;
    this.clock = clock;
  }

  /**
   * What came of it.
   *
   * @param orders in all, with those of the seconds before the measured time
   * @param growth by how much orders on their way grew, as a share of the orders placed meanwhile
   */
  record Result(
      int rate,
      long orders,
      long refused,
      double growth,
      long fromMicros,
      long untilMicros,
      Placing placing,
      Arrivals arrivals) {

    boolean isSustained() {
      return refused == 0 && growth <= GROWTH_MAX;
    }

    /** From the intended moment to the answer. */
    Measured accept() {
      return times((order, accepted) -> accepted.acceptedMicros());
    }

    /** From the intended moment to the arrival of the order's last event. */
    Measured endToEnd() {
      return times((order, accepted) -> arrivals.shippedMicros().get(order));
    }

    Measured commitToTopic(Books books) {
      return books.commitToTopic(arrivals, fromMicros, untilMicros);
    }

    private Measured times(BiFunction<String, Accepted, Long> end) {
      var nanos =
          placing.accepted().entrySet().stream()
              .filter(order -> isMeasured(order.getValue().intendedMicros()))
              .mapToLong(
                  order ->
                      (end.apply(order.getKey(), order.getValue())
                              - order.getValue().intendedMicros())
                          * 1_000)
              .toArray();
      return new Measured(nanos, 0, Duration.ofNanos((untilMicros - fromMicros) * 1_000));
    }

    private boolean isMeasured(long micros) {
      return micros >= fromMicros && micros < untilMicros;
    }

    @Override
    public String toString() {
      var accept = accept();
      var endToEnd = endToEnd();
      return String.format(
          Locale.ROOT,
          "%d/s: %s, growth %.1f %%, refused %d; accepted p50 %.1f p99 %.1f ms, shipped p50 %.0f"
              + " p99 %.0f ms",
          rate,
          isSustained() ? "sustained" : "not sustained",
          100 * growth,
          refused,
          accept.millisAt(0.5),
          accept.millisAt(0.99),
          endToEnd.millisAt(0.5),
          endToEnd.millisAt(0.99));
    }
  }

  /** Some unmeasured seconds, the measured time, and the wait for what is still on its way. */
  Result run(int rate, Duration time) {
    long begunBefore = placing.begun();
    long refusedBefore = placing.refused();
    long from = Arrivals.micros(clock) + SETTLING.toNanos() / 1_000;
    long until = from + time.toNanos() / 1_000;
    var sending = CompletableFuture.runAsync(() -> placing.run(rate, SETTLING.plus(time)));
    double first = backlog(from, from + (until - from) / 8);
    double last = backlog(until - (until - from) / 8, until);
    sending.join();
    Waiting.until("end of every order", this::isDone);
    return new Result(
        rate,
        placing.begun() - begunBefore,
        placing.refused() - refusedBefore,
        (last - first) / (rate * (double) time.toSeconds()),
        from,
        until,
        placing,
        arrivals);
  }

  private boolean isDone() {
    return placing.isAnswered() && onTheirWay() <= placing.unanswered();
  }

  private long onTheirWay() {
    return placing.begun() - placing.refused() - arrivals.shipped();
  }

  /** The mean of orders on their way between two moments; returns after the second. */
  private double backlog(long fromMicros, long untilMicros) {
    double sum = 0;
    long looks = 0;
    while (Arrivals.micros(clock) < untilMicros) {
      LockSupport.parkNanos(LOOK_EVERY.toNanos());
      if (Arrivals.micros(clock) >= fromMicros) {
        sum += onTheirWay();
        looks++;
      }
    }
    return looks == 0 ? onTheirWay() : sum / looks;
  }
}
