package dev.accord.runtime.outbox;

import dev.accord.event.Event;
import dev.accord.runtime.event.ContractBreachException;
import dev.accord.runtime.relay.Relay;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One business transaction: its SQL and the events it emits. Valid until its function's end. */
public final class Tx {
  /** Sequence and row in one round trip; the lock on the sequence is held until the commit. */
  private static final String INSERT =
      """
      with next as (
        insert into outbox_sequence as last (topic, key, seq) values ($3, $4, 1)
        on conflict (topic, key) do update set seq = last.seq + 1
        returning seq)
      insert into outbox
        (segment, slot, id, topic, key, seq,
         type, source, traceparent, causation, correlation, value)
      select segment, $1, $2, $3, $4, next.seq, $5, $6, $7, $8, $9, $10
      from outbox_rotation, next
      """;

  private final SqlConnection sql;
  private final Outbox outbox;
  private final Cause cause;
  private boolean emitted;
  private @Nullable Throwable refusal;

  Tx(SqlConnection sql, Outbox outbox, Cause cause) {
    this.sql = sql;
    this.outbox = outbox;
    this.cause = cause;
  }

  /** The connection of this transaction. */
  public SqlConnection sql() {
    return sql;
  }

  /**
   * Emits an event: it is published if and only if this transaction commits. Events of one topic
   * and key are published in commit order; until the commit, other transactions that emit to the
   * same topic and key wait.
   *
   * @return the event's id; fails, and with it the whole transaction, with {@link
   *     ContractBreachException} if the event does not fit its contract
   */
  public Future<UUID> emit(Event event) {
    try {
      outbox.refuseIfFull(cause);
      var value = Buffer.buffer(outbox.encode(event));
      return insert(event.topic(), event.key(), event.getSchema().getFullName(), value);
    } catch (RuntimeException e) {
      refusal = e;
      return Future.failedFuture(e);
    }
  }

  /**
   * Emits a tombstone: the record that removes a key from a compacted topic.
   *
   * @return the id of the tombstone
   */
  public Future<UUID> erase(String topic, String key) {
    return insert(topic, key, null, null);
  }

  private Future<UUID> insert(
      String topic, String key, @Nullable String type, @Nullable Buffer value) {
    emitted = true;
    var id = outbox.nextId();
    var row =
        Tuple.of(Relay.slotOf(key), id, topic, key)
            .addValue(type)
            .addValue(outbox.source())
            .addValue(cause.traceparent(id))
            .addValue(cause.causation().orElse(null))
            .addValue(cause.correlation(id))
            .addValue(value);
    return sql.preparedQuery(INSERT).execute(row).map(id);
  }

  boolean hasEmitted() {
    return emitted;
  }

  /** Fails if an event was refused, even when the caller did not look. */
  <T> Future<T> unlessRefused(T result) {
    return refusal == null ? Future.succeededFuture(result) : Future.failedFuture(refusal);
  }
}
