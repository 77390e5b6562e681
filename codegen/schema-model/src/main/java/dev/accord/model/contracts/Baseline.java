package dev.accord.model.contracts;

import dev.accord.model.config.AccordConfig;
import java.util.List;
import java.util.Optional;

/**
 * Older contracts: a snapshot such as a git commit, or a history such as a registry.
 *
 * @param label as the user named it: {@code git:main}, {@code released}
 * @param config what {@code accord.yaml} said then, if it is known
 * @param versions of all subjects, oldest first within each subject
 */
public record Baseline(String label, Optional<AccordConfig> config, List<Version> versions) {
  public Baseline {
    versions = List.copyOf(versions);
  }

  /** Schemas alone, as a registry holds them. */
  public Baseline(String label, List<Version> versions) {
    this(label, Optional.empty(), versions);
  }

  /**
   * One schema of a baseline.
   *
   * @param number from 1 in a history; 0 in a snapshot
   */
  public record Version(int number, EventSchema schema) {}

  /** A snapshot holds each of its contracts' events once. */
  public static Baseline snapshot(
      String label, Optional<AccordConfig> config, Contracts contracts) {
    return new Baseline(
        label, config, contracts.events().stream().map(e -> new Version(0, e)).toList());
  }

  /** What messages call a version: {@code git:main}, {@code released v3}. */
  public String labelOf(Version version) {
    return version.number() == 0 ? label : label + " v" + version.number();
  }
}
