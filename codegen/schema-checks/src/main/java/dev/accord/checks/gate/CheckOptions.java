package dev.accord.checks.gate;

import dev.accord.checks.compatibility.CompatibilityLevel;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What one run is asked to do beside what {@code accord.yaml} says.
 *
 * @param today what dates in contracts and waivers are compared with
 * @param level overrides the level of every event
 * @param previousVersion version of the contracts that the baselines hold; empty if unknown
 * @param seed of the values that the decoder is tried with
 */
public record CheckOptions(
    LocalDate today,
    Optional<CompatibilityLevel> level,
    Optional<String> previousVersion,
    long seed) {

  /** A run on a day, as {@code accord.yaml} says. */
  public static CheckOptions on(LocalDate today) {
    return new CheckOptions(today, Optional.empty(), Optional.empty(), 1);
  }
}
