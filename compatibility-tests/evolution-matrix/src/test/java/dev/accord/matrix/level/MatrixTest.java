package dev.accord.matrix.level;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accord.checks.compatibility.CompatibilityLevel;
import dev.accord.checks.compatibility.Direction;
import dev.accord.checks.finding.Finding;
import dev.accord.checks.finding.FindingReport;
import dev.accord.checks.finding.Severity;
import dev.accord.model.contracts.EventSchema;
import dev.accord.testkit.GoldenFile;
import io.confluent.kafka.schemaregistry.ParsedSchemaHolder;
import io.confluent.kafka.schemaregistry.SimpleParsedSchemaHolder;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.avro.AvroRuntimeException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The gate's word on every case beside the other judges'. Each place where they differ stands in
 * {@code known-differences.txt}; a new one fails the test, and so does one that went away.
 */
final class MatrixTest {
  private static final Path KNOWN = Path.of("known-differences.txt");
  private static final String HEADER =
      """
      # Where the gate and another judge differ, for each case folder of schema-checks. Written by
      #   mvn -pl compatibility-tests/evolution-matrix -am test -Dtest=MatrixTest -Daccept
      # registry: a running registry and the official client accept what the gate refuses.
      # decoder:  values arrive although the gate refuses, or change although it only warns.
      """;
  private static RunningRegistry registry;

  /** What a judge says otherwise, and the levels (and directions) at which it does. */
  private final Map<String, TreeSet<String>> differences = new TreeMap<>();

  private final List<String> faults = new ArrayList<>();

  @BeforeAll
  static void start(@TempDir Path folder) throws IOException {
    registry = RunningRegistry.start(folder);
  }

  @AfterAll
  static void stop() {
    registry.close();
  }

  @Test
  void theGateDiffersFromTheOtherJudgesOnlyWhereTheListSaysSo()
      throws IOException, InterruptedException {
    List<ChangeCase> cases = ChangeCase.all();
    assertThat(cases).hasSizeGreaterThan(100);
    for (ChangeCase one : cases) {
      registry.hold(one.name(), one.older().stream().map(EventSchema::text).toList());
      for (CompatibilityLevel level : CompatibilityLevel.values()) {
        judge(one, level);
      }
    }
    assertThat(faults).isEmpty();
    GoldenFile.assertHolds(KNOWN, HEADER + lines());
  }

  private void judge(ChangeCase one, CompatibilityLevel level)
      throws IOException, InterruptedException {
    FindingReport report = one.report(level);
    registry.setLevel(one.name(), level);
    boolean accepted = registry.accepts(one.name(), one.now().text());
    if (accepted != officialClientAccepts(one, level)) {
      fault(one, level, "the running registry answers " + accepted + ", the official client not");
    }
    if (report.registry().stream().anyMatch(verdict -> verdict.compatible() != accepted)) {
      fault(one, level, "the registry answers " + accepted + ", the report says it would not");
    }
    if (!accepted && !report.reaches(Severity.ERROR)) {
      fault(one, level, "the registry refuses what the gate passes");
    }
    if (accepted && report.reaches(Severity.ERROR)) {
      differ(one, "registry", "accepts; the gate: " + errors(report), level.name());
    }
    if (!one.isFlawed()) {
      for (Direction direction : level.directions()) {
        values(one, level, direction, report);
      }
    }
  }

  private void values(
      ChangeCase one, CompatibilityLevel level, Direction direction, FindingReport report) {
    String where = level + "/" + direction.name().toLowerCase(Locale.ROOT);
    List<Finding> told =
        report.findings().stream().filter(f -> f.directions().contains(direction)).toList();
    boolean refused = told.stream().anyMatch(f -> f.severity() == Severity.ERROR);
    boolean arrives = one.arrives(level, direction);
    if (!arrives && told.isEmpty()) {
      fault(one, level, "the decoder fails or alters what the gate is silent about: " + direction);
    } else if (arrives && refused) {
      differ(one, "decoder", "every value arrives; the gate: " + errors(report), where);
    } else if (!arrives && !refused) {
      differ(one, "decoder", "fails or alters; the gate warns: " + rules(told), where);
    }
  }

  private static boolean officialClientAccepts(ChangeCase one, CompatibilityLevel level) {
    var official = io.confluent.kafka.schemaregistry.CompatibilityLevel.forName(level.name());
    var older = new ArrayList<ParsedSchemaHolder>();
    for (EventSchema version : one.older()) {
      older.add(new SimpleParsedSchemaHolder(new AvroSchema(version.text())));
    }
    try {
      return asNew(one.now().text()).isCompatible(official, older).isEmpty();
    } catch (AvroRuntimeException e) {
      return false;
    }
  }

  /** Read as a registry reads what it is asked to register: with its defaults checked. */
  private static AvroSchema asNew(String text) {
    return new AvroSchema(text, List.of(), Map.of(), null, null, null, true);
  }

  private static String errors(FindingReport report) {
    return rules(report.findings().stream().filter(f -> f.severity() == Severity.ERROR).toList());
  }

  private static String rules(List<Finding> findings) {
    return findings.stream()
        .map(f -> f.rule().id() + " (" + f.axis() + ")")
        .distinct()
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private void differ(ChangeCase one, String judge, String what, String where) {
    differences.computeIfAbsent(one + ": " + judge + " " + what, key -> new TreeSet<>()).add(where);
  }

  private void fault(ChangeCase one, CompatibilityLevel level, String what) {
    faults.add(one + " at " + level + ": " + what);
  }

  private String lines() {
    var lines = new StringBuilder();
    differences.forEach(
        (what, where) ->
            lines.append(what).append(": ").append(String.join(" ", where)).append('\n'));
    return lines.toString();
  }
}
