package dev.accord.registry.subject;

import dev.accord.registry.problem.ErrorCode;
import java.util.Locale;

/** What may be done under a subject, in a context, or everywhere. */
public enum Mode {
  /** Everything but imports. */
  READWRITE,
  /** Nothing new. */
  READONLY,
  /** Nothing new anywhere, if it is set for everything; kept for old topics. */
  READONLY_OVERRIDE,
  /** Schemas come with their ids, from another registry, and are not checked. */
  IMPORT,
  /** Schemas may come with their ids; for every context at once. */
  FORWARD;

  /**
   * Reads a mode in any case.
   *
   * @throws dev.accord.registry.problem.RegistryProblem INVALID_MODE
   */
  public static Mode parse(String name) {
    var wanted = name.toUpperCase(Locale.ROOT);
    for (var mode : values()) {
      if (mode.name().equals(wanted)) {
        return mode;
      }
    }
    throw ErrorCode.INVALID_MODE.with();
  }

  /** Whether anything may change. */
  public boolean isReadOnly() {
    return this == READONLY || this == READONLY_OVERRIDE;
  }
}
