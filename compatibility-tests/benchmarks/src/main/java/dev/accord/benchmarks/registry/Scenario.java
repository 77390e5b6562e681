package dev.accord.benchmarks.registry;

import dev.accord.benchmarks.Load.Call;
import java.util.List;
import java.util.function.Function;

/**
 * What callers of a filled registry do that changes nothing.
 *
 * @param calls asked again and again in their order
 */
record Scenario(String name, Function<Corpus.Filled, List<Call>> calls) {
  static final List<Scenario> READS =
      List.of(
          new Scenario(
              "read by id",
              filled -> filled.each(n -> Call.get("/schemas/ids/" + filled.ids().get(n)))),
          new Scenario("read version", filled -> filled.each(n -> Call.get(versions(n) + "5"))),
          new Scenario("read latest", filled -> filled.each(n -> Call.get(versions(n) + "latest"))),
          new Scenario(
              "lookup",
              filled ->
                  filled.each(n -> Call.post("/subjects/" + Corpus.subject(n), Corpus.body(n, 4)))),
          new Scenario(
              "compatibility",
              filled ->
                  filled.each(
                      n ->
                          Call.post(
                              "/compatibility" + versions(n) + "latest",
                              Corpus.body(n, Corpus.VERSIONS_A_SUBJECT)))));

  private static String versions(int n) {
    return "/subjects/" + Corpus.subject(n) + "/versions/";
  }
}
