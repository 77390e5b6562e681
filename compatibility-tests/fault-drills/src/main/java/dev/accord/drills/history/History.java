package dev.accord.drills.history;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Everything that callers were told, in no order but that of its times. */
public final class History {
  /**
   * When a caller waited for an answer; what it tells was true at a moment between the two.
   *
   * @param begunNanos of the one clock of this process
   */
  public record Span(long begunNanos, long endedNanos) {
    /** Checks. */
    public Span {
      if (endedNanos < begunNanos) {
        throw new IllegalArgumentException("an answer came before its request");
      }
    }
  }

  /** A registration that was acknowledged through a node. */
  public record Registered(
      String node, Span span, String subject, String content, int id, int version) {}

  /** A subject's versions as a node told them. */
  public static final class VersionsRead {
    private final String node;
    private final Span span;
    private final String subject;
    private final BitSet versions;
    private final int expected;

    /**
     * A reading.
     *
     * @param expected a version that it had to show, because the request named the offset of its
     *     registration; 0 for none
     */
    public VersionsRead(
        String node, Span span, String subject, Iterable<Integer> versions, int expected) {
      this.node = node;
      this.span = span;
      this.subject = subject;
      this.versions = new BitSet();
      versions.forEach(this.versions::set);
      this.expected = expected;
    }

    String node() {
      return node;
    }

    Span span() {
      return span;
    }

    String subject() {
      return subject;
    }

    boolean showsAll(BitSet others) {
      var missing = (BitSet) others.clone();
      missing.andNot(versions);
      return missing.isEmpty();
    }

    boolean showsExpected() {
      return expected == 0 || versions.get(expected);
    }

    boolean isContiguous() {
      return versions.isEmpty() || versions.length() == versions.cardinality() + 1;
    }

    void addTo(BitSet all) {
      all.or(versions);
    }

    @Override
    public String toString() {
      return subject + " through " + node + " " + versions;
    }
  }

  /** What an id stood for. */
  public record ContentRead(String node, Span span, String context, int id, String content) {}

  /** A version as a node shows it in the end. */
  public record Stored(String subject, int version, int id, String content) {}

  private final ConcurrentLinkedQueue<Registered> registered = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<VersionsRead> readings = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<ContentRead> contents = new ConcurrentLinkedQueue<>();
  private final Map<String, List<Stored>> stored = new TreeMap<>();

  /** Notes an acknowledgement. */
  public void add(Registered acknowledgement) {
    registered.add(acknowledgement);
  }

  /** Notes a reading. */
  public void add(VersionsRead reading) {
    readings.add(reading);
  }

  /** Notes a reading. */
  public void add(ContentRead reading) {
    contents.add(reading);
  }

  /** Notes everything that a node shows after the last fault is mended; for one thread. */
  public void ended(String node, List<Stored> everything) {
    stored.put(node, List.copyOf(everything));
  }

  /** All acknowledgements so far. */
  public List<Registered> registered() {
    return List.copyOf(registered);
  }

  /** How many there are; a walk over all. */
  public int readings() {
    return readings.size() + contents.size();
  }

  List<VersionsRead> versionsRead() {
    return List.copyOf(readings);
  }

  List<ContentRead> contentRead() {
    return List.copyOf(contents);
  }

  Map<String, List<Stored>> stored() {
    return stored;
  }
}
