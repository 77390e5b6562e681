package dev.accord.model.source;

/**
 * Why a text cannot be used, and where. The message says what was found, what was expected, and the
 * nearest thing that would have been right.
 *
 * @param rule the rule this breaks, when the rest of the file can be judged nevertheless; else
 *     empty
 */
public record Problem(Location location, String message, String rule) {

  public Problem(Location location, String message) {
    this(location, message, "");
  }

  @Override
  public String toString() {
    return location + ": " + message;
  }
}
