package dev.accord.runtime.share;

import org.jspecify.annotations.Nullable;

/** The group cannot be joined now; the message says why, and what to do. */
final class UnavailableException extends Exception {
  UnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
