package dev.accord.runtime.relay;

import dev.accord.runtime.kafka.KafkaConfig;
import dev.accord.runtime.sql.Database;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * What an operator asks of one service's outbox, beside the running service. Reads and writes its
 * tables only; every method may be repeated.
 */
public final class OutboxOperations {
  private static final int PAGE = 500;

  private static final String BACKLOG =
      """
      select count(*), coalesce(extract(epoch from now() - min(time)) * 1000, 0)::int8
      from outbox_unpublished
      """;

  private static final String PARKED_COUNT =
      "select count(*), count(distinct (topic, key)) from outbox_parked";

  /** Slots without an owner have no row in pg_locks. */
  private static final String OWNERS =
      """
      select slot::int2, holder.pid, coalesce(host(activity.client_addr), 'local') as address,
        activity.client_port
      from generate_series(0, $1::int4 - 1) slot
      left join pg_locks holder on holder.locktype = 'advisory' and holder.granted
        and holder.classid = 'outbox'::regclass::oid and holder.objid = slot
        and holder.database = (select oid from pg_database where datname = current_database())
      left join pg_stat_activity activity on activity.pid = holder.pid
      order by slot
      """;

  private static final String PARKED =
      """
      select *, coalesce(octet_length(value), 0) as size from outbox_parked
      where ($1::text is null or topic = $1) and ($2::text is null or key = $2)
      order by topic, key, position
      """;

  private static final String RELEASE =
      """
      update outbox_parked set released = true
      where ($1::text is null or topic = $1) and ($2::text is null or key = $2)
      """;

  /** What the relay has published and still keeps, in order. */
  private static final String PUBLISHED =
      """
      select o.*, 0::int8 as bytes from outbox o
      where time >= $1 and ($2::text is null or topic = $2) and position > $3
        and not exists (select from outbox_unpublished u where u.position = o.position)
        and not exists (select from outbox_parked p where p.position = o.position)
      order by position limit $4
      """;

  private final Database database;

  /** On the schema of one service. */
  public OutboxOperations(Database database) {
    this.database = database;
  }

  /**
   * How an outbox is doing.
   *
   * @param oldest how long the oldest unpublished event waits; zero if none does
   * @param parkedKeys keys of which nothing is published until they are released
   * @param owners the database session that publishes each slot, by slot; empty for none
   */
  public record Status(
      long unpublished,
      Duration oldest,
      long parkedEvents,
      long parkedKeys,
      List<Optional<String>> owners) {
    /** Copies the list. */
    public Status {
      owners = List.copyOf(owners);
    }
  }

  /**
   * An event that Kafka refused, or that waits behind one.
   *
   * @param type null for a tombstone
   * @param released whether it is going to be sent again
   */
  public record Parked(
      UUID id,
      String topic,
      String key,
      long sequence,
      @Nullable String type,
      Instant time,
      int valueBytes,
      String reason,
      Instant parkedAt,
      boolean released) {}

  /** Looks at it now. */
  public Future<Status> status() {
    return database.withConnection(
        sql -> {
          var backlog = sql.query(BACKLOG).execute();
          var parked = sql.query(PARKED_COUNT).execute();
          var owners = sql.preparedQuery(OWNERS).execute(Tuple.of(SlotCursor.SLOTS));
          return Future.all(backlog, parked, owners)
              .map(
                  ignored -> {
                    var waiting = backlog.result().iterator().next();
                    var stopped = parked.result().iterator().next();
                    return new Status(
                        waiting.getLong(0),
                        Duration.ofMillis(waiting.getLong(1)),
                        stopped.getLong(0),
                        stopped.getLong(1),
                        list(owners.result(), OutboxOperations::owner));
                  });
        });
  }

  private static Optional<String> owner(Row row) {
    return Optional.ofNullable(row.getInteger("pid"))
        .map(pid -> "session " + pid + " from " + row.getString("address"));
  }

  /**
   * Parked events, in the order of their keys.
   *
   * @param topic null for every topic
   * @param key null for every key
   */
  public Future<List<Parked>> parked(@Nullable String topic, @Nullable String key) {
    return database
        .pool()
        .preparedQuery(PARKED)
        .execute(Tuple.of(topic, key))
        .map(rows -> list(rows, OutboxOperations::parked));
  }

  /**
   * Lets the running service send parked events again, in order, and then whatever waits behind
   * them. What Kafka refuses again stays parked.
   *
   * @return how many events are meant
   */
  public Future<Integer> release(@Nullable String topic, @Nullable String key) {
    return database
        .pool()
        .preparedQuery(RELEASE)
        .execute(Tuple.of(topic, key))
        .map(rows -> rows.rowCount());
  }

  /**
   * Puts published events on their topics once more, for a broker that lost them: with the same
   * ids, sequences and bytes, so that whoever handled them recognises them. Reaches as far back as
   * the outbox keeps published rows.
   *
   * @param topic null for every topic
   * @return how many; fails if Kafka is away or refuses one
   */
  public Future<Long> republish(
      Vertx vertx, KafkaConfig kafka, Instant since, @Nullable String topic) {
    return Publisher.open(vertx, kafka, Future::succeededFuture, Integer.MAX_VALUE / 2)
        .compose(
            publisher -> republishPage(publisher, since, topic, 0, 0).eventually(publisher::close));
  }

  private Future<Long> republishPage(
      Publisher publisher, Instant since, @Nullable String topic, long after, long done) {
    return database
        .pool()
        .preparedQuery(PUBLISHED)
        .execute(Tuple.of(since.atOffset(ZoneOffset.UTC), topic, after, PAGE))
        .compose(
            found -> {
              var rows = list(found, OutboxRow::of);
              if (rows.isEmpty()) {
                return Future.succeededFuture(done);
              }
              return publisher
                  .publish(rows)
                  .compose(OutboxOperations::requireAll)
                  .compose(
                      ignored ->
                          republishPage(
                              publisher,
                              since,
                              topic,
                              rows.get(rows.size() - 1).position(),
                              done + rows.size()));
            });
  }

  private static Future<Void> requireAll(Publisher.Sent sent) {
    var refused = sent.refused().values().stream().findFirst();
    return sent.unsent().isEmpty() && refused.isEmpty()
        ? Future.succeededFuture()
        : Future.failedFuture("Kafka does not take events: " + refused.orElseGet(sent::trouble));
  }

  private static Parked parked(Row row) {
    return new Parked(
        row.getUUID("id"),
        row.getString("topic"),
        row.getString("key"),
        row.getLong("seq"),
        row.getString("type"),
        row.getOffsetDateTime("time").toInstant(),
        row.getInteger("size"),
        row.getString("reason"),
        row.getOffsetDateTime("parked_at").toInstant(),
        row.getBoolean("released"));
  }

  private static <T> List<T> list(Iterable<Row> rows, Function<Row, T> read) {
    return StreamSupport.stream(rows.spliterator(), false).map(read).toList();
  }
}
