package dev.accord.runtime.sql;

import org.jspecify.annotations.Nullable;

/** The server answered, and waiting will not change its answer: someone must mend the set-up. */
public final class DatabaseRefusedException extends RuntimeException {
  public DatabaseRefusedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
