package dev.accord.benchmarks.registry;

import dev.accord.benchmarks.Load.Call;
import dev.accord.benchmarks.registry.Corpus.Filled;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * How often and how long. In each round everybody has a turn, and the order is turned around from
 * round to round: what else the machine does meets all alike, so the ratio of two rates of one
 * round holds even where neither rate does.
 *
 * @param rounds an even number is fair to the first and to the last
 * @param turn of each in each round
 * @param result is told of each scenario as soon as it is over
 */
record Contest(int rounds, Duration turn, Result result) {
  private static final List<Integer> WRITERS = List.of(1, 8, 32, 128);
  private static final int READERS = 32;
  private static final int WARM_CALLS = 40_000;
  private static final int WARM_TURNS_MAX = 4;

  Contest {
    if (rounds < 1 || turn.isZero() || turn.isNegative()) {
      throw new IllegalArgumentException("at least one round, of some time");
    }
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
    var rows = new ArrayList<Row>();
    for (var contestant : contestants) {
      warm(contestant);
      rows.add(new Row(contestant.name(), List.of(), Duration.ZERO));
    }
    for (int round = 0; round < rounds; round++) {
      for (int i : order(round, rows.size())) {
        var contestant = contestants.get(i);
        var before = contestant.processorTime().get();
        var measured = contestant.slice().run(turn);
        var used = contestant.processorTime().get().minus(before);
        rows.set(i, rows.get(i).with(measured, used));
      }
    }
    result.add(scenario, rows);
  }

  /** A compiler that is still at work would be measured too. */
  private void warm(Contestant contestant) throws Exception {
    int calls = 0;
    for (int i = 0; i < WARM_TURNS_MAX && calls < WARM_CALLS; i++) {
      calls += contestant.slice().run(turn).completed();
    }
  }

  private static int[] order(int round, int size) {
    return IntStream.range(0, size).map(i -> round % 2 == 0 ? i : size - 1 - i).toArray();
  }
}
