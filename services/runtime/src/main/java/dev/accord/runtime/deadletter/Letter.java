package dev.accord.runtime.deadletter;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A record that its subscription could not handle, exactly as it came, and why.
 *
 * @param key null if it had none
 * @param value null if it had none
 * @param headers in their order; of a name that occurs twice, the last
 * @param stackHash the same for failures at the same place of the code
 * @param schemaId the writer's schema; -1 if the bytes name none
 * @param blocksKey whether later records of the key queue behind it
 * @param asked what the service was asked to do with it and has not done yet
 * @param answer what came of the last thing asked
 */
public record Letter(
    long id,
    String subscription,
    String topic,
    int partition,
    long offset,
    @Nullable Buffer key,
    @Nullable Buffer value,
    Map<String, Buffer> headers,
    String eventId,
    Optional<String> eventType,
    String reason,
    String detail,
    String stackHash,
    int schemaId,
    int attempts,
    Instant firstFailedAt,
    Instant parkedAt,
    boolean blocksKey,
    Optional<String> asked,
    Optional<String> answer) {

  /** Copies the headers. */
  public Letter {
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
  }

  static Letter of(Row row) {
    var headers = new LinkedHashMap<String, Buffer>();
    var names = row.getArrayOfStrings("header_names");
    var values = row.getArrayOfBuffers("header_values");
    for (int i = 0; i < names.length; i++) {
      headers.put(names[i], values[i] == null ? Buffer.buffer() : values[i]);
    }
    return new Letter(
        row.getLong("id"),
        row.getString("subscription"),
        row.getString("topic"),
        row.getInteger("partition"),
        row.getLong("offset"),
        row.getBuffer("key"),
        row.getBuffer("value"),
        headers,
        row.getString("event_id"),
        Optional.ofNullable(row.getString("event_type")),
        row.getString("reason"),
        row.getString("detail"),
        row.getString("stack_hash"),
        row.getInteger("schema_id"),
        row.getInteger("attempts"),
        row.getOffsetDateTime("first_failed_at").toInstant(),
        row.getOffsetDateTime("parked_at").toInstant(),
        row.getBoolean("blocks_key"),
        Optional.ofNullable(row.getString("asked")),
        Optional.ofNullable(row.getString("answer")));
  }
}
