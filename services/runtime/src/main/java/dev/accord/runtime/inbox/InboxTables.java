package dev.accord.runtime.inbox;

import dev.accord.runtime.event.EventHeaders;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What one subscription handled and what it parked, in the service's own schema. */
final class InboxTables {
  /**
   * Adds the number unless it is there; a second claimant waits for the first one's commit. The
   * other answer: whether an earlier record of the key is parked.
   */
  private static final String CLAIM =
      """
      with first as (
        insert into inbox_handled as known (subscription, topic, scope, numbers)
        values ($1, $2, $3, int8multirange(int8range($4::int8, $4::int8, '[]')))
        on conflict (subscription, topic, scope)
          do update set numbers = known.numbers + excluded.numbers
          where not known.numbers @> $4::int8
        returning 1)
      select exists (select from first) as first,
        exists (
          select from inbox_parked
          where subscription = $1 and topic = $2 and key = $5 and blocks_key) as behind
      """;

  private static final String PARK =
      """
      insert into inbox_parked (subscription, topic, partition, "offset", key, value,
        header_names, header_values, event_id, event_type, reason, detail, stack_hash, schema_id,
        attempts, first_failed_at, blocks_key)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15,
        now() - make_interval(secs => $16), $17)
      """;

  private final String subscription;

  /** The answer to "may I handle this?". */
  enum Claim {
    FIRST,
    DUPLICATE,
    BEHIND_PARKED
  }

  InboxTables(String subscription) {
    this.subscription = subscription;
  }

  /** Notes, in the caller's transaction, that the record is accounted for. */
  Future<Claim> claim(SqlConnection sql, Delivery delivery) {
    var key = delivery.record().key();
    var number = delivery.sequence();
    // Only a key that is text, with a source, has a sequence worth trusting.
    var scope =
        number.isEmpty()
            ? Optional.<String>empty()
            : delivery
                .header(EventHeaders.SOURCE)
                .flatMap(source -> delivery.key().map(text -> "key:" + source + "/" + text));
    return sql.preparedQuery(CLAIM)
        .execute(
            Tuple.of(subscription, delivery.topic())
                .addValue(scope.orElse("partition:" + delivery.partition()))
                .addValue(scope.isPresent() ? number.getAsLong() : delivery.offset())
                .addValue(buffer(key)))
        .map(
            rows -> {
              var row = rows.iterator().next();
              if (!row.getBoolean("first")) {
                return Claim.DUPLICATE;
              }
              return row.getBoolean("behind") ? Claim.BEHIND_PARKED : Claim.FIRST;
            });
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
