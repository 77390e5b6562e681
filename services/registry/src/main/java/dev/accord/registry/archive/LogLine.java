package dev.accord.registry.archive;

import dev.accord.registry.log.LogRecord;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A record as one line of JSON: {@code offset}, {@code timestamp}, {@code key} and {@code value} as
 * text, or {@code keyBase64} and {@code valueBase64} where the bytes are not UTF-8. Nothing is lost
 * on the way there and back.
 */
final class LogLine {
  private static final String BASE64 = "Base64";

  private LogLine() {}

  static String write(LogRecord record) {
    var json = new JsonObject().put("offset", record.offset()).put("timestamp", record.timestamp());
    put(json, "key", record.key());
    put(json, "value", record.value());
    return json.encode();
  }

  private static void put(JsonObject json, String member, byte @Nullable [] bytes) {
    var unused =
        bytes == null
            ? json.putNull(member)
            : isText(bytes)
                ? json.put(member, new String(bytes, StandardCharsets.UTF_8))
                : json.put(member + BASE64, Base64.getEncoder().encodeToString(bytes));
  }

  private static boolean isText(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).limit() >= 0;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  /**
   * Reads a line.
   *
   * @param number from 1, for the message
   * @throws IllegalArgumentException if it is not one of ours
   */
  static LogRecord read(int number, String line) {
    try {
      var json = new JsonObject(line);
      var offset = json.getLong("offset");
      var timestamp = json.getLong("timestamp");
      if (offset == null || timestamp == null) {
        throw new IllegalArgumentException("line " + number + " lacks an offset or a timestamp");
      }
      return new LogRecord(offset, timestamp, bytes(json, "key"), bytes(json, "value"));
    } catch (DecodeException | ClassCastException e) {
      throw new IllegalArgumentException(
          "line " + number + " is not a record of a dump: " + e.getMessage(), e);
    }
  }

  private static byte @Nullable [] bytes(JsonObject json, String member) {
    var encoded = json.getString(member + BASE64);
    if (encoded != null) {
      return Base64.getDecoder().decode(encoded);
    }
    var text = json.getString(member);
    return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
  }

  /** For people. */
  static String show(LogRecord record) {
    return String.format(
        Locale.ROOT,
        "%6d  %s  %s  %s",
        record.offset(),
        Instant.ofEpochMilli(record.timestamp()),
        text(record.key()),
        text(record.value()));
  }

  private static String text(byte @Nullable [] bytes) {
    return bytes == null ? "-" : new String(bytes, StandardCharsets.UTF_8);
  }
}
