package dev.accord.cli.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.accord.checks.finding.Finding;
import dev.accord.checks.finding.FindingReport;
import dev.accord.checks.finding.RegistryVerdict;
import dev.accord.model.source.Location;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** The report as data; every member is there in every report. */
public final class JsonReport {
  /** What a report's {@code $schema} says. */
  private static final String SCHEMA_ID = "urn:accord:findings:1";

  private JsonReport() {}

  /**
   * The JSON Schema (draft 2020-12) that every report follows. Within a version members may be
   * added, never changed or taken away.
   */
  public static String schema() {
    try (var in = JsonReport.class.getResourceAsStream("findings-1.schema.json")) {
      if (in == null) {
        throw new IllegalStateException("the jar lost findings-1.schema.json");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String print(FindingReport report) {
    return JsonText.of(json -> report(json, report));
  }

  private static void report(JsonGenerator json, FindingReport report) throws IOException {
    json.writeStartObject();
    json.writeStringField("$schema", SCHEMA_ID);
    json.writeNumberField("events", report.events());
    strings(json, "baselines", report.baselines());
    json.writeArrayFieldStart("findings");
    for (var finding : report.findings()) {
      finding(json, finding);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("advice");
    for (var advice : report.advice()) {
      json.writeStartObject();
      json.writeStringField("event", advice.event());
      json.writeStringField("bump", advice.bump().word());
      json.writeStringField("source", advice.source().word());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("registry");
    for (var verdict : report.registry()) {
      verdict(json, verdict);
    }
    json.writeEndArray();
    var summary = report.summary();
    json.writeObjectFieldStart("summary");
    json.writeNumberField("errors", summary.errors());
    json.writeNumberField("warnings", summary.warnings());
    json.writeNumberField("infos", summary.infos());
    json.writeStringField("bump", summary.bump().word());
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void finding(JsonGenerator json, Finding finding) throws IOException {
    json.writeStartObject();
    json.writeStringField("rule", finding.rule().id());
    json.writeStringField("severity", finding.severity().word());
    json.writeStringField("axis", finding.axis().name());
    strings(
        json,
        "directions",
        finding.sortedDirections().stream()
            .map(direction -> direction.name().toLowerCase(Locale.ROOT))
            .toList());
    json.writeStringField("certainty", finding.certainty().word());
    json.writeStringField("event", finding.event());
    json.writeStringField("path", finding.path());
    json.writeStringField("oldPath", finding.oldPath());
    json.writeFieldName("location");
    location(json, finding.location());
    json.writeFieldName("oldLocation");
    if (finding.oldLocation().isPresent()) {
      location(json, finding.oldLocation().get());
    } else {
      json.writeNull();
    }
    json.writeStringField("message", finding.message());
    json.writeStringField("fix", finding.fix());
    json.writeStringField("example", finding.example());
    json.writeStringField("source", finding.source().word());
    strings(json, "callers", finding.callers());
    strings(json, "uses", finding.uses());
    strings(json, "baselines", finding.baselines());
    json.writeStringField("fingerprint", finding.fingerprint().value());
    json.writeEndObject();
  }

  private static void verdict(JsonGenerator json, RegistryVerdict verdict) throws IOException {
    json.writeStartObject();
    json.writeStringField("subject", verdict.subject());
    json.writeStringField("level", verdict.level().name());
    json.writeBooleanField("compatible", verdict.compatible());
    strings(json, "messages", verdict.messages());
    json.writeEndObject();
  }

  private static void location(JsonGenerator json, Location place) throws IOException {
    json.writeStartObject();
    json.writeStringField("file", place.file());
    json.writeNumberField("line", place.line());
    json.writeNumberField("column", place.column());
    json.writeNumberField("endLine", place.endLine());
    json.writeNumberField("endColumn", place.endColumn());
    json.writeEndObject();
  }

  private static void strings(JsonGenerator json, String name, List<String> values)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (var value : values) {
      json.writeString(value);
    }
    json.writeEndArray();
  }
}
