package dev.accord.runtime.outbox;

import dev.accord.runtime.relay.Relay;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one transaction emits: kept until its function has ended, then written by one statement, the
 * last before the commit. So the locks on sequences are held as shortly as can be.
 */
final class Emitted {
  /**
   * Sequences and rows in one round trip; the locks on the sequences are held until the commit.
   * Positions are drawn behind them, in the order in which the events were emitted.
   */
  private static final String INSERT =
      """
      with emitted as (
        select * from unnest($1::int2[], $2::uuid[], $3::text[], $4::text[], $5::text[],
          $6::text[], $7::text[], $8::text[], $9::bytea[]) with ordinality
          as e (slot, id, topic, key, type, traceparent, causation, correlation, value, n)),
      last as (
        insert into outbox_sequence as known (topic, key, seq)
        select topic, key, count(*) from emitted group by topic, key order by topic, key
        on conflict (topic, key) do update set seq = known.seq + excluded.seq
        returning topic, key, seq)
      insert into outbox
        (segment, slot, id, topic, key, seq,
         type, source, traceparent, causation, correlation, value)
      select segment, slot, id, e.topic, e.key,
        last.seq + 1 - row_number() over (partition by e.topic, e.key order by n desc),
        type, $10, traceparent, causation, correlation, value
      from outbox_rotation, emitted e join last on last.topic = e.topic and last.key = e.key
      order by n
      """;

  private final List<Row> rows = new ArrayList<>();
  private @Nullable Throwable refusal;

  private record Row(
      UUID id,
      String topic,
      String key,
      @Nullable String type,
      Cause cause,
      @Nullable Buffer value) {}

  void add(
      UUID id,
      String topic,
      String key,
      @Nullable String type,
      Cause cause,
      @Nullable Buffer value) {
    rows.add(new Row(id, topic, key, type, cause, value));
  }

  void refuse(Throwable reason) {
    refusal = reason;
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  /** Fails if an event was refused, even when the caller did not look. */
  Future<Void> write(SqlConnection sql, String source) {
    if (refusal != null) {
      return Future.failedFuture(refusal);
    }
    return isEmpty()
        ? Future.succeededFuture()
        : sql.preparedQuery(INSERT).execute(columns().addValue(source)).mapEmpty();
  }

  private Tuple columns() {
    return Tuple.tuple()
        .addValue(rows.stream().map(row -> Relay.slotOf(row.key())).toArray(Short[]::new))
        .addValue(rows.stream().map(Row::id).toArray(UUID[]::new))
        .addValue(rows.stream().map(Row::topic).toArray(String[]::new))
        .addValue(rows.stream().map(Row::key).toArray(String[]::new))
        .addValue(rows.stream().map(Row::type).toArray(String[]::new))
        .addValue(
            rows.stream().map(row -> row.cause().traceparent(row.id())).toArray(String[]::new))
        .addValue(
            rows.stream().map(row -> row.cause().causation().orElse(null)).toArray(String[]::new))
        .addValue(
            rows.stream().map(row -> row.cause().correlation(row.id())).toArray(String[]::new))
        .addValue(rows.stream().map(Row::value).toArray(Buffer[]::new));
  }
}
