package dev.accord.cli.source;

/**
 * Something that has to be read cannot be: it is not there, or it does not answer. The message says
 * what, why, and what to do; the command ends with exit code 4.
 */
public final class UnreadableException extends RuntimeException {
  public UnreadableException(String message) {
    super(message);
  }

  public UnreadableException(String message, Throwable cause) {
    super(message, cause);
  }
}
