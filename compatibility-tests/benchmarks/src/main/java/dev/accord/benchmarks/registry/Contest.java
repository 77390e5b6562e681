package dev.accord.benchmarks.registry;

import dev.accord.benchmarks.Load.Call;
import dev.accord.benchmarks.Measured;
import dev.accord.benchmarks.registry.Corpus.Filled;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * How often and how long. In each round everybody has a turn, and the order is turned around from
 * round to round: what else the machine does meets all alike, so the ratio of two rates of one
 * round holds even where neither rate does. Who leaves off to answer is out from there on, which is
 * told; only without the first one there is nothing left to compare.
 */
final class Contest {
  private static final List<Integer> WRITERS = List.of(1, 8, 32, 128);
  private static final int READERS = 32;
  private static final int WARM_CALLS = 40_000;
  private static final int WARM_TURNS_MAX = 4;

  private final int rounds;
  private final Duration turn;
  private final Result result;
  private final Set<String> out = new HashSet<>();

  /**
   * A contest that has not begun.
   *
   * @param rounds an even number is fair to the first and to the last
   * @param turn of each in each round
   * @param result is told of each scenario as soon as it is over
   */
  Contest(int rounds, Duration turn, Result result) {
    if (rounds < 1 || turn.isZero() || turn.isNegative()) {
      throw new IllegalArgumentException("at least one round, of some time");
    }
    this.rounds = rounds;
    this.turn = turn;
    this.result = result;
  }

  /** What changes nothing, beside a server that has the n-th scenario's answer at {@code /n}. */
  void read(List<Filled> registries, Server bare) throws Exception {
    for (int i = 0; i < Scenario.READS.size(); i++) {
      var scenario = Scenario.READS.get(i);
      var contestants = new ArrayList<Contestant>();
      for (var registry : registries) {
        var calls = scenario.calls().apply(registry);
        contestants.add(
            Contestant.server(registry.server(), READERS, n -> calls.get(n % calls.size())));
      }
      var first = scenario.calls().apply(registries.get(0)).get(0);
      var call = new Call(first.method(), "/" + i, first.body());
      contestants.add(1, Contestant.server(bare, READERS, n -> call));
      run(scenario.name(), contestants);
    }
  }

  /** Registrations of new schemas, beside what Kafka does if there is one of ours. */
  void write(List<Filled> registries, List<RawKafka> limits) throws Exception {
    for (int writers : WRITERS) {
      var contestants = new ArrayList<Contestant>();
      for (var registry : registries) {
        var next = new AtomicInteger();
        contestants.add(
            Contestant.server(
                registry.server(),
                writers,
                n -> Corpus.register("w" + writers + "-" + next.incrementAndGet(), 0)));
      }
      for (var kafka : limits) {
        contestants.add(Contestant.raw("raw produce", time -> kafka.produce(writers, time)));
        contestants.add(
            Contestant.raw("raw transaction", time -> kafka.transactions(writers, time)));
      }
      run("register, " + writers + (writers == 1 ? " writer" : " writers"), contestants);
    }
  }

  private void run(String scenario, List<Contestant> contestants) throws Exception {
    var rows = new LinkedHashMap<String, Row>();
    for (var contestant : contestants) {
      if (!out.contains(contestant.name()) && warm(contestant)) {
        rows.put(contestant.name(), new Row(contestant.name(), List.of(), Duration.ZERO));
      }
    }
    for (int round = 0; round < rounds; round++) {
      for (int i : order(round, contestants.size())) {
        var contestant = contestants.get(i);
        var row = rows.get(contestant.name());
        if (row == null) {
          continue;
        }
        var before = contestant.processorTime().get();
        var measured = turn(contestant);
        var used = contestant.processorTime().get().minus(before);
        if (measured.isPresent()) {
          rows.put(contestant.name(), row.with(measured.get(), used));
        } else {
          rows.remove(contestant.name());
        }
      }
    }
    var first = contestants.get(0).name();
    if (!rows.containsKey(first)) {
      throw new IllegalStateException(first + " left off to answer: " + scenario);
    }
    result.add(scenario, List.copyOf(rows.values()));
  }

  /** A compiler that is still at work would be measured too. */
  private boolean warm(Contestant contestant) throws Exception {
    int calls = 0;
    for (int i = 0; i < WARM_TURNS_MAX && calls < WARM_CALLS; i++) {
      var measured = turn(contestant);
      if (measured.isEmpty()) {
        return false;
      }
      calls += measured.get().completed();
    }
    return true;
  }

  /** Empty for who does not answer, and is out then. */
  private Optional<Measured> turn(Contestant contestant) throws Exception {
    try {
      return Optional.of(contestant.slice().run(turn));
    } catch (UncheckedIOException | IllegalStateException e) {
      out.add(contestant.name());
      result.note(contestant.name() + " is out: " + e.getMessage() + reason(e));
      return Optional.empty();
    }
  }

  private static String reason(RuntimeException failure) {
    var cause = failure.getCause();
    return cause == null ? "" : ": " + cause.getMessage();
  }

  private static int[] order(int round, int size) {
    return IntStream.range(0, size).map(i -> round % 2 == 0 ? i : size - 1 - i).toArray();
  }
}
