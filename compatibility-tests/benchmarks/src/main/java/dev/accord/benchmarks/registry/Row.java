package dev.accord.benchmarks.registry;

import dev.accord.benchmarks.Measured;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * What one contestant did in a scenario.
 *
 * @param turns one of each round
 * @param processorTime that its process used in all of them; zero where it is not known
 */
record Row(String contestant, List<Measured> turns, Duration processorTime) {
  static final String HEAD =
      "| scenario | who | per second | least | most | p50 ms | p99 ms | CPU us | failed |\n"
          + "|---|---|---:|---:|---:|---:|---:|---:|---:|";

  /** The median of the rounds, and their extremes. */
  record Spread(double median, double least, double most) {
    static Spread of(IntStream rounds, IntToDoubleFunction figure) {
      var sorted = rounds.mapToDouble(figure).sorted().toArray();
      var middle = sorted.length / 2;
      var median =
          sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
      return new Spread(median, sorted[0], sorted[sorted.length - 1]);
    }
  }

  Row {
    turns = List.copyOf(turns);
  }

  /** The same with one more turn. */
  Row with(Measured turn, Duration used) {
    var more = new ArrayList<>(turns);
    more.add(turn);
    return new Row(contestant, more, processorTime.plus(used));
  }

  /** Calls a second. */
  Spread perSecond() {
    return Spread.of(rounds(), round -> turns.get(round).perSecond());
  }

  /** How many times the other's rate, round by round. */
  Spread ratioTo(Row other) {
    return Spread.of(
        rounds(), round -> turns.get(round).perSecond() / other.turns.get(round).perSecond());
  }

  private IntStream rounds() {
    return IntStream.range(0, turns.size());
  }

  /** The processor time of a call in microseconds; 0 where it is not known. */
  double processorMicros() {
    return processorTime.toNanos() / 1e3 / Measured.all(turns).completed();
  }

  int failed() {
    return turns.stream().mapToInt(Measured::failed).sum();
  }

  String line(String scenario) {
    var all = Measured.all(turns);
    var rate = perSecond();
    return String.format(
        Locale.ROOT,
        "| %s | %s | %,.0f | %,.0f | %,.0f | %.2f | %.2f | %.0f | %d |",
        scenario,
        contestant,
        rate.median(),
        rate.least(),
        rate.most(),
        all.millisAt(0.5),
        all.millisAt(0.99),
        processorMicros(),
        failed());
  }
}
