package dev.accord.checks.finding;

import java.util.Locale;

/** The smallest version step that a change allows, smallest first (Semantic Versioning 2.0.0). */
public enum Bump {
  /** Nothing changed. */
  NONE,
  /** Documentation and the like. */
  PATCH,
  /** Additions that break nobody. */
  MINOR,
  /** Somebody must change with it. */
  MAJOR;

  /** As reports write it: {@code minor}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
