package dev.accord.runtime.outbox;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What led to a transaction: every event it emits carries it on. Immutable.
 *
 * <p>Trace context: W3C Trace Context, version 00.
 */
public final class Cause {
  /** Nothing known: each event starts its own correlation and trace. */
  public static final Cause UNKNOWN = new Cause(null, null, null);

  private static final Pattern TRACEPARENT =
      Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

  private final @Nullable String eventId;
  private final @Nullable String correlation;
  private final @Nullable String traceparent;

  private Cause(
      @Nullable String eventId, @Nullable String correlation, @Nullable String traceparent) {
    this.eventId = eventId;
    this.correlation = correlation;
    this.traceparent = traceparent;
  }

  /** A request with its {@code traceparent} header; a malformed one starts a new trace. */
  public static Cause request(String traceparent) {
    return new Cause(null, null, wellFormed(traceparent));
  }

  /** An event, with what its headers say. */
  public static Cause event(String eventId, String correlation, String traceparent) {
    return new Cause(eventId, correlation, wellFormed(traceparent));
  }

  /** Whether an event led to it, so that refusing it now would only bring it back later. */
  boolean isEvent() {
    return eventId != null;
  }

  Optional<String> causation() {
    return Optional.ofNullable(eventId);
  }

  String correlation(UUID emitted) {
    return correlation == null ? emitted.toString() : correlation;
  }

  /** The same trace, with a span of the emitted event's own. */
  String traceparent(UUID emitted) {
    var hex = emitted.toString().replace("-", "");
    // Time-ordered ids differ in their last 16 digits, which are random.
    var span = hex.substring(16);
    return traceparent == null
        ? "00-" + hex + "-" + span + "-01"
        : traceparent.substring(0, 36) + span + traceparent.substring(52);
  }

  private static @Nullable String wellFormed(String traceparent) {
    return TRACEPARENT.matcher(traceparent).matches() ? traceparent : null;
  }
}
