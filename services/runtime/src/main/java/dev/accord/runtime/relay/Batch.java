package dev.accord.runtime.relay;

import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one read found.
 *
 * @param rows in the order of positions
 * @param now the snapshot it was read in; null if there are no rows
 */
record Batch(List<OutboxRow> rows, @Nullable String now, Duration oldestAge) {
  static final Batch EMPTY = new Batch(List.of(), null, Duration.ZERO);

  static Batch of(Iterable<Row> found) {
    var rows = new ArrayList<OutboxRow>();
    String now = null;
    var oldestMillis = 0L;
    for (var row : found) {
      rows.add(OutboxRow.of(row));
      now = row.getString("now");
      oldestMillis = Math.max(oldestMillis, row.getLong("age_millis"));
    }
    return new Batch(List.copyOf(rows), now, Duration.ofMillis(oldestMillis));
  }

  List<OutboxRow> of(Set<Short> slots) {
    return rows.stream().filter(row -> slots.contains(row.slot())).toList();
  }
}
