package dev.accord.checks.gate;

import dev.accord.checks.compatibility.Compatibility;
import dev.accord.checks.compatibility.CompatibilityLevel;
import dev.accord.checks.compatibility.Release;
import dev.accord.checks.finding.RegistryVerdict;
import dev.accord.model.contracts.Baseline.Version;
import dev.accord.model.contracts.EventSchema;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.AvroRuntimeException;

/** What a Confluent registry would answer if the event were registered now. */
final class RegistryWord {
  private RegistryWord() {}

  static RegistryVerdict of(EventSchema event, CompatibilityLevel level, List<Version> versions) {
    List<String> messages;
    try {
      messages = messages(event, level, versions);
    } catch (AvroRuntimeException e) {
      String reason = String.valueOf(e.getMessage());
      messages = List.of("the registry cannot read the schema: " + reason);
    }
    return new RegistryVerdict(event.subject(), level, messages.isEmpty(), messages);
  }

  private static List<String> messages(
      EventSchema event, CompatibilityLevel level, List<Version> versions) {
    var newestFirst = new ArrayList<Release>();
    for (int i = versions.size() - 1; i >= 0; i--) {
      EventSchema schema = versions.get(i).schema();
      newestFirst.add(
          new Release(
              Math.max(1, versions.get(i).number()),
              schema.text(),
              schema.types().toAvro(schema.root())));
      if (!level.isTransitive()) {
        break;
      }
    }
    return Compatibility.check(level, event.types().toAvro(event.root()), newestFirst).messages();
  }

  /** The refusal, if one of the two is. */
  static RegistryVerdict graver(RegistryVerdict a, RegistryVerdict b) {
    return a.compatible() ? b : a;
  }
}
