package dev.accord.stack.process;

/**
 * The world does not allow what was asked: a taken port, a folder without write permission, a
 * broker that is away. The message says what, where, and the way out, for a person at a terminal.
 */
public final class CannotRunException extends Exception {
  private static final long serialVersionUID = 1;

  /** A refusal whose message says everything. */
  public CannotRunException(String message) {
    super(message);
  }

  /** A refusal with what led to it. */
  public CannotRunException(String message, Throwable cause) {
    super(message, cause);
  }
}
