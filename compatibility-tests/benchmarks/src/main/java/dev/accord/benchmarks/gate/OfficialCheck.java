package dev.accord.benchmarks.gate;

import io.confluent.kafka.schemaregistry.CompatibilityLevel;
import io.confluent.kafka.schemaregistry.ParsedSchemaHolder;
import io.confluent.kafka.schemaregistry.SimpleParsedSchemaHolder;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.stream.Stream;

/**
 * The least that any gate has to do: parse all versions and ask the official client's checker. A
 * process of its own; leaves with 1 if anything is refused.
 */
final class OfficialCheck {
  private OfficialCheck() {}

  public static void main(String[] args) throws IOException {
    Path contracts = Path.of(args[0]);
    int refused = 0;
    try (Stream<Path> files = Files.list(contracts.resolve("schemas"))) {
      for (Path file : files.sorted().toList()) {
        refused += accepts(contracts, file) ? 0 : 1;
      }
    }
    System.exit(refused == 0 ? 0 : 1);
  }

  private static boolean accepts(Path contracts, Path current) throws IOException {
    var candidate = new AvroSchema(Files.readString(current));
    Path history = contracts.resolve("released").resolve(candidate.name());
    var versions = new ArrayList<ParsedSchemaHolder>();
    for (int number = 1; Files.exists(history.resolve(number + ".avsc")); number++) {
      String text = Files.readString(history.resolve(number + ".avsc"));
      versions.add(new SimpleParsedSchemaHolder(new AvroSchema(text)));
    }
    return candidate.isCompatible(CompatibilityLevel.FULL_TRANSITIVE, versions).isEmpty();
  }
}
