package dev.accord.registry.log;

import org.jspecify.annotations.Nullable;

/** A record that no registry of this format wrote, or a damaged one. */
public final class UnreadableRecord extends Exception {
  UnreadableRecord(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
