package dev.accord.checks.finding;

import java.util.Arrays;
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

  /** The larger of two. */
  public Bump or(Bump other) {
    return compareTo(other) >= 0 ? this : other;
  }

  /** The smallest version after {@code previous} that a change of this size may have. */
  public String next(String previous) {
    long[] parts = parts(previous);
    // Before 1.0.0 a breaking change raises the minor number.
    Bump step = parts[0] == 0 && this == MAJOR ? MINOR : this;
    return switch (step) {
      case NONE -> previous;
      case PATCH -> parts[0] + "." + parts[1] + "." + (parts[2] + 1);
      case MINOR -> parts[0] + "." + (parts[1] + 1) + ".0";
      case MAJOR -> (parts[0] + 1) + ".0.0";
    };
  }

  /** Whether {@code claimed} is at least {@link #next}. */
  public boolean allows(String previous, String claimed) {
    return Arrays.compare(parts(claimed), parts(next(previous))) >= 0;
  }

  /** Major, minor, patch; what is missing or not a number counts as 0. */
  private static long[] parts(String version) {
    long[] parts = new long[3];
    String[] words = version.replaceFirst("[-+].*", "").split("\\.", -1);
    for (int i = 0; i < 3 && i < words.length; i++) {
      parts[i] = words[i].matches("\\d{1,9}") ? Long.parseLong(words[i]) : 0;
    }
    return parts;
  }
}
