package dev.accord.runtime.inbox;

import dev.accord.runtime.event.EventHeaders;
import dev.accord.runtime.sql.Database;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/** What one subscription handled and what it parked, in the service's own schema. */
final class InboxTables {
  /**
   * Adds each number unless it is there; a second claimant waits for the first one's commit. The
   * other answer: whether an earlier record of the key is parked.
   */
  private static final String CLAIM =
      """
      with first as (
        insert into inbox_handled as known (subscription, topic, scope, numbers)
        select $1, topic, scope, int8multirange(int8range(number, number, '[]'))
        from unnest($2::text[], $3::text[], $4::int8[]) as mark (topic, scope, number)
        on conflict (subscription, topic, scope)
          do update set numbers = known.numbers + excluded.numbers
          where not known.numbers && excluded.numbers
        returning topic, scope)
      select
        exists (
          select from first where first.topic = mark.topic and first.scope = mark.scope) as first,
        exists (
          select from inbox_parked
          where subscription = $1 and topic = mark.topic and key = mark.key and blocks_key)
          as behind
      from unnest($2::text[], $3::text[], $5::bytea[]) with ordinality
        as mark (topic, scope, key, position)
      order by position
      """;

  private static final String PARK =
      """
      insert into inbox_parked (subscription, topic, partition, "offset", key, value,
        header_names, header_values, event_id, event_type, reason, detail, stack_hash, schema_id,
        attempts, first_failed_at, blocks_key)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15,
        now() - make_interval(secs => $16), $17)
      """;

  /** The first dead letter of a key, unless nobody asked for it; a dry run out of turn. */
  private static final String DUE =
      """
      select p.* from inbox_parked p
      where subscription = $1
        and (asked is not null or (reason = 'BEHIND_PARKED' and answer is null))
        and (asked is not distinct from 'DRY_RUN' or not exists (
          select from inbox_parked first
          where first.subscription = p.subscription and first.topic = p.topic
            and first.key = p.key and first.blocks_key and first.id < p.id))
      order by id limit 50
      """;

  private static final String TAKE =
      """
      delete from inbox_parked where id = (
        select id from inbox_parked where id = $1 for update skip locked)
      """;

  private static final String ANSWER =
      """
      update inbox_parked set asked = null, answer = $2, attempts = attempts + $3 where id = $1
      """;

  private final String subscription;

  /** A dead letter to be handled now. */
  record Asked(long id, Delivery delivery, boolean dryRun) {}

  /** The answer to "may I handle this?". */
  enum Claim {
    FIRST,
    DUPLICATE,
    BEHIND_PARKED
  }

  InboxTables(String subscription) {
    this.subscription = subscription;
  }

  /**
   * What of a record is remembered.
   *
   * @param scope whose numbers these are: of a source and key, or of a partition
   * @param key as it came
   */
  record Mark(String topic, String scope, long number, @Nullable Buffer key) {
    static Mark of(Delivery delivery) {
      var number = delivery.sequence();
      // Only a key that is text, with a source, has a sequence worth trusting.
      var scope =
          number.isEmpty()
              ? Optional.<String>empty()
              : delivery
                  .header(EventHeaders.SOURCE)
                  .flatMap(source -> delivery.key().map(text -> "key:" + source + "/" + text));
      return new Mark(
          delivery.topic(),
          scope.orElse("partition:" + delivery.partition()),
          scope.isPresent() ? number.getAsLong() : delivery.offset(),
          buffer(delivery.record().key()));
    }
  }

  /** Notes, in the caller's transaction, that the record is accounted for. */
  Future<Claim> claim(SqlConnection sql, Delivery delivery) {
    return claim(sql, List.of(Mark.of(delivery))).map(claims -> claims.get(0));
  }

  /**
   * As {@link #claim(SqlConnection, Delivery)} for several records, answered in their order.
   *
   * @param marks of different scopes
   */
  Future<List<Claim>> claim(SqlConnection sql, List<Mark> marks) {
    return sql.preparedQuery(CLAIM)
        .execute(
            Tuple.of(subscription)
                .addValue(marks.stream().map(Mark::topic).toArray(String[]::new))
                .addValue(marks.stream().map(Mark::scope).toArray(String[]::new))
                .addValue(marks.stream().map(Mark::number).toArray(Long[]::new))
                .addValue(marks.stream().map(Mark::key).toArray(Buffer[]::new)))
        .map(
            rows -> {
              var claims = new ArrayList<Claim>();
              rows.forEach(row -> claims.add(claim(row)));
              return List.copyOf(claims);
            });
  }

