package dev.accord.checks.finding;

import java.util.Locale;
import java.util.Optional;

/** How much a finding weighs, lightest first. */
public enum Severity {
  /** The rule is not asked; no finding has this severity. */
  OFF,
  /** Worth knowing; includes changes that are safe. */
  INFO,
  /** Somebody will probably be hurt. */
  WARN,
  /** Somebody will be hurt. */
  ERROR;

  /** As configuration and reports write it: {@code error}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The severity that {@link #word} gave, if it is one. */
  public static Optional<Severity> parse(String word) {
    for (var severity : values()) {
      if (severity.word().equals(word)) {
        return Optional.of(severity);
      }
    }
    return Optional.empty();
  }
}
