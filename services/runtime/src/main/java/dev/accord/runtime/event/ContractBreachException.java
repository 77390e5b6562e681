package dev.accord.runtime.event;

/**
 * An event does not fit its contract; the caller's transaction must not commit. The message names
 * the event and the path of the field.
 */
public final class ContractBreachException extends RuntimeException {
  ContractBreachException(String message, Throwable cause) {
    super(message, cause);
  }

  /** A breach that no other failure caused. */
  public ContractBreachException(String message) {
    super(message);
  }
}
