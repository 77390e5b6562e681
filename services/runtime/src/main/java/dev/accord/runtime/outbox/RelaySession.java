package dev.accord.runtime.outbox;

import dev.accord.runtime.outbox.OutboxRow.TopicKey;
import dev.accord.runtime.sql.Database;
import io.vertx.core.Future;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * One database connection and the slots it owns. Ownership is a session advisory lock, so it ends
 * with the connection, at the latest when the server notices that the client is gone. Confined to
 * the relay's event loop.
 */
final class RelaySession {
  private static final short FIRST_SLOT = 0;
  private static final long PRUNE_EVERY = 256;
  private static final int PAGE_BYTES_MAX = 4 * 1024 * 1024;

  /** A dead or frozen peer must give its slots back within seconds. */
  private static final String KEEPALIVE =
      "set tcp_keepalives_idle = 2; set tcp_keepalives_interval = 1; set tcp_keepalives_count = 3;"
          + " set tcp_user_timeout = 5000";

  /** The lock's first half tells this schema's outbox from others in the same database. */
  private static final String LOCK =
      """
      select slot from unnest($1::int2[]) slot
      where pg_try_advisory_lock('outbox'::regclass::oid::int4, slot)
      """;

  private static final String LOAD =
      """
      select distinct on (slot) slot, seen, paging, after_position
      from outbox_progress where slot = any ($1::int2[])
      order by slot, n desc
      """;

  /**
   * "Visible now, not visible then" as three index ranges: begun or ended later than "then"; under
   * way then; and, once a page is bounded, everything behind the last position.
   */
  private static final String READ =
      """
      with cursor as (
        select * from unnest($1::int2[], $2::text[], $3::text[], $4::int8[])
          as c(slot, seen, paging, after_position))
      select page.*, pg_current_snapshot()::text as now,
        (extract(epoch from now() - page.time) * 1000)::int8 as age_millis
      from cursor c cross join lateral (
        select sized.*
        from (
          select o.*, sum(coalesce(octet_length(o.value), 0)) over (order by o.position) as bytes
          from (
            (select * from outbox
              where c.paging is null and slot = c.slot
                and tx >= pg_snapshot_xmax(c.seen::pg_snapshot)
              order by position limit $5)
            union all
            (select * from outbox
              where c.paging is null and slot = c.slot
                and tx = any (array(select pg_snapshot_xip(c.seen::pg_snapshot)))
              order by position limit $5)
            union all
            (select * from outbox
              where c.paging is not null and slot = c.slot and position > c.after_position
                and pg_visible_in_snapshot(tx, c.paging::pg_snapshot)
                and not pg_visible_in_snapshot(tx, c.seen::pg_snapshot)
              order by position limit $5)
            order by position limit $5
          ) o
        ) sized
        where sized.bytes - coalesce(octet_length(sized.value), 0) < $6
      ) page
      order by page.position
      """;

  private static final String ADVANCE =
      """
      insert into outbox_progress (slot, seen, paging, after_position)
      select * from unnest($1::int2[], $2::text[], $3::text[], $4::int8[])
      """;

  private static final String PRUNE =
      """
      delete from outbox_progress old where exists (
        select from outbox_progress newer where newer.slot = old.slot and newer.n > old.n)
      """;

  private static final String PARK =
      """
      insert into outbox_parked
      select o.*, refused.reason
      from unnest($1::int2[], $2::int8[], $3::text[]) as refused(slot, position, reason)
      join outbox o using (slot, position)
      on conflict (position) do nothing
      """;

  private final PgConnection connection;
  private final int pageRowsMax;
  private final Map<Short, SlotCursor> cursors = new TreeMap<>();
  private long advances;
  private boolean open = true;

  /** What one read found, in the order of positions, and the snapshot it was read in. */
  record Batch(List<OutboxRow> rows, String now, Duration oldestAge) {}

  private RelaySession(PgConnection connection, int batchRowsMax) {
    this.connection = connection;
    pageRowsMax = Math.max(1, batchRowsMax / SlotCursor.SLOTS);
  }

  static Future<RelaySession> open(Database database, int batchRowsMax) {
    return database
        .connect()
        .compose(
            connection -> {
              var session = new RelaySession(connection, batchRowsMax);
              connection.closeHandler(ignored -> session.open = false);
              return connection.query(KEEPALIVE).execute().map(session);
            });
  }

  boolean isOpen() {
    return open;
  }

  boolean ownsAll() {
    return cursors.size() == SlotCursor.SLOTS;
  }

  int owned() {
    return cursors.size();
  }

