package dev.accord.runtime.deadletter;

import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which dead letters are meant: those that fit everything given.
 *
 * @param ids empty for any
 * @param reason as in {@link Letter#reason}
 * @param type full name of the event record
 * @param parkedSince parked at this time or later
 */
public record LetterFilter(
    List<Long> ids,
    @Nullable String reason,
    @Nullable String topic,
    @Nullable String key,
    @Nullable String type,
    @Nullable Instant parkedSince) {

  /** Every dead letter. */
  public static final LetterFilter ALL = new LetterFilter(List.of(), null, null, null, null, null);

  static final String WHERE =
      """
      where (cardinality($1::int8[]) = 0 or id = any ($1)) and ($2::text is null or reason = $2)
        and ($3::text is null or topic = $3)
        and ($4::text is null or key = convert_to($4, 'UTF8'))
        and ($5::text is null or event_type = $5)
        and ($6::timestamptz is null or parked_at >= $6)
      """;

  /** Copies the list. */
  public LetterFilter {
    ids = List.copyOf(ids);
  }

  /** One dead letter. */
  public static LetterFilter id(long id) {
    return new LetterFilter(List.of(id), null, null, null, null, null);
  }

  Tuple parameters() {
    return Tuple.tuple()
        .addValue(ids.toArray(Long[]::new))
        .addValue(reason)
        .addValue(topic)
        .addValue(key)
        .addValue(type)
        .addValue(parkedSince == null ? null : parkedSince.atOffset(ZoneOffset.UTC));
  }
}
