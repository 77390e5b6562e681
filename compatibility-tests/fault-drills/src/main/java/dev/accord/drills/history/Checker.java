package dev.accord.drills.history;

import dev.accord.drills.history.History.Attempt;
import dev.accord.drills.history.History.Registered;
import dev.accord.drills.history.History.Stored;
import dev.accord.drills.history.History.VersionsRead;
import dev.accord.drills.history.Violation.Invariant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Finds every promise that a history breaks. An answer that ended before another request began
 * happened before it; nothing is assumed of answers that overlap.
 */
public final class Checker {
  private final History history;
  private final List<Violation> violations = new ArrayList<>();

  private Checker(History history) {
    this.history = history;
  }

  /** Empty if every promise was kept. */
  public static List<Violation> check(History history) {
    var checker = new Checker(history);
    checker.acknowledgedIsKept();
    checker.refusedIsNotWritten();
    checker.identitiesAreUnique();
    checker.versionsAreContiguous();
    checker.readsGoForward();
    checker.nodesAgree();
    return List.copyOf(checker.violations);
  }

  /** The context of a subject's name. */
  public static String context(String subject) {
    return subject.startsWith(":.") ? subject.substring(1, subject.indexOf(':', 1)) : ".";
  }

  private void found(Invariant invariant, String evidence) {
    violations.add(new Violation(invariant, evidence));
  }

  private void acknowledgedIsKept() {
    history
        .stored()
        .forEach(
            (node, everything) -> {
              var kept = new HashMap<String, Stored>();
              everything.forEach(one -> kept.put(one.subject() + " " + one.version(), one));
              for (var promise : history.registered()) {
                var there = kept.get(promise.subject() + " " + promise.version());
                if (there == null
                    || there.id() != promise.id()
                    || !there.content().equals(promise.content())) {
                  found(
                      Invariant.ACKNOWLEDGED_IS_KEPT, promise + ", but " + node + " has " + there);
                }
              }
            });
  }

  /** Others may have registered the same; so may an attempt that nobody knows the outcome of. */
  private void refusedIsNotWritten() {
    var possible = new HashSet<>(history.unknown());
    history.registered().forEach(one -> possible.add(new Attempt(one.subject(), one.content())));
    var written = history.written();
    for (var attempt : new HashSet<>(history.refused())) {
      if (written.contains(attempt) && !possible.contains(attempt)) {
        found(Invariant.REFUSED_IS_NOT_WRITTEN, attempt.toString());
      }
    }
  }

  private void identitiesAreUnique() {
    var contentOfId = once(Invariant.ONE_CONTENT_AN_ID);
    var idOfContent = once(Invariant.ONE_ID_A_CONTENT);
    var versionOfContent = once(Invariant.ONE_VERSION_A_CONTENT);
    for (var one : evidence()) {
      var context = context(one.subject());
      contentOfId.accept(List.of(context, one.id()), one.content());
      idOfContent.accept(List.of(context, one.content()), one.id());
      versionOfContent.accept(List.of(one.subject(), one.content()), one.version());
    }
    for (var read : history.contentRead()) {
      contentOfId.accept(List.of(read.context(), read.id()), read.content());
      idOfContent.accept(List.of(read.context(), read.content()), read.id());
    }
  }

  private interface Once {
    void accept(List<Object> key, Object value);
  }

  /** Complains about a key that is given two values. */
  private Once once(Invariant invariant) {
    var first = new HashMap<List<Object>, Object>();
    return (key, value) -> {
      var before = first.putIfAbsent(key, value);
      if (before != null && !before.equals(value)) {
        found(invariant, key + " is " + before + " and " + value);
      }
    };
  }

  /** What is there in the end and what was acknowledged, which may be more. */
  private List<Stored> evidence() {
    var all = new ArrayList<Stored>();
    history.stored().values().forEach(all::addAll);
    for (var one : history.registered()) {
      all.add(new Stored(one.subject(), one.version(), one.id(), one.content()));
    }
    return all;
  }

