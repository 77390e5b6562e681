package dev.accord.benchmarks.gate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Contracts as a large company has them: each event with ids, money, times, an address, positions,
 * and a history in which every version added an optional field. Every current schema adds one more,
 * so none can be passed over as unchanged.
 */
final class OldContracts {
  private static final String PLAIN =
      """
      {"type": "record", "name": "NAME", "namespace": "bench", "doc": "A fact.", "fields": [
      {"name": "orderId", "type": {"type": "string", "logicalType": "uuid"}, "doc": "The order."},
      {"name": "placedAt", "type": {"type": "long", "logicalType": "timestamp-millis"}},
      {"name": "total",
       "type": {"type": "bytes", "logicalType": "decimal", "precision": 12, "scale": 2}},
      {"name": "state", "type": {"type": "enum", "name": "NAMEState",
       "symbols": ["UNKNOWN", "OPEN", "PAID", "SENT", "BACK"], "default": "UNKNOWN"}},
      {"name": "quantity", "type": "int"},
      {"name": "weight", "type": "double"},
      {"name": "gift", "type": "boolean", "default": false},
      {"name": "tags", "type": {"type": "map", "values": "string"}},
      {"name": "address", "type": ["null", {"type": "record", "name": "NAMEAddress", "fields": [
       {"name": "street", "type": "string"},
       {"name": "zip", "type": "string"},
       {"name": "country", "type": "string", "default": "DE"}]}], "default": null},
      {"name": "lines", "type": {"type": "array", "items": {"type": "record", "name": "NAMELine",
       "fields": [
       {"name": "product", "type": "string"},
       {"name": "pieces", "type": "int"},
       {"name": "price",
        "type": {"type": "bytes", "logicalType": "decimal", "precision": 12, "scale": 2}}]}}}ADDED
      ]}
      """;
  private static final String ADDED =
      ",\n{\"name\": \"addedNUMBER\", \"type\": [\"null\", \"string\"], \"default\": null}";

  private OldContracts() {}

  /** Writes current schemas and released versions, as {@code accord check} reads them. */
  static void write(Path folder, int events, int versions) throws IOException {
    Path schemas = Files.createDirectories(folder.resolve("schemas"));
    Files.writeString(
        folder.resolve("accord.yaml"), "schemas: schemas\ncompatibility: FULL_TRANSITIVE\n");
    for (int event = 0; event < events; event++) {
      String name = "Fact" + event + "Stated";
      Path released = Files.createDirectories(folder.resolve("released/bench." + name));
      for (int version = 1; version <= versions; version++) {
        Files.writeString(released.resolve(version + ".avsc"), schema(name, version));
      }
      Files.writeString(schemas.resolve(name + ".avsc"), schema(name, versions + 1));
    }
  }

  private static String schema(String name, int version) {
    var added = new StringBuilder();
    for (int number = 2; number <= version; number++) {
      added.append(ADDED.replace("NUMBER", String.valueOf(number)));
    }
    return PLAIN.replace("NAME", name).replace("ADDED", added);
  }
}
