package dev.accord.drills.history;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

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

  /** A registration that was asked for, whatever came of it. */
  public record Attempt(String subject, String content) {}

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
  private final ConcurrentLinkedQueue<Attempt> refused = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<Attempt> unknown = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<VersionsRead> readings = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<ContentRead> contents = new ConcurrentLinkedQueue<>();
  private final Map<String, List<Stored>> stored = new TreeMap<>();

  /** Notes an acknowledgement. */
  public void add(Registered acknowledgement) {
    registered.add(acknowledgement);
  }

  /** Notes a registration of which the answer says that nothing was written, or never sent. */
  public void refused(Attempt attempt) {
    refused.add(attempt);
  }

  /** Notes a registration whose answer leaves open what came of it, or did not come. */
  public void unknown(Attempt attempt) {
    unknown.add(attempt);
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

  /** How many of those with an unknown outcome are there in the end; a walk over all. */
  public long unknownAndWritten() {
    var written = written();
    return unknown.stream().filter(written::contains).count();
  }

  /** What any node shows in the end. */
  Set<Attempt> written() {
    return stored.values().stream()
        .flatMap(List::stream)
        .map(one -> new Attempt(one.subject(), one.content()))
        .collect(Collectors.toSet());
  }

  List<Attempt> refused() {
    return List.copyOf(refused);
  }

  List<Attempt> unknown() {
    return List.copyOf(unknown);
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
