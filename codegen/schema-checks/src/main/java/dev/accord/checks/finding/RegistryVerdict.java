package dev.accord.checks.finding;

import dev.accord.checks.compatibility.CompatibilityLevel;
import java.util.List;

/**
 * What a Confluent registry would answer for a subject at its level.
 *
 * @param messages its reasons, in its words; empty when compatible
 */
public record RegistryVerdict(
    String subject, CompatibilityLevel level, boolean compatible, List<String> messages) {

  /** Copies; a refusal without a reason cannot exist. */
  public RegistryVerdict {
    messages = List.copyOf(messages);
    if (compatible != messages.isEmpty()) {
      throw new IllegalArgumentException(
          subject + ": reasons come with a refusal and only with it");
    }
  }
}
