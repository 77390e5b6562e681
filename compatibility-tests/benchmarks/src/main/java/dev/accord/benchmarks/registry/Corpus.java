package dev.accord.benchmarks.registry;

import dev.accord.benchmarks.Load;
import dev.accord.benchmarks.Load.Call;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The schemas that a registry is filled with: ten versions a subject, each an order's event of
 * about half a kilobyte with one more optional field than the one before.
 *
 * @param versions in all
 */
record Corpus(int versions) {
  static final int VERSIONS_A_SUBJECT = 10;
  private static final int WRITERS = 32;
  private static final Duration FILL_MAX = Duration.ofMinutes(10);

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
  static String schema(String subject, int version) {
    var fields = new StringBuilder();
    for (int i = 0; i <= version; i++) {
      fields.append(
          String.format(
              Locale.ROOT,
              ",{\"name\":\"note%d\",\"type\":[\"null\",\"string\"],\"default\":null}",
              i));
    }
    return String.format(
        Locale.ROOT,
        "{\"type\":\"record\",\"name\":\"OrderCreated\",\"namespace\":\"bench.%s\",\"doc\":\"A"
            + " customer has placed an order.\",\"fields\":[{\"name\":\"orderId\",\"type\":"
            + "{\"type\":\"string\",\"logicalType\":\"uuid\"}},{\"name\":\"placedAt\",\"type\":"
            + "{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"}},{\"name\":\"total\","
            + "\"type\":{\"type\":\"bytes\",\"logicalType\":\"decimal\",\"precision\":12,"
            + "\"scale\":2}},{\"name\":\"currency\",\"type\":\"string\",\"default\":\"EUR\"}%s]}",
        subject.replace('-', '_'),
        fields);
  }

  /** A request body with a schema. */
  static String body(String schema) {
    return new JsonObject().put("schema", schema).encode();
  }

  /**
   * Registers everything; one subject's versions one after the other.
   *
   * @return an id of each subject
   */
  List<Integer> fill(Load load, URI registry) {
    for (int version = 0; version < VERSIONS_A_SUBJECT; version++) {
      var current = version;
      var filled =
          load.run(
              registry,
              new Load.Amount(WRITERS, subjects(), FILL_MAX),
              n -> register(subject(n), current));
      if (filled.completed() != subjects()) {
        throw new IllegalStateException(
            registry + " took " + filled.completed() + " of " + subjects() + " schemas");
      }
    }
    var ids = new ArrayList<Integer>();
    for (int n = 0; n < subjects(); n++) {
      var latest = load.send(registry, Call.get("/subjects/" + subject(n) + "/versions/latest"));
      ids.add(new JsonObject(latest).getInteger("id"));
    }
    return ids;
  }

  static Call register(String subject, int version) {
    return Call.post("/subjects/" + subject + "/versions", body(schema(subject, version)));
  }
}
