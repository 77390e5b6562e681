package dev.accord.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** What the callers of a drill were told, to be held against what is there in the end. */
final class History {
  /** An acknowledged registration. */
  private record Acknowledged(String subject, String text, int id, int version) {}

  private final ConcurrentLinkedQueue<Acknowledged> acknowledged = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<String> violations = new ConcurrentLinkedQueue<>();
  private final Map<String, Set<Integer>> seen = new ConcurrentHashMap<>();
  private final AtomicInteger refused = new AtomicInteger();

  void acknowledged(String subject, String text, JsonObject answer) {
    acknowledged.add(
        new Acknowledged(subject, text, answer.getInteger("id"), answer.getInteger("version")));
  }

  void refused() {
    refused.incrementAndGet();
  }

  void violation(String what) {
    violations.add(what);
  }

  /** A list of versions read by one caller through one node must hold all that it held before. */
  void versionsRead(String callerAndNode, JsonArray versions) {
    var now = new TreeSet<Integer>();
    versions.forEach(version -> now.add((Integer) version));
    var before = seen.put(callerAndNode, now);
    if (before != null && !now.containsAll(before)) {
      violation(callerAndNode + " saw " + now + " after " + before);
    }
  }

  int count() {
    return acknowledged.size();
  }

  String counts() {
    return acknowledged.size() + " acknowledged, " + refused + " refused or unanswered";
  }

  /** Everything that was promised is there, and nothing contradicts itself. */
  void check(JsonArray everything) {
    assertThat(List.copyOf(violations)).isEmpty();
    var ids = new HashMap<String, Integer>();
    var texts = new HashMap<Integer, String>();
    var versions = new TreeMap<String, TreeMap<Integer, JsonObject>>();
    for (var element : everything) {
      var schema = (JsonObject) element;
      var text = schema.getString("schema");
      var id = schema.getInteger("id");
      assertThat(ids.merge(text, id, (one, other) -> one)).as("ids of " + text).isEqualTo(id);
      assertThat(texts.merge(id, text, (one, other) -> one)).as("id " + id).isEqualTo(text);
      versions
          .computeIfAbsent(schema.getString("subject"), ignored -> new TreeMap<>())
          .put(schema.getInteger("version"), schema);
    }
    versions.forEach(
        (subject, known) -> assertThat(known.lastKey()).as(subject).isEqualTo(known.size()));
    for (var promise : acknowledged) {
      var kept = versions.getOrDefault(promise.subject(), new TreeMap<>()).get(promise.version());
      assertThat(kept).as("acknowledged and lost: " + promise).isNotNull();
      if (kept != null) {
        assertThat(kept.getInteger("id")).as(promise.toString()).isEqualTo(promise.id());
        assertThat(kept.getString("schema")).isEqualTo(promise.text());
      }
    }
  }
}
