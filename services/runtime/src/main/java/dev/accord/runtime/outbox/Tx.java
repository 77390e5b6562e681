package dev.accord.runtime.outbox;

import dev.accord.event.Event;
import dev.accord.runtime.event.ContractBreachException;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlConnection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One business transaction: its SQL and the events it emits. Valid until its function's end. */
public final class Tx {
  private final SqlConnection sql;
  private final Outbox outbox;
  private final Cause cause;
  private final Emitted emitted;

  private Tx(SqlConnection sql, Outbox outbox, Cause cause, Emitted emitted) {
    this.sql = sql;
    this.outbox = outbox;
    this.cause = cause;
    this.emitted = emitted;
  }

  Tx(SqlConnection sql, Outbox outbox, Cause cause) {
    this(sql, outbox, cause, new Emitted());
  }

  /** The same transaction, for a part of it that something else led to. */
  public Tx causedBy(Cause other) {
    return new Tx(sql, outbox, other, emitted);
  }

  /** The connection of this transaction. */
  public SqlConnection sql() {
    return sql;
  }

  /**
   * Emits an event: it is published if and only if this transaction commits. Events of one topic
   * and key are published in commit order, those of one transaction in the order of the calls. Rows
   * are written when the transaction's function has ended.
   *
   * @return the event's id; fails, and with it the whole transaction, with {@link
   *     ContractBreachException} if the event does not fit its contract
   */
  public Future<UUID> emit(Event event) {
    try {
      outbox.refuseIfFull(cause);
      var value = Buffer.buffer(outbox.encode(event));
      return Future.succeededFuture(
          add(event.topic(), event.key(), event.getSchema().getFullName(), value));
    } catch (RuntimeException e) {
      emitted.refuse(e);
      return Future.failedFuture(e);
    }
  }

  /**
   * Emits a tombstone: the record that removes a key from a compacted topic.
   *
   * @return the id of the tombstone
   */
  public Future<UUID> erase(String topic, String key) {
    return Future.succeededFuture(add(topic, key, null, null));
  }

  private UUID add(String topic, String key, @Nullable String type, @Nullable Buffer value) {
    var id = outbox.nextId();
    emitted.add(id, topic, key, type, cause, value);
    return id;
  }

  boolean hasEmitted() {
    return !emitted.isEmpty();
  }

  /** Writes what was emitted; fails if an event was refused. */
  Future<Void> end() {
    return emitted.write(sql, outbox.source());
  }
}
