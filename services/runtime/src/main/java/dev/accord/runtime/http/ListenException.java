package dev.accord.runtime.http;

/** The edge cannot listen where it was told to; the message names the option. */
public final class ListenException extends RuntimeException {
  ListenException(String message, Throwable cause) {
    super(message, cause);
  }
}
