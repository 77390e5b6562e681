package dev.accord.runtime.relay;

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * One database connection and the slots it owns. Ownership is a session advisory lock, so it ends
 * with the connection, at the latest when the server notices that the client is gone. Confined to
 * the relay's event loop.
 */
final class RelaySession {
  private static final short FIRST_SLOT = 0;
  private static final long PRUNE_EVERY = 256;
  private static final int PAGE_BYTES_MAX = 4 * 1024 * 1024;

  /**
   * A dead or frozen peer must give its slots back within seconds. A plan that was made while the
   * tables were small must suit large ones.
   */
  private static final String KEEPALIVE =
      "set tcp_keepalives_idle = 2; set tcp_keepalives_interval = 1; set tcp_keepalives_count = 3;"
          + " set tcp_user_timeout = 5000; set enable_seqscan = off";

  /** Held by everyone who would relay; the first half of a lock tells schemas apart. */
  private static final String JOIN =
      "select pg_advisory_lock_shared('outbox_progress'::regclass::oid::int4, 0)";

  private static final String MEMBERS =
      """
      select count(*)::int4 from pg_locks
      where locktype = 'advisory' and granted and objid = 0
        and classid = 'outbox_progress'::regclass::oid
        and database = (select oid from pg_database where datname = current_database())
      """;

  private static final String LOCK =
      """
      select slot from unnest($1::int2[]) slot
      where pg_try_advisory_lock('outbox'::regclass::oid::int4, slot)
      limit $2
      """;

  private static final String UNLOCK =
      """
      select pg_advisory_unlock('outbox'::regclass::oid::int4, slot) from unnest($1::int2[]) slot
      """;

  private static final String LOAD =
      """
      select distinct on (slot) slot, seen, paging, after_position
      from outbox_progress where slot = any ($1::int2[])
      order by slot, n desc
      """;

