package dev.accord.checks.compatibility;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a schema keeps a compatibility promise, and if not, why.
 *
 * @param incompatibilities every reason found against one earlier version; empty when compatible
 * @param against that earlier version; null when compatible
 */
public record Verdict(List<Incompatibility> incompatibilities, @Nullable Release against) {
  private static final int OLD_SCHEMA_CHARACTERS_MAX = 10 * 1024;

  private static final Verdict COMPATIBLE = new Verdict(List.of(), null);

  /** Copies; a refusal without a reason, or without the version it is about, cannot exist. */
  public Verdict {
    incompatibilities = List.copyOf(incompatibilities);
    if (incompatibilities.isEmpty() != (against == null)) {
      throw new IllegalArgumentException("reasons and the version they are about come together");
    }
  }

  static Verdict compatible() {
    return COMPATIBLE;
  }

  /** True if no promise is broken. */
  public boolean isCompatible() {
    return incompatibilities.isEmpty();
  }

  /** The earlier version that the reasons are about, if any. */
  public Optional<Release> refusedBy() {
    return Optional.ofNullable(against);
  }

  /**
   * The list that Confluent's registry answers: one entry a reason, then the version and the text
   * of the schema that refuses. Empty when compatible.
   */
  public List<String> messages() {
    if (against == null) {
      return List.of();
    }
    var messages = new ArrayList<String>();
    incompatibilities.forEach(reason -> messages.add(reason.message()));
    messages.add("{oldSchemaVersion: " + against.version() + "}");
    messages.add("{oldSchema: '" + shortened(against.text()) + "'}");
    return List.copyOf(messages);
  }

  private static String shortened(String text) {
    return text.length() <= OLD_SCHEMA_CHARACTERS_MAX
        ? text
        : text.substring(0, OLD_SCHEMA_CHARACTERS_MAX) + "...";
  }
}
