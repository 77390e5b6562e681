package dev.accord.runtime.relay;

import dev.accord.runtime.relay.OutboxRow.TopicKey;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rows that must not be sent, where an operator finds them, until they are released. */
final class ParkedRows {
  private static final int PAGE = 500;

  private static final String PARK =
      """
      insert into outbox_parked
      select o.*, refused.reason
      from unnest($1::int8[], $2::text[]) as refused(position, reason)
      join outbox o using (position)
      on conflict (position) do nothing
      """;

  /** Rows that were parked behind a released one meanwhile are meant too. */
  private static final String RELEASED =
      """
      select p.*, 0::int8 as bytes from outbox_parked p
      where slot = any ($1::int2[])
        and exists (
          select from outbox_parked r where r.topic = p.topic and r.key = p.key and r.released)
      order by position limit $2
      """;

  private static final String REFUSED_AGAIN =
      """
      update outbox_parked p set released = false, reason = refused.reason
      from unnest($1::int8[], $2::text[]) as refused(position, reason)
      where p.position = refused.position
      """;

  private final SqlConnection connection;

  ParkedRows(SqlConnection connection) {
    this.connection = connection;
  }

  /** Copies rows there. Idempotent. */
  Future<Void> park(Map<OutboxRow, String> reasons) {
    var rows = List.copyOf(reasons.keySet());
    return connection
        .preparedQuery(PARK)
        .execute(
            Tuple.tuple()
                .addValue(positions(rows))
                .addValue(rows.stream().map(reasons::get).toArray(String[]::new)))
        .mapEmpty();
  }

  /** Keys whose rows must be parked because an earlier one is. */
  Future<Set<TopicKey>> keys() {
    return connection
        .query("select distinct topic, key from outbox_parked")
        .execute()
        .map(
            rows -> {
              var keys = new HashSet<TopicKey>();
              rows.forEach(row -> keys.add(new TopicKey(row.getString(0), row.getString(1))));
              return keys;
            });
  }

  /** Rows of these slots to send again, in order; a page of them. */
  Future<List<OutboxRow>> released(Collection<Short> slots) {
    return connection
        .preparedQuery(RELEASED)
        .execute(Tuple.of(slots.toArray(Short[]::new), PAGE))
        .map(
            found -> {
              var rows = new ArrayList<OutboxRow>();
              found.forEach(row -> rows.add(OutboxRow.of(row)));
              return rows;
            });
  }

  /** Forgets rows that are published now. */
  Future<Void> forget(List<OutboxRow> sent) {
    return connection
        .preparedQuery("delete from outbox_parked where position = any ($1::int8[])")
        .execute(Tuple.tuple().addValue(positions(sent)))
        .mapEmpty();
  }

  /** Notes that the broker refused rows once more: they stay. */
  Future<Void> refusedAgain(Map<OutboxRow, String> refused) {
    var rows = List.copyOf(refused.keySet());
    return connection
        .preparedQuery(REFUSED_AGAIN)
        .execute(
            Tuple.tuple()
                .addValue(positions(rows))
                .addValue(rows.stream().map(refused::get).toArray(String[]::new)))
        .mapEmpty();
  }

  private static Long[] positions(List<OutboxRow> rows) {
    return rows.stream().map(OutboxRow::position).toArray(Long[]::new);
  }
}