  /**
   * "Visible now, not visible then" as three index ranges: begun or ended later than "then"; under
   * way then; and, once a page is bounded, everything behind the last position. The sum in the
   * order of the first two keeps the planner from the index on positions, along which it would walk
   * through every row ever published.
   */
  private static final String READ =
      """
      select page.*, pg_current_snapshot()::text as now,
        (extract(epoch from now() - page.time) * 1000)::int8 as age_millis
      from unnest($1::int4[], $2::text[], $3::text[], $4::int8[])
        as c(slots, seen, paging, after_position)
      cross join lateral (
        select sized.*
        from (
          select o.*, sum(coalesce(octet_length(o.value), 0)) over (order by o.position) as bytes
          from (
            (select * from outbox
              where c.paging is null and c.slots & (1 << slot) <> 0
                and tx >= pg_snapshot_xmax(c.seen::pg_snapshot)
              order by position + 0 limit $5)
            union all
            (select * from outbox
              where c.paging is null and c.slots & (1 << slot) <> 0
                and tx = any (array(select pg_snapshot_xip(c.seen::pg_snapshot)))
              order by position + 0 limit $5)
            union all
            (select * from outbox
              where c.paging is not null and c.slots & (1 << slot) <> 0
                and position > c.after_position
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

  /** What a round came upon. */
  enum Found {
    NOTHING,
    /** All there was; whoever commits more says so. */
    ALL,
    /** A part, so the next one is due at once. */
    A_PAGE
  }

  private final PgConnection connection;
  private final int batchRowsMax;
  private final Map<Short, SlotCursor> cursors = new TreeMap<>();
  private long advances;
  private boolean open = true;

  private RelaySession(PgConnection connection, int batchRowsMax) {
    this.connection = connection;
    this.batchRowsMax = batchRowsMax;
  }

  static Future<RelaySession> open(Database database, int batchRowsMax) {
    return database
        .connect()
        .compose(
            connection -> {
              var session = new RelaySession(connection, batchRowsMax);
              connection.closeHandler(ignored -> session.open = false);
              return connection
                  .query(KEEPALIVE)
                  .execute()
                  .compose(ignored -> connection.query(JOIN).execute())
                  .map(session);
            });
  }

  /** Runs the task whenever another instance tells that rows are there for our slots. */
  Future<Void> listen(String channel, Runnable woken) {
    connection.notificationHandler(told -> woken.run());
    return connection.query("listen \"" + channel + "\"").execute().mapEmpty();
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

  Set<Short> slots() {
    return Set.copyOf(cursors.keySet());
  }

  /**
   * Takes slots that nobody owns, up to a fair share among the instances there are, and gives back
   * what is above it. To be called between batches only.
   *
   * @return the slots taken
   */
  Future<Set<Short>> claim() {
    return connection
        .query(MEMBERS)
        .execute()
        .map(rows -> fairShare(rows.iterator().next().getInteger(0)))
        .compose(share -> share < owned() ? giveBack(share) : take(share));
  }

  /** Rounded up, so that the shares of all instances cover every slot. */
  static int fairShare(int members) {
    return (SlotCursor.SLOTS + members - 1) / members;
  }

  private Future<Set<Short>> take(int share) {
    if (share == owned()) {
      return Future.succeededFuture(Set.of());
    }
    return connection
        .preparedQuery(LOCK)
        .execute(Tuple.of(missing(), share - owned()))
        .compose(this::load)
        .map(
            rows -> {
              var taken = new HashSet<Short>();
              for (var row : rows) {
                cursors.put(row.getShort(0), cursor(row));
                taken.add(row.getShort(0));
              }
              return taken;
            });
  }

  private Short[] missing() {
    return IntStream.range(0, SlotCursor.SLOTS)
        .mapToObj(slot -> (short) slot)
        .filter(slot -> !cursors.containsKey(slot))
        .toArray(Short[]::new);
  }

  private Future<Set<Short>> giveBack(int share) {
    var surplus = List.copyOf(cursors.keySet()).subList(share, owned());
    surplus.forEach(cursors::remove);
    return connection
        .preparedQuery(UNLOCK)
        .execute(Tuple.tuple().addValue(surplus.toArray(Short[]::new)))
        .map(Set.of());
  }

  /** A second statement: only now has the former owner stored its last word. */
  private Future<RowSet<Row>> load(RowSet<Row> locked) {
    var slots = new ArrayList<Short>();
    locked.forEach(row -> slots.add(row.getShort(0)));
    return connection.preparedQuery(LOAD).execute(Tuple.of(slots.toArray(Short[]::new)));
  }

  Future<Batch> read() {
    if (cursors.isEmpty()) {
      return Future.succeededFuture(Batch.EMPTY);
    }
    var together = together();
    var parameters =
        Tuple.tuple()
            .addValue(together.values().stream().map(RelaySession::mask).toArray(Integer[]::new));
    addColumns(parameters, together.keySet());
    parameters.addValue(pageRowsMax(together)).addValue(PAGE_BYTES_MAX);
    return connection.preparedQuery(READ).execute(parameters).map(Batch::of);
  }

  /** Slots by how far they are published: after a batch or two all of them are so equally far. */
  private Map<SlotCursor, Set<Short>> together() {
    var together = new LinkedHashMap<SlotCursor, Set<Short>>();
    cursors.forEach(
        (slot, cursor) -> together.computeIfAbsent(cursor, c -> new TreeSet<>()).add(slot));
    return together;
  }

  private static int mask(Set<Short> slots) {
    return slots.stream().mapToInt(slot -> 1 << slot).sum();
  }

  private int pageRowsMax(Map<SlotCursor, Set<Short>> together) {
    return Math.max(1, batchRowsMax / together.size());
  }

  /** Stores that all rows of the batch are published or parked. */
  Future<Void> advance(Batch batch) {
    var together = together();
    var next = new TreeMap<Short, SlotCursor>();
    together.forEach(
        (cursor, slots) -> {
          var page = batch.of(slots);
          var full = isFull(page, pageRowsMax(together));
          var moved = cursor.advance(page, full, batch.now());
          slots.forEach(slot -> next.put(slot, moved));
        });
    if (next.equals(cursors)) {
      return Future.succeededFuture();
    }
    var parameters = Tuple.tuple().addValue(next.keySet().toArray(Short[]::new));
    addColumns(parameters, next.values());
    return connection
        .preparedQuery(ADVANCE)
        .execute(parameters)
        .onSuccess(ignored -> cursors.putAll(next))
        .compose(ignored -> ++advances % PRUNE_EVERY == 0 ? prune() : Future.succeededFuture());
  }

  /** What a round found that moved so many rows and stored its position. */
  Found found(int rows) {
    if (cursors.values().stream().anyMatch(cursor -> cursor.paging() != null)) {
      return Found.A_PAGE;
    }
    return rows == 0 ? Found.NOTHING : Found.ALL;
  }

  private static boolean isFull(List<OutboxRow> page, int pageRowsMax) {
    return !page.isEmpty()
        && (page.size() == pageRowsMax
            || page.get(page.size() - 1).bytesUpToHere() >= PAGE_BYTES_MAX);
  }

  private Future<Void> prune() {
    return connection.query(PRUNE).execute().mapEmpty();
  }

  /** Rows that must not be sent. */
  ParkedRows parked() {
    return new ParkedRows(connection);
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

  private static SlotCursor cursor(Row row) {
    return new SlotCursor(row.getString(1), row.getString(2), row.getLong(3));
  }

  private static void addColumns(Tuple parameters, Collection<SlotCursor> cursors) {
    parameters
        .addValue(cursors.stream().map(SlotCursor::seen).toArray(String[]::new))
        .addValue(cursors.stream().map(SlotCursor::paging).toArray(String[]::new))
        .addValue(cursors.stream().map(SlotCursor::after).toArray(Long[]::new));
  }
}
