package dev.accord.runtime.launch;

import org.jspecify.annotations.Nullable;

/**
 * Something this service needs cannot be reached now; the same request may succeed later. Says
 * nothing about what became of a write that was under way.
 */
public final class DependencyAwayException extends RuntimeException {
  /** The message names the dependency and its address. */
  public DependencyAwayException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