  /** Takes every slot that nobody owns. */
  Future<Void> claim() {
    var missing = new ArrayList<Short>();
    for (short slot = 0; slot < SlotCursor.SLOTS; slot++) {
      if (!cursors.containsKey(slot)) {
        missing.add(slot);
      }
    }
    return connection
        .preparedQuery(LOCK)
        .execute(Tuple.of(missing.toArray(Short[]::new)))
        .compose(this::load)
        .onSuccess(rows -> rows.forEach(row -> put(cursor(row))))
        .mapEmpty();
  }

  /** A second statement: only now has the former owner stored its last word. */
  private Future<RowSet<Row>> load(RowSet<Row> locked) {
    var slots = new ArrayList<Short>();
    locked.forEach(row -> slots.add(row.getShort(0)));
    return connection.preparedQuery(LOAD).execute(Tuple.of(slots.toArray(Short[]::new)));
  }

  Future<Batch> read() {
    if (cursors.isEmpty()) {
      return Future.succeededFuture(new Batch(List.of(), "", Duration.ZERO));
    }
    var parameters = columns(cursors.values()).addValue(pageRowsMax).addValue(PAGE_BYTES_MAX);
    return connection.preparedQuery(READ).execute(parameters).map(RelaySession::batch);
  }

  private static Batch batch(RowSet<Row> found) {
    var rows = new ArrayList<OutboxRow>(found.size());
    var now = "";
    var oldestMillis = 0L;
    for (var row : found) {
      rows.add(OutboxRow.of(row));
      now = row.getString("now");
      oldestMillis = Math.max(oldestMillis, row.getLong("age_millis"));
    }
    return new Batch(rows, now, Duration.ofMillis(oldestMillis));
  }

  /** Stores that all rows of the batch are published or parked. */
  Future<Void> advance(Batch batch) {
    var advanced = new ArrayList<SlotCursor>();
    for (var cursor : cursors.values()) {
      var page = batch.rows().stream().filter(row -> row.slot() == cursor.slot()).toList();
      var next =
          page.isEmpty() ? cursor.finishPaging() : cursor.advance(page, isFull(page), batch.now());
      if (!next.equals(cursor)) {
        advanced.add(next);
      }
    }
    if (advanced.isEmpty()) {
      return Future.succeededFuture();
    }
    return connection
        .preparedQuery(ADVANCE)
        .execute(columns(advanced))
        .onSuccess(ignored -> advanced.forEach(this::put))
        .compose(ignored -> ++advances % PRUNE_EVERY == 0 ? prune() : Future.succeededFuture());
  }

  private boolean isFull(List<OutboxRow> page) {
    return page.size() == pageRowsMax
        || page.get(page.size() - 1).bytesUpToHere() >= PAGE_BYTES_MAX;
  }

  private Future<Void> prune() {
    return connection.query(PRUNE).execute().mapEmpty();
  }

  /** Copies rows that must not be sent to where an operator finds them. Idempotent. */
  Future<Void> park(Map<OutboxRow, String> reasons) {
    var rows = List.copyOf(reasons.keySet());
    return connection
        .preparedQuery(PARK)
        .execute(
            Tuple.of(
                rows.stream().map(OutboxRow::slot).toArray(Short[]::new),
                rows.stream().map(OutboxRow::position).toArray(Long[]::new),
                rows.stream().map(reasons::get).toArray(String[]::new)))
        .mapEmpty();
  }

  /** Keys whose rows must be parked because an earlier one is. */
  Future<Set<TopicKey>> parkedKeys() {
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

  /** Drops published rows that are old enough; one owner, that of the first slot, does so. */
  Future<Boolean> rotateIfDue(Duration kept) {
    return cursors.containsKey(FIRST_SLOT)
        ? SegmentRotation.rotateIfDue(connection, kept)
        : Future.succeededFuture(false);
  }

  /** Gives every slot back at once. */
  Future<Void> close() {
    open = false;
    return connection.close();
  }

  private void put(SlotCursor cursor) {
    cursors.put(cursor.slot(), cursor);
  }

  private static SlotCursor cursor(Row row) {
    return new SlotCursor(row.getShort(0), row.getString(1), row.getString(2), row.getLong(3));
  }

  private static Tuple columns(Collection<SlotCursor> cursors) {
    return Tuple.of(
        cursors.stream().map(SlotCursor::slot).toArray(Short[]::new),
        cursors.stream().map(SlotCursor::seen).toArray(String[]::new),
        cursors.stream().map(SlotCursor::paging).toArray(String[]::new),
        cursors.stream().map(SlotCursor::after).toArray(Long[]::new));
  }
}
