package dev.accord.registry.problem;

/** A request refused: the caller's mistake, or a state of the registry that forbids it. */
public final class RegistryProblem extends RuntimeException {
  private final ErrorCode code;

  RegistryProblem(ErrorCode code, String message) {
    // No stack trace: a refusal is an answer, and requests must not make it costly.
    super(message, null, false, false);
    this.code = code;
  }

  /** Which one of the table. */
  public ErrorCode code() {
    return code;
  }

  /** The text for the caller. */
  public String text() {
    return String.valueOf(getMessage());
  }
}
