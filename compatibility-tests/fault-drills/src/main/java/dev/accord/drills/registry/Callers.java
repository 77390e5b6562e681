package dev.accord.drills.registry;

import dev.accord.drills.history.Checker;
import dev.accord.drills.history.History;
import dev.accord.drills.history.History.Attempt;
import dev.accord.drills.history.History.ContentRead;
import dev.accord.drills.history.History.Registered;
import dev.accord.drills.history.History.Span;
import dev.accord.drills.history.History.VersionsRead;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;

/**
 * Callers that register, through any node, what others register too and what nobody else does, and
 * read it again. Each has a thread and waits for one answer at a time.
 */
final class Callers {
  private static final List<String> SUBJECTS =
      List.of("a", "b", "c", "d", ":.other:a", ":.other:b");
  private static final int SHARED_CONTENTS = 20;
  private static final String OWN = "Own";
  private static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private final List<Node> nodes;
  private final History history;
  private final ExecutorService threads;
  private final AtomicInteger acknowledged = new AtomicInteger();
  private final Object lock = new Object();
  // All of these guarded by lock.
  private int acknowledgedBefore;
  private int refused;
  private int unknown;
  private long pauseMaxNanos;
  private long writtenAt = System.nanoTime();
  private final AtomicLong offsetMax = new AtomicLong(-1);
  private final Map<String, AtomicInteger> others = new ConcurrentSkipListMap<>();
  private volatile boolean stopped;

  Callers(List<Node> nodes, History history, int count, long seed) {
    this.nodes = List.copyOf(nodes);
    this.history = history;
    this.threads = Executors.newFixedThreadPool(count);
    for (int i = 0; i < count; i++) {
      var random = new Random(seed * 1000 + i);
      var name = Integer.toString(i);
      threads.execute(() -> call(name, random));
    }
  }

  /** How many registrations have been acknowledged. */
  int acknowledged() {
    return acknowledged.get();
  }

  /** The highest offset that any answer named. */
  long offsetMax() {
    return offsetMax.get();
  }

  /**
   * How many calls were answered otherwise; {@code unsent} are those that reached nobody, {@code
   * none} those without an answer. All but these and 503 come with their message.
   */
  String others() {
    return others.toString();
  }

  /** What came of registrations since this was asked last. */
  Tally tally() {
    synchronized (lock) {
      int all = acknowledged.get();
      var pauseMax = Duration.ofNanos(pauseMaxNanos);
      var tally = new Tally(1, all - acknowledgedBefore, refused, unknown, pauseMax);
      acknowledgedBefore = all;
      refused = 0;
      unknown = 0;
      pauseMaxNanos = 0;
      return tally;
    }
  }

  /** Lets every caller finish what it is about. */
  void stop() throws InterruptedException {
    stopped = true;
    threads.shutdown();
    if (!threads.awaitTermination(1, TimeUnit.MINUTES)) {
      throw new IllegalStateException("callers did not end within a minute");
    }
  }

  private void call(String name, RandomGenerator random) {
    int own = 0;
    while (!stopped) {
      var shared = random.nextInt(2) == 0;
      var label =
          shared
              ? "Shared" + (acknowledged.get() / 10 + random.nextInt(SHARED_CONTENTS))
              : OWN + name + "x" + own++;
      try {
        register(random, one(nodes, random), one(SUBJECTS, random), label);
      } catch (IOException e) {
        // A reading without an answer tells nothing.
        count("none");
      }
      LockSupport.parkNanos(REST_NANOS);
    }
  }

  private static <T> T one(List<T> among, RandomGenerator random) {
    return among.get(random.nextInt(among.size()));
  }

  private void count(String outcome) {
    others.computeIfAbsent(outcome, ignored -> new AtomicInteger()).incrementAndGet();
  }

  private void register(RandomGenerator random, Node node, String subject, String label)
      throws IOException {
    var content = "{\"type\":\"record\",\"name\":\"" + label + "\",\"fields\":[]}";
    var body = new JsonObject().put("schema", content).encode();
    var attempt = new Attempt(subject, content);
    long begun = System.nanoTime();
    HttpResponse<String> answer;
    try {
      answer = node.send("POST", "/subjects/" + subject + "/versions", body, -1);
    } catch (ConnectException e) {
      count("unsent");
      noteRefused(attempt);
      return;
    } catch (IOException e) {
      noteUnknown(attempt);
      throw e;
    }
    var span = new Span(begun, System.nanoTime());
    if (!isOk(answer)) {
      if (answer.statusCode() == 500) {
        noteUnknown(attempt);
      } else {
        noteRefused(attempt);
      }
      return;
    }
    var told = new JsonObject(answer.body());
    int version = told.getInteger("version");
    int id = told.getInteger("id");
    history.add(new Registered(node.toString(), span, subject, content, id, version));
    noteAcknowledged(label);
    long offset = offset(answer);
    offsetMax.accumulateAndGet(offset, Math::max);
    if (random.nextInt(4) == 0) {
      readVersions(one(nodes, random), subject, version, offset);
    } else {
      readVersions(node, subject, 0, -1);
    }
    if (random.nextInt(4) == 0) {
      readContent(one(nodes, random), subject, id);
    }
  }

  private void noteAcknowledged(String label) {
    synchronized (lock) {
      acknowledged.incrementAndGet();
      if (label.startsWith(OWN)) {
        // Any node knows what others have registered; this needs the leader.
        long now = System.nanoTime();
        pauseMaxNanos = Math.max(pauseMaxNanos, now - writtenAt);
        writtenAt = now;
      }
    }
  }

  private void noteRefused(Attempt attempt) {
    history.refused(attempt);
    synchronized (lock) {
      refused++;
    }
  }

  private void noteUnknown(Attempt attempt) {
    history.unknown(attempt);
    synchronized (lock) {
      unknown++;
    }
  }

  private void readVersions(Node node, String subject, int expected, long offset)
      throws IOException {
    long begun = System.nanoTime();
    var answer = node.send("GET", "/subjects/" + subject + "/versions", "", offset);
    var span = new Span(begun, System.nanoTime());
    // A node that knows nothing of a subject yet says 404, which is a reading too.
    if (answer.statusCode() == 404 || isOk(answer)) {
      var versions =
          answer.statusCode() == 404
              ? List.<Integer>of()
              : new JsonArray(answer.body()).stream().map(Integer.class::cast).toList();
      history.add(new VersionsRead(node.toString(), span, subject, versions, expected));
    }
  }

  private void readContent(Node node, String subject, int id) throws IOException {
    var context = Checker.context(subject);
    long begun = System.nanoTime();
    var answer = node.send("GET", "/contexts/" + context + "/schemas/ids/" + id, "", -1);
    var span = new Span(begun, System.nanoTime());
    // Another node may not know the id yet.
    if (answer.statusCode() != 404 && isOk(answer)) {
      var content = new JsonObject(answer.body()).getString("schema");
      history.add(new ContentRead(node.toString(), span, context, id, content));
    }
  }

  private boolean isOk(HttpResponse<String> answer) {
    if (answer.statusCode() == 200) {
      return true;
    }
    var code = answer.statusCode();
    count(code == 503 ? "503" : code + " " + answer.body());
    return false;
  }

  private static long offset(HttpResponse<String> answer) {
    return answer.headers().firstValueAsLong("Accord-Offset").orElse(-1);
  }
}
