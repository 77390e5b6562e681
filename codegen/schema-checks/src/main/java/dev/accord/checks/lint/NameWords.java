package dev.accord.checks.lint;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The words in a name, whichever way it joins them. */
final class NameWords {
  private static final Set<String> IRREGULAR =
      Set.of(
          """
          become begun bought bound bred broken brought built burnt caught chosen come cut
          dealt done drawn driven drunk fallen fed felt fled forbidden forgiven forgotten
          fought found frozen given gone grown heard held hidden hit hurt kept known laid
          learnt led left lent let lit lost made meant met overridden overrun overtaken
          paid put quit read rebuilt redone repaid resent reset resold ridden risen run
          rung said seen sent set shown shut sold sought spent split spread sprung stolen
          struck stuck sunk sworn taken taught thought thrown told torn undergone
          understood undone unset upheld withdrawn withheld won worn written
          """
              .strip()
              .split("\\s+", -1));

  private NameWords() {}

  /** {@code occurredAt}, {@code occurred_at} and {@code OccurredAt} as {@code [occurred, at]}. */
  static List<String> of(String name) {
    var spaced =
        name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").replaceAll("([A-Z]+)([A-Z][a-z])", "$1_$2");
    return Arrays.stream(spaced.split("_+", -1))
        .filter(word -> !word.isEmpty())
        .map(word -> word.toLowerCase(Locale.ROOT))
        .toList();
  }

  /** The last word, or the empty string. */
  static String last(String name) {
    var words = of(name);
    return words.isEmpty() ? "" : words.get(words.size() - 1);
  }

  /**
   * Whether a name ends with a verb in the past tense, as in {@code OrderCancelled}, {@code
   * OrderPaidV2} and {@code OrderShippedEvent}.
   *
   * @param more verbs that count too
   */
  static boolean pastTense(String name, List<String> more) {
    var bare = name.replaceFirst("V\\d+$", "").replaceFirst("Event$", "");
    var last = last(bare);
    return last.endsWith("ed")
        || IRREGULAR.contains(last)
        || more.stream().anyMatch(verb -> verb.toLowerCase(Locale.ROOT).equals(last));
  }
}
