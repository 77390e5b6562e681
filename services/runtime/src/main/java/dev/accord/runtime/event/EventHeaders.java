package dev.accord.runtime.event;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.common.header.Headers;

/**
 * Names of the Kafka headers around an event: CloudEvents 1.0 in Kafka's binary mode, W3C trace
 * context, and Accord's own. Values are UTF-8 text.
 */
public final class EventHeaders {
  /** UUIDv7, the same however often the event is published. */
  public static final String ID = "ce_id";

  /** The record's full name; absent on a tombstone. */
  public static final String TYPE = "ce_type";

  /** The service that published the event. */
  public static final String SOURCE = "ce_source";

  /** When the publishing transaction began, RFC 3339. */
  public static final String TIME = "ce_time";

  /** The key. */
  public static final String SUBJECT = "ce_subject";

  /** The version of CloudEvents. */
  public static final String SPEC_VERSION = "ce_specversion";

  /** W3C trace context. */
  public static final String TRACEPARENT = "traceparent";

  /** Position among the events of this source, topic and key: 1, 2, 3 without a hole. */
  public static final String SEQUENCE = "accord_seq";

  /** The id of the event that led to this one; absent on a first cause. */
  public static final String CAUSATION = "accord_causation";

  /** The id of the first cause; the event's own id on a first cause. */
  public static final String CORRELATION = "accord_correlation";

  private EventHeaders() {}

  /** The last value of a header as text. */
  public static Optional<String> text(Headers headers, String name) {
    var header = headers.lastHeader(name);
    return header == null || header.value() == null
        ? Optional.empty()
        : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
  }

  /** The sequence; empty if there is none or it is no number above zero. */
  public static OptionalLong sequence(Headers headers) {
    try {
      var number = text(headers, SEQUENCE).map(Long::parseLong).orElse(0L);
      return number > 0 ? OptionalLong.of(number) : OptionalLong.empty();
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }
}
