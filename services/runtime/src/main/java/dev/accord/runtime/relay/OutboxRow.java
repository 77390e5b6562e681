package dev.accord.runtime.relay;

import dev.accord.runtime.event.EventHeaders;
import io.vertx.sqlclient.Row;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** A committed row, and the record it becomes. */
record OutboxRow(
    short slot, long position, String topic, String key, long bytesUpToHere, Row columns) {

  /** Rows of one topic and key keep their order. */
  record TopicKey(String topic, String key) {}

  static OutboxRow of(Row row) {
    return new OutboxRow(
        row.getShort("slot"),
        row.getLong("position"),
        row.getString("topic"),
        row.getString("key"),
        row.getLong("bytes"),
        row);
  }

  TopicKey topicKey() {
    return new TopicKey(topic, key);
  }

  /** The event's id, as in its header. */
  String id() {
    return columns.getUUID("id").toString();
  }

  /** When the publishing transaction began: the record's timestamp. */
  Instant instant() {
    return time().toInstant();
  }

  ProducerRecord<byte[], byte[]> toRecord() {
    var value = columns.getBuffer("value");
    return new ProducerRecord<>(
        topic,
        null,
        instant().toEpochMilli(),
        bytes(key),
        value == null ? null : value.getBytes(),
        headers());
  }

  private Headers headers() {
    var headers = new RecordHeaders();
    add(headers, EventHeaders.SPEC_VERSION, "1.0");
    add(headers, EventHeaders.ID, id());
    add(headers, EventHeaders.TYPE, columns.getString("type"));
    add(headers, EventHeaders.SOURCE, columns.getString("source"));
    add(headers, EventHeaders.TIME, DateTimeFormatter.ISO_INSTANT.format(time()));
    add(headers, EventHeaders.SUBJECT, key);
    add(headers, EventHeaders.TRACEPARENT, columns.getString("traceparent"));
    add(headers, EventHeaders.SEQUENCE, Long.toString(columns.getLong("seq")));
    add(headers, EventHeaders.CAUSATION, columns.getString("causation"));
    add(headers, EventHeaders.CORRELATION, columns.getString("correlation"));
    return headers;
  }

  private OffsetDateTime time() {
    return columns.getOffsetDateTime("time");
  }

  private static void add(Headers headers, String name, @Nullable String text) {
    if (text != null) {
      var unused = headers.add(name, bytes(text));
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
