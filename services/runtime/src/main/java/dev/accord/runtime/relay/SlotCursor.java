package dev.accord.runtime.relay;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far slots are published. Everything visible in the snapshot {@code seen} is; what is visible
 * now and was not then comes next, in the order of positions. If that is more than one page, {@code
 * paging} holds "now" still until the last page, and {@code after} is the last position published
 * of it. No row is skipped, however late it commits, and none waits for an older transaction.
 *
 * @param seen a {@code pg_snapshot} as text
 * @param paging the snapshot that bounds the pages; null between pages
 */
record SlotCursor(String seen, @Nullable String paging, long after) {
  /** As many as the first migration of the outbox makes. */
  static final int SLOTS = 8;

  /** The slot of a key, the same in every process and release: rows of a key share one. */
  static short slotOf(String key) {
    return (short) Math.floorMod(key.hashCode(), SLOTS);
  }

  /**
   * The cursor after a page was published.
   *
   * @param page the rows of its slots, in the order of positions
   * @param full whether more rows of the same snapshot may follow
   * @param now the snapshot the page was read in; null if nobody's page held a row
   */
  SlotCursor advance(List<OutboxRow> page, boolean full, @Nullable String now) {
    var bound = paging == null ? now : paging;
    if (bound == null) {
      return this;
    }
    return full
        ? new SlotCursor(seen, bound, page.get(page.size() - 1).position())
        : new SlotCursor(bound, null, 0);
  }
}
