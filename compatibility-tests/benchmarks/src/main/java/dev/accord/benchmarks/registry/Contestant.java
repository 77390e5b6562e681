package dev.accord.benchmarks.registry;

import dev.accord.benchmarks.Load;
import dev.accord.benchmarks.Load.Amount;
import dev.accord.benchmarks.Load.Call;
import dev.accord.benchmarks.Measured;
import java.time.Duration;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * One of those who do the same thing.
 *
 * @param processorTime that its process has used so far; zero where that is not known
 */
record Contestant(String name, Slice slice, Supplier<Duration> processorTime) {
  private static final int CALLS_MAX = 50_000_000;

  /** Does it for a time; blocks. */
  interface Slice {
    Measured run(Duration time) throws Exception;
  }

  /** A server that is asked by some callers. */
  static Contestant server(Server server, int callers, IntFunction<Call> call) {
    return new Contestant(
        server.name(),
        time -> Load.run(server.url(), new Amount(callers, CALLS_MAX, time), call),
        server::processorTime);
  }

  /** A limit that is measured without a server in between. */
  static Contestant raw(String name, Slice slice) {
    return new Contestant(name, slice, () -> Duration.ZERO);
  }
}
