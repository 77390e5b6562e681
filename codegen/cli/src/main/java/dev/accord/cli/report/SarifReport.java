package dev.accord.cli.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.accord.checks.finding.Finding;
import dev.accord.checks.finding.FindingReport;
import dev.accord.checks.finding.Rule;
import dev.accord.checks.finding.Severity;
import dev.accord.model.source.Location;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * SARIF 2.1.0: one run, the rules that found something, a result for each finding. Section numbers
 * are those of the OASIS standard.
 */
final class SarifReport {
  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

  /** Section 3.14.14: resolved by the consumer, as nothing here knows where it has the sources. */
  private static final String ROOT = "%SRCROOT%";

  private final FindingReport report;
  private final Presentation how;
  private final List<Rule> rules;

  SarifReport(FindingReport report, Presentation how) {
    this.report = report;
    this.how = how;
    var byId = new TreeMap<String, Rule>();
    report.findings().forEach(finding -> byId.put(finding.rule().id(), finding.rule()));
    this.rules = new ArrayList<>(byId.values());
  }

  String print() {
    return JsonText.of(this::log);
  }

  private void log(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("$schema", SCHEMA);
    json.writeStringField("version", "2.1.0");
    json.writeArrayFieldStart("runs");
    json.writeStartObject();
    tool(json);
    json.writeObjectFieldStart("automationDetails");
    // Section 3.17.3: a trailing slash makes it a category, so a later run replaces this one.
    json.writeStringField("id", "accord/" + how.verb() + "/");
    json.writeEndObject();
    json.writeStringField("columnKind", "utf16CodeUnits");
    json.writeArrayFieldStart("results");
    for (var finding : report.findings()) {
      result(json, finding);
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndArray();
    json.writeEndObject();
  }

  private void tool(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("tool");
    json.writeObjectFieldStart("driver");
    json.writeStringField("name", "Accord");
    json.writeStringField("version", how.version());
    json.writeArrayFieldStart("rules");
    for (var rule : rules) {
      json.writeStartObject();
      json.writeStringField("id", rule.id());
      message(json, "shortDescription", rule.title());
      message(json, "fullDescription", rule.help());
      message(json, "help", rule.help() + " Run \"accord explain " + rule.id() + "\" for more.");
      json.writeObjectFieldStart("defaultConfiguration");
      json.writeStringField("level", level(rule.severity()));
      json.writeEndObject();
      json.writeObjectFieldStart("properties");
      json.writeArrayFieldStart("tags");
      json.writeString(rule.axis().name());
      json.writeEndArray();
      json.writeEndObject();
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndObject();
  }

  private void result(JsonGenerator json, Finding finding) throws IOException {
    json.writeStartObject();
    json.writeStringField("ruleId", finding.rule().id());
    json.writeNumberField("ruleIndex", rules.indexOf(finding.rule()));
    json.writeStringField("level", level(finding.severity()));
    message(json, "message", Words.sentences(finding));
    json.writeArrayFieldStart("locations");
    json.writeStartObject();
    physical(json, finding.location());
    logical(json, finding.path());
    json.writeEndObject();
    json.writeEndArray();
    if (finding.oldLocation().isPresent()) {
      // Without a physical location: the old file is in a commit, a jar or a registry.
      json.writeArrayFieldStart("relatedLocations");
      json.writeStartObject();
      json.writeNumberField("id", 1);
      logical(json, finding.oldPath());
      message(json, "message", "Before: " + finding.oldLocation().get());
      json.writeEndObject();
      json.writeEndArray();
    }
    json.writeObjectFieldStart("partialFingerprints");
    json.writeStringField("accord/v1", finding.fingerprint().value());
    json.writeEndObject();
    properties(json, finding);
    json.writeEndObject();
  }

  private static void properties(JsonGenerator json, Finding finding) throws IOException {
    json.writeObjectFieldStart("properties");
    json.writeStringField("axis", finding.axis().name());
    json.writeStringField("certainty", finding.certainty().word());
    json.writeStringField("event", finding.event());
    json.writeStringField("example", finding.example());
    json.writeStringField("directions", Words.directions(finding.sortedDirections()));
    json.writeStringField("baselines", String.join(", ", finding.baselines()));
    json.writeEndObject();
  }

  private void physical(JsonGenerator json, Location place) throws IOException {
    json.writeObjectFieldStart("physicalLocation");
    json.writeObjectFieldStart("artifactLocation");
    var uri = uri(how.repositoryPath().apply(place.file()));
    json.writeStringField("uri", uri.toASCIIString());
    if (!uri.isAbsolute()) {
      json.writeStringField("uriBaseId", ROOT);
    }
    json.writeEndObject();
    json.writeObjectFieldStart("region");
    json.writeNumberField("startLine", place.line());
    json.writeNumberField("startColumn", place.column());
    json.writeNumberField("endLine", place.endLine());
    json.writeNumberField("endColumn", place.endColumn());
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void logical(JsonGenerator json, String path) throws IOException {
    if (!path.isEmpty()) {
      json.writeArrayFieldStart("logicalLocations");
      json.writeStartObject();
      json.writeStringField("fullyQualifiedName", path);
      json.writeEndObject();
      json.writeEndArray();
    }
  }

  private static void message(JsonGenerator json, String name, String text) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeStringField("text", text);
    json.writeEndObject();
  }

  private static URI uri(String path) {
    var slashed = path.replace('\\', '/');
    try {
      return slashed.startsWith("/")
          ? new URI("file", "", slashed, null)
          : new URI(null, null, relative(slashed), null);
    } catch (URISyntaxException e) {
      throw new IllegalStateException("quoting makes any path a URI: " + path, e);
    }
  }

  /** RFC 3986, section 4.2: a colon in the first segment would make it a scheme. */
  private static String relative(String path) {
    var plain = path.startsWith("./") ? path.substring(2) : path;
    int colon = plain.indexOf(':');
    int slash = plain.indexOf('/');
    return colon >= 0 && (slash < 0 || colon < slash) ? "./" + plain : plain;
  }

  private static String level(Severity severity) {
    return switch (severity) {
      case OFF -> "none";
      case INFO -> "note";
      case WARN -> "warning";
      case ERROR -> "error";
    };
  }
}
