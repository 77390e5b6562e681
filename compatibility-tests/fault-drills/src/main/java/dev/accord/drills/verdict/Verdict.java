package dev.accord.drills.verdict;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What a checker found.
 *
 * @param checked how many things each promise was held against; 0: there was nothing to look at
 * @param broken empty if every promise was kept
 */
public record Verdict(Map<Promise, Long> checked, List<Broken> broken) {
  /** A promise that was broken, and the evidence. */
  public record Broken(Promise promise, String evidence) {
    @Override
    public String toString() {
      return promise + ": " + evidence;
    }
  }

  /** Copies both. */
  public Verdict {
    checked = Map.copyOf(checked);
    broken = List.copyOf(broken);
  }

  /** Gathers a verdict. */
  static final class Findings {
    private final Map<Promise, Long> checked = new EnumMap<>(Promise.class);
    private final List<Broken> broken = new ArrayList<>();

    /** Notes one thing that was looked at. */
    void check(Promise promise, boolean kept, Supplier<String> evidence) {
      checked.merge(promise, 1L, Long::sum);
      if (!kept) {
        broken.add(new Broken(promise, evidence.get()));
      }
    }

    Verdict verdict() {
      return new Verdict(checked, broken);
    }
  }
}
