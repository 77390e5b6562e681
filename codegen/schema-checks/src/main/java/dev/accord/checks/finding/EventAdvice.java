package dev.accord.checks.finding;

/**
 * What the change of one event asks of those who release it and of those who call it.
 *
 * @param event full name
 * @param bump the smallest step that the event's version may take
 * @param source what callers of its generated classes feel
 */
public record EventAdvice(String event, Bump bump, SourceEffect source) {

  /** The graver of both, of the same event. */
  public EventAdvice or(EventAdvice other) {
    return new EventAdvice(event, bump.or(other.bump), source.or(other.source));
  }
}
