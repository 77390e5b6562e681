package dev.accord.registry.language;

/** A text that is no schema of its type, or one beyond a limit; the message says why. */
public final class InvalidSchema extends Exception {
  InvalidSchema(String message) {
    super(message, null, false, false);
  }

  /** Why. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