  private void versionsAreContiguous() {
    history
        .stored()
        .forEach(
            (node, everything) ->
                grouped(everything, Stored::subject)
                    .forEach(
                        (subject, known) -> {
                          var versions = new BitSet();
                          known.forEach(one -> versions.set(one.version()));
                          if (versions.length() != versions.cardinality() + 1) {
                            found(
                                Invariant.VERSIONS_ARE_CONTIGUOUS,
                                node + " ends with " + versions + " of " + subject);
                          }
                        }));
    for (var read : history.versionsRead()) {
      if (!read.isContiguous()) {
        found(Invariant.VERSIONS_ARE_CONTIGUOUS, read.toString());
      }
    }
  }

  private void readsGoForward() {
    for (var read : history.versionsRead()) {
      if (!read.showsExpected()) {
        found(Invariant.WRITES_ARE_READ, "although its offset was named: " + read);
      }
    }
    var writes = grouped(history.registered(), one -> one.node() + " " + one.subject());
    grouped(history.versionsRead(), one -> one.node() + " " + one.subject())
        .forEach((place, reads) -> readsGoForward(reads, writes.getOrDefault(place, List.of())));
  }

  /** Walks along the beginnings of readings, and gathers what had ended before each. */
  private void readsGoForward(List<VersionsRead> reads, List<Registered> writes) {
    var shown = new PriorityQueue<VersionsRead>(byTime(read -> read.span().endedNanos()));
    shown.addAll(reads);
    var written = new PriorityQueue<Registered>(byTime(write -> write.span().endedNanos()));
    written.addAll(writes);
    var mustShow = new BitSet();
    var mustShowWritten = new BitSet();
    var ordered = new ArrayList<>(reads);
    ordered.sort(byTime(read -> read.span().begunNanos()));
    for (var read : ordered) {
      long begun = read.span().begunNanos();
      drain(shown, one -> one.span().endedNanos() < begun, one -> one.addTo(mustShow));
      drain(
          written,
          one -> one.span().endedNanos() < begun,
          one -> mustShowWritten.set(one.version()));
      if (!read.showsAll(mustShow)) {
        found(Invariant.READS_ARE_MONOTONE, read + " after " + mustShow);
      }
      if (!read.showsAll(mustShowWritten)) {
        found(Invariant.WRITES_ARE_READ, read + " after " + mustShowWritten + " were written");
      }
    }
  }

  private static <T> Comparator<T> byTime(Function<T, Long> nanos) {
    // Nanoseconds of one clock may pass the largest number: only their difference counts.
    return (one, other) -> Long.signum(nanos.apply(one) - nanos.apply(other));
  }

  private static <T> void drain(
      PriorityQueue<T> queue, Function<T, Boolean> isOver, Consumer<T> each) {
    while (!queue.isEmpty() && isOver.apply(queue.peek())) {
      each.accept(queue.remove());
    }
  }

  private void nodesAgree() {
    Map<String, Map<String, Stored>> shown = new TreeMap<>();
    history
        .stored()
        .forEach(
            (node, everything) -> {
              var byPlace = new TreeMap<String, Stored>();
              everything.forEach(one -> byPlace.put(one.subject() + " " + one.version(), one));
              shown.put(node, byPlace);
            });
    var first = shown.entrySet().stream().findFirst();
    shown.forEach(
        (node, everything) -> {
          if (!everything.equals(first.orElseThrow().getValue())) {
            found(
                Invariant.NODES_AGREE,
                node + " and " + first.orElseThrow().getKey() + " do not show the same");
          }
        });
  }

  private static <T> Map<String, List<T>> grouped(List<T> all, Function<T, String> key) {
    var groups = new TreeMap<String, List<T>>();
    all.forEach(
        one -> groups.computeIfAbsent(key.apply(one), ignored -> new ArrayList<>()).add(one));
    return groups;
  }
}
