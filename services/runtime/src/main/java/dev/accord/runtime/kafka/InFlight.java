package dev.accord.runtime.kafka;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is worked on now, and since when: a handler that never ends is told from one that waits. One
 * event loop begins and ends; anybody may ask.
 */
public final class InFlight {
  private final Map<Object, Long> begunNanos = new LinkedHashMap<>();
  private volatile @Nullable Oldest oldest;

  private record Oldest(Object what, long begunNanos) {}

  /** Work on something begins; its {@code toString} names it. */
  public void begin(Object what) {
    begunNanos.put(what, System.nanoTime());
    look();
  }

  /** The work ended, in whatever way. */
  public void end(Object what) {
    begunNanos.remove(what);
    look();
  }

  /** One sentence if something has been worked on for longer. */
  public Optional<String> stuck(Duration max) {
    var now = oldest;
    if (now == null) {
      return Optional.empty();
    }
    var age = Duration.ofNanos(System.nanoTime() - now.begunNanos());
    return age.compareTo(max) > 0
        ? Optional.of(now.what() + " has been worked on for " + age.toSeconds() + " s")
        : Optional.empty();
  }

  private void look() {
    var first = begunNanos.entrySet().iterator();
    if (first.hasNext()) {
      var entry = first.next();
      oldest = new Oldest(entry.getKey(), entry.getValue());
    } else {
      oldest = null;
    }
  }
}
