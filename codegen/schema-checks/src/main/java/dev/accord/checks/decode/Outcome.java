package dev.accord.checks.decode;

import java.util.List;

/**
 * What a trial of many values showed.
 *
 * @param tried how many values were written
 * @param failures what the decoder said, one text a kind of failure, each with the value
 * @param alterations values that arrived as another one
 * @param failed how many values failed
 */
public record Outcome(int tried, int failed, List<String> failures, List<Alteration> alterations) {
  public Outcome {
    failures = List.copyOf(failures);
    alterations = List.copyOf(alterations);
  }

  /**
   * One value that arrived as another one.
   *
   * @param path in the reader's names, from the root record: {@code Order.total}
   */
  public record Alteration(String path, String written, String read) {
    @Override
    public String toString() {
      return written + " is read as " + read;
    }
  }

  /** Every value arrived as it was sent. */
  public boolean faithful() {
    return failures.isEmpty() && alterations.isEmpty();
  }

  /**
   * Whether nothing went wrong but Avro 1.12.2's guess at arrays: it takes the least size of their
   * items from the reader's schema, and refuses short items near the end of the bytes.
   */
  public boolean isArrayGuess() {
    return alterations.isEmpty()
        && !failures.isEmpty()
        && failures.stream().allMatch(f -> f.contains("Collection claims"));
  }

  /** The first thing that went wrong; empty if nothing did. */
  public String example() {
    if (!failures.isEmpty()) {
      return failures.get(0);
    }
    return alterations.stream().findFirst().map(a -> a.path() + ": " + a).orElse("");
  }
}
