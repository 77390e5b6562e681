package dev.accord.checks.compatibility;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;

/**
 * Judges a schema against the versions before it by Avro's schema resolution (Avro specification,
 * "Schema Resolution"). The verdict is Avro's: nothing is added to it and nothing taken away.
 */
public final class Compatibility {
  private Compatibility() {}

  /**
   * Checks newest first and stops at the first version that refuses.
   *
   * @param newestFirst the earlier versions in falling order; a level that is not transitive looks
   *     at the first only
   */
  public static Verdict check(
      CompatibilityLevel level, Schema candidate, List<Release> newestFirst) {
    for (var release : newestFirst) {
      var reasons = new ArrayList<Incompatibility>();
      for (var direction : level.directions()) {
        reasons.addAll(reasons(direction, candidate, release.schema()));
      }
      if (!reasons.isEmpty()) {
        return new Verdict(reasons, release);
      }
      if (!level.isTransitive()) {
        break;
      }
    }
    return Verdict.compatible();
  }

  private static List<Incompatibility> reasons(Direction direction, Schema newer, Schema older) {
    SchemaCompatibility.SchemaPairCompatibility result;
    try {
      result =
          switch (direction) {
            case BACKWARD -> SchemaCompatibility.checkReaderWriterCompatibility(newer, older);
            case FORWARD -> SchemaCompatibility.checkReaderWriterCompatibility(older, newer);
          };
    } catch (RuntimeException e) {
      // Confluent's registry takes it for a refusal too.
      var reason = String.valueOf(e.getMessage());
      return List.of(new Incompatibility(direction, Optional.empty(), "", reason));
    }
    return result.getResult().getIncompatibilities().stream()
        .map(
            found ->
                new Incompatibility(
                    direction,
                    Optional.of(found.getType()),
                    found.getLocation(),
                    found.getMessage()))
        .toList();
  }
}
