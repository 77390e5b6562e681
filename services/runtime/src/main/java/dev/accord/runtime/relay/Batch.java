package dev.accord.runtime.relay;

import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What one read found.
 *
 * @param rows in the order of positions
 * @param now the snapshot it was read in
 */
record Batch(List<OutboxRow> rows, String now, Duration oldestAge) {
  static final Batch EMPTY = new Batch(List.of(), "", Duration.ZERO);

  static Batch of(Iterable<Row> found) {
    var rows = new ArrayList<OutboxRow>();
    var now = "";
    var oldestMillis = 0L;
    for (var row : found) {
      rows.add(OutboxRow.of(row));
      now = row.getString("now");
      oldestMillis = Math.max(oldestMillis, row.getLong("age_millis"));
    }
    return new Batch(List.copyOf(rows), now, Duration.ofMillis(oldestMillis));
  }

  List<OutboxRow> of(short slot) {
    return rows.stream().filter(row -> row.slot() == slot).toList();
  }
}
