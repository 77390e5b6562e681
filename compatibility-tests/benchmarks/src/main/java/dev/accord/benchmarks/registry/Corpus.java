package dev.accord.benchmarks.registry;

import dev.accord.benchmarks.Load;
import dev.accord.benchmarks.Load.Call;
import io.vertx.core.json.JsonObject;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * The schemas that a registry is filled with: ten versions a subject, each an order's event of
 * about half a kilobyte with one more optional field than the one before.
 *
 * @param versions in all
 */
record Corpus(int versions) {
  static final int VERSIONS_A_SUBJECT = 10;
  private static final int PARTS = 10;
  private static final Duration PART_MAX = Duration.ofMinutes(10);

  private static final String BEFORE_NAMESPACE =
      "{\"type\":\"record\",\"name\":\"OrderCreated\",\"namespace\":\"bench.";
  private static final String BEFORE_NOTES =
      "\",\"doc\":\"A customer has placed an order.\",\"fields\":[{\"name\":\"orderId\",\"type\":"
          + "{\"type\":\"string\",\"logicalType\":\"uuid\"}},{\"name\":\"placedAt\",\"type\":"
          + "{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"}},{\"name\":\"total\","
          + "\"type\":{\"type\":\"bytes\",\"logicalType\":\"decimal\",\"precision\":12,"
          + "\"scale\":2}},{\"name\":\"currency\",\"type\":\"string\",\"default\":\"EUR\"}";

  /**
   * A registry that has it.
   *
   * @param ids of the latest version of each subject
   */
  record Filled(Server server, List<Integer> ids) {
    Filled {
      ids = List.copyOf(ids);
    }

    /** How many it has. */
    int versions() {
      return ids.size() * VERSIONS_A_SUBJECT;
    }

    /** A call for each subject. */
    List<Call> each(IntFunction<Call> call) {
      return IntStream.range(0, ids.size()).mapToObj(call).toList();
    }
  }

  Corpus {
    if (versions < VERSIONS_A_SUBJECT || versions % VERSIONS_A_SUBJECT != 0) {
      throw new IllegalArgumentException(
          "a corpus has a multiple of " + VERSIONS_A_SUBJECT + " versions, not " + versions);
    }
  }

  int subjects() {
    return versions / VERSIONS_A_SUBJECT;
  }

  static String subject(int n) {
    return "orders-" + n + "-value";
  }

  /** A version of a subject's schema, from 0. */
  private static String schema(String subject, int version) {
    var notes = new StringBuilder();
    for (int i = 0; i <= version; i++) {
      notes.append(",{\"name\":\"note").append(i);
      notes.append("\",\"type\":[\"null\",\"string\"],\"default\":null}");
    }
    return BEFORE_NAMESPACE + subject.replace('-', '_') + BEFORE_NOTES + notes + "]}";
  }

  /** A request body with a version of a subject's schema, from 0. */
  static String body(int subject, int version) {
    return body(subject(subject), version);
  }

  private static String body(String subject, int version) {
    return "{\"schema\":\"" + schema(subject, version).replace("\"", "\\\"") + "\"}";
  }

  /** A schema as long as the others. */
  static String sample() {
    return schema(subject(0), VERSIONS_A_SUBJECT - 1);
  }

  /**
   * Registers everything, a tenth of the subjects after the other; one subject's versions one after
   * the other.
   *
   * @param writersMax at the same time; half as many from where it does not answer them, and so on
   * @param timeMax after which no further part begins, so that it may have fewer subjects
   * @param progress is told how far it is
   * @throws IllegalStateException if the registry refuses any
   * @throws UncheckedIOException if it does not even answer one at a time
   */
  Filled fill(Server registry, int writersMax, Duration timeMax, Consumer<String> progress) {
    long begun = System.nanoTime();
    int part = Math.max(1, subjects() / PARTS);
    int filled = 0;
    int writers = writersMax;
    while (filled < subjects() && (filled == 0 || System.nanoTime() - begun < timeMax.toNanos())) {
      int next = Math.min(subjects(), filled + part);
      try {
        fill(registry, writers, filled, next);
      } catch (UncheckedIOException e) {
        if (writers == 1) {
          throw e;
        }
        // What it has already it takes again as what it is.
        writers /= 2;
        progress.accept(registry.name() + ": " + e.getCause() + "; again with " + writers);
        continue;
      }
      filled = next;
      progress.accept(registry.name() + " has " + filled * VERSIONS_A_SUBJECT + " of " + versions);
    }
    return new Filled(registry, IntStream.range(0, filled).mapToObj(n -> id(registry, n)).toList());
  }

  private static void fill(Server registry, int writers, int from, int to) {
    int count = to - from;
    for (int version = 0; version < VERSIONS_A_SUBJECT; version++) {
      var current = version;
      var filled =
          Load.run(
              registry.url(),
              new Load.Amount(Math.min(writers, count), count, PART_MAX),
              n -> register(subject(from + n), current));
      if (filled.completed() != count) {
        throw new IllegalStateException(
            registry.url() + " took " + filled.completed() + " of " + count + " schemas");
      }
    }
  }

  private static int id(Server registry, int subject) {
    var path = "/subjects/" + subject(subject) + "/versions/latest";
    return new JsonObject(Load.send(registry.url(), Call.get(path))).getInteger("id");
  }

  static Call register(String subject, int version) {
    return Call.post("/subjects/" + subject + "/versions", body(subject, version));
  }
}
