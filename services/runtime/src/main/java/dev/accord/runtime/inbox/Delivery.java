package dev.accord.runtime.inbox;

import dev.accord.runtime.event.EventHeaders;
import dev.accord.runtime.outbox.Cause;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record as it came: where from, and what its headers say. Immutable. */
public final class Delivery {
  private final ConsumerRecord<byte[], byte[]> record;

  Delivery(ConsumerRecord<byte[], byte[]> record) {
    this.record = record;
  }

  /** The topic. */
  public String topic() {
    return record.topic();
  }

  /** The partition. */
  public int partition() {
    return record.partition();
  }

  /** The offset. */
  public long offset() {
    return record.offset();
  }

  /** The key; empty if there is none or it is not UTF-8 text. */
  public Optional<String> key() {
    if (record.key() == null) {
      return Optional.empty();
    }
    try {
      var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(record.key()));
      return text.toString().indexOf('\0') < 0 ? Optional.of(text.toString()) : Optional.empty();
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /** The event's id, the same at every delivery; the record's place if the producer gave none. */
  public String eventId() {
    return header(EventHeaders.ID).orElseGet(this::place);
  }

  /** The event's position among those of its source, topic and key. */
  public OptionalLong sequence() {
    return EventHeaders.sequence(record.headers());
  }

  /** When the event was published by its own word, or else by its record's. */
  public Instant time() {
    try {
      return header(EventHeaders.TIME)
          .map(Instant::parse)
          .orElseGet(() -> Instant.ofEpochMilli(record.timestamp()));
    } catch (DateTimeParseException e) {
      return Instant.ofEpochMilli(record.timestamp());
    }
  }

  /** Any header, as text. */
  public Optional<String> header(String name) {
    return EventHeaders.text(record.headers(), name);
  }

  /** {@code topic-partition@offset}, for messages. */
  public String place() {
    return topic() + "-" + partition() + "@" + offset();
  }

  @Override
  public String toString() {
    return place() + " key " + key().orElse("(none)") + " event " + eventId();
  }

  /** What events emitted while handling this one carry on. */
  Cause cause() {
    return Cause.event(
        eventId(),
        header(EventHeaders.CORRELATION).orElseGet(this::eventId),
        header(EventHeaders.TRACEPARENT).orElse(""));
  }

  ConsumerRecord<byte[], byte[]> record() {
    return record;
  }
}