  private static Claim claim(Row row) {
    if (!row.getBoolean("first")) {
      return Claim.DUPLICATE;
    }
    return row.getBoolean("behind") ? Claim.BEHIND_PARKED : Claim.FIRST;
  }

  /** Dead letters to handle now, in the order they were parked. */
  Future<List<Asked>> due(Database database) {
    return database
        .pool()
        .preparedQuery(DUE)
        .execute(Tuple.of(subscription))
        .map(
            rows -> {
              var due = new ArrayList<Asked>();
              rows.forEach(row -> due.add(asked(row)));
              return due;
            });
  }

  /** Removes the dead letter in the caller's transaction; false if another has it. */
  Future<Boolean> take(SqlConnection sql, long id) {
    return sql.preparedQuery(TAKE).execute(Tuple.of(id)).map(rows -> rows.rowCount() == 1);
  }

  /** Notes what came of it. */
  Future<Void> answer(Database database, long id, String answer, boolean dryRun) {
    return database
        .pool()
        .preparedQuery(ANSWER)
        .execute(Tuple.of(id, plain(answer), dryRun ? 0 : 1))
        .mapEmpty();
  }

  private static Asked asked(Row row) {
    var headers = new RecordHeaders();
    var names = row.getArrayOfStrings("header_names");
    var values = row.getArrayOfBuffers("header_values");
    for (int i = 0; i < names.length; i++) {
      var unused = headers.add(names[i], bytes(values[i]));
    }
    var key = bytes(row.getBuffer("key"));
    var value = bytes(row.getBuffer("value"));
    var record =
        new ConsumerRecord<>(
            row.getString("topic"),
            row.getInteger("partition"),
            row.getLong("offset"),
            ConsumerRecord.NO_TIMESTAMP,
            TimestampType.NO_TIMESTAMP_TYPE,
            key == null ? ConsumerRecord.NULL_SIZE : key.length,
            value == null ? ConsumerRecord.NULL_SIZE : value.length,
            key,
            value,
            headers,
            Optional.empty());
    return new Asked(
        row.getLong("id"), new Delivery(record), "DRY_RUN".equals(row.getString("asked")));
  }

  private static byte @Nullable [] bytes(@Nullable Buffer buffer) {
    return buffer == null ? null : buffer.getBytes();
  }

  /** Keeps the record as it came. */
  Future<Void> park(SqlConnection sql, Delivery delivery, DeadLetter letter) {
    var record = delivery.record();
    var names = new ArrayList<String>();
    var values = new ArrayList<Buffer>();
    for (var header : record.headers()) {
      names.add(plain(header.key()));
      values.add(buffer(header.value()));
    }
    return sql.preparedQuery(PARK)
        .execute(
            Tuple.of(subscription, delivery.topic(), delivery.partition(), delivery.offset())
                .addValue(buffer(record.key()))
                .addValue(buffer(record.value()))
                .addValue(names.toArray(String[]::new))
                .addValue(values.toArray(Buffer[]::new))
                .addValue(plain(delivery.eventId()))
                .addValue(delivery.header(EventHeaders.TYPE).map(InboxTables::plain).orElse(null))
                .addValue(letter.reason().name())
                .addValue(plain(letter.detail()))
                .addValue(letter.stackHash())
                .addValue(letter.schemaId())
                .addValue(letter.attempts())
                .addValue((double) letter.since().toNanos() / TimeUnit.SECONDS.toNanos(1))
                .addValue(letter.blocksKey()))
        .mapEmpty();
  }

  private static @Nullable Buffer buffer(byte @Nullable [] bytes) {
    return bytes == null ? null : Buffer.buffer(bytes);
  }

  /** PostgreSQL stores every character but one. */
  private static String plain(String text) {
    return text.replace("\0", "\\0");
  }
}
