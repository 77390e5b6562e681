package dev.accord.runtime.kafka;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.OptionalLong;

/**
 * The low-water mark of one partition: the offset up to which all work is finished. Offsets are
 * begun in rising order, with holes where the log has none, and finished in any order. Not
 * thread-safe.
 */
final class CommitFrontier {
  private final ArrayDeque<Long> unfinished = new ArrayDeque<>();
  private final HashSet<Long> finishedAhead = new HashSet<>();
  private long last = -1;

  /**
   * Work on an offset began.
   *
   * @throws IllegalStateException if the offset is not above every one begun before
   */
  void begin(long offset) {
    if (offset <= last) {
      throw new IllegalStateException("offset " + offset + " after " + last);
    }
    last = offset;
    unfinished.addLast(offset);
  }

  /** Work on an offset ended. */
  void finish(long offset) {
    finishedAhead.add(offset);
    while (!unfinished.isEmpty() && finishedAhead.remove(unfinished.peekFirst())) {
      unfinished.removeFirst();
    }
  }

  /** The offset to commit, one past the last finished; empty as long as nothing was begun. */
  OptionalLong committable() {
    if (last < 0) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(unfinished.isEmpty() ? last + 1 : unfinished.peekFirst());
  }

  /** How many offsets were begun and are not below the frontier. */
  int unfinishedCount() {
    return unfinished.size() - finishedAhead.size();
  }
}
