package dev.accord.checks.compatibility;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a new schema version promises about the versions before it.
 *
 * <p>Backward: a reader with the new schema reads what the old one wrote. Forward: a reader with
 * the old schema reads what the new one writes. Without {@code _TRANSITIVE} the promise covers the
 * newest version only.
 */
public enum CompatibilityLevel {
  /** No promise. */
  NONE,
  /** New readers, newest old data. */
  BACKWARD,
  /** New readers, all old data. */
  BACKWARD_TRANSITIVE,
  /** Readers of the newest old version, new data. */
  FORWARD,
  /** Readers of every old version, new data. */
  FORWARD_TRANSITIVE,
  /** {@link #BACKWARD} and {@link #FORWARD}. */
  FULL,
  /** {@link #BACKWARD_TRANSITIVE} and {@link #FORWARD_TRANSITIVE}. */
  FULL_TRANSITIVE;

  /** The level of that name in any case, or nothing. */
  public static Optional<CompatibilityLevel> parse(String name) {
    var wanted = name.toUpperCase(Locale.ROOT);
    for (var level : values()) {
      if (level.name().equals(wanted)) {
        return Optional.of(level);
      }
    }
    return Optional.empty();
  }

  /** Whether every earlier version counts, not only the newest. */
  public boolean isTransitive() {
    return switch (this) {
      case BACKWARD_TRANSITIVE, FORWARD_TRANSITIVE, FULL_TRANSITIVE -> true;
      case NONE, BACKWARD, FORWARD, FULL -> false;
    };
  }

  /** The promises to check, in the order in which their findings are told. */
  public List<Direction> directions() {
    return switch (this) {
      case NONE -> List.of();
      case BACKWARD, BACKWARD_TRANSITIVE -> List.of(Direction.BACKWARD);
      case FORWARD, FORWARD_TRANSITIVE -> List.of(Direction.FORWARD);
      case FULL, FULL_TRANSITIVE -> List.of(Direction.FORWARD, Direction.BACKWARD);
    };
  }
}
