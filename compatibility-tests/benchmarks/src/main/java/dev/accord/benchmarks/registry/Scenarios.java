package dev.accord.benchmarks.registry;

import dev.accord.benchmarks.Load;
import dev.accord.benchmarks.Load.Amount;
import dev.accord.benchmarks.Load.Call;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * What callers of a filled registry do.
 *
 * @param ids of the latest version of each subject
 * @param time of one measurement; as long again before it, unmeasured, so that every server is warm
 */
record Scenarios(Load load, Server server, List<Integer> ids, Duration time) {
  static final String BY_ID = "read by id";
  static final String LATEST = "read latest";
  static final List<Integer> WRITERS = List.of(1, 8, 32, 128);
  private static final int READERS = 32;
  private static final int CALLS_MAX = 5_000_000;

  Scenarios {
    ids = List.copyOf(ids);
  }

  static String registering(int writers) {
    return "register, " + writers + (writers == 1 ? " writer" : " writers");
  }

  /** All of them; each row is handed on as soon as it is measured. */
  void run(Consumer<Row> rows) {
    rows.accept(warm(BY_ID, n -> Call.get("/schemas/ids/" + ids.get(subjectNumber(n)))));
    rows.accept(warm(LATEST, n -> Call.get("/subjects/" + subject(n) + "/versions/latest")));
    rows.accept(
        warm(
            "lookup",
            n -> Call.post("/subjects/" + subject(n), Corpus.body(Corpus.schema(subject(n), 4)))));
    rows.accept(
        warm(
            "compatibility",
            n ->
                Call.post(
                    "/compatibility/subjects/" + subject(n) + "/versions/latest",
                    Corpus.body(Corpus.schema(subject(n), Corpus.VERSIONS_A_SUBJECT)))));
    for (int writers : WRITERS) {
      rows.accept(
          measure(registering(writers), writers, n -> Corpus.register("w" + writers + "-" + n, 0)));
    }
  }

  /** One answer for every call. */
  Row read(String name, String path) {
    return warm(name, n -> Call.get(path));
  }

  private int subjectNumber(int n) {
    return Math.floorMod(n, ids.size());
  }

  private String subject(int n) {
    return Corpus.subject(subjectNumber(n));
  }

  private Row warm(String name, IntFunction<Call> call) {
    var unused = measure(name, READERS, call);
    return measure(name, READERS, call);
  }

  private Row measure(String name, int callers, IntFunction<Call> call) {
    var before = server.processorTime();
    var measured = load.run(server.url(), new Amount(callers, CALLS_MAX, time), call);
    return Row.of(name, server.name(), measured, server.processorTime().minus(before));
  }
}
