package dev.accord.cli.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.accord.checks.finding.Finding;
import dev.accord.checks.finding.FindingReport;
import dev.accord.checks.finding.Severity;
import java.io.IOException;

/**
 * GitLab's code quality artifact, a subset of the Code Climate format: one object a finding in one
 * array.
 */
final class GitlabReport {
  private GitlabReport() {}

  static String print(FindingReport report, Presentation how) {
    return JsonText.of(
        json -> {
          json.writeStartArray();
          for (var finding : report.findings()) {
            finding(json, finding, how);
          }
          json.writeEndArray();
        });
  }

  private static void finding(JsonGenerator json, Finding finding, Presentation how)
      throws IOException {
    var place = finding.location();
    json.writeStartObject();
    json.writeStringField("type", "issue");
    json.writeStringField("check_name", finding.rule().id());
    json.writeStringField("description", Words.sentences(finding));
    json.writeArrayFieldStart("categories");
    json.writeString("Compatibility");
    json.writeEndArray();
    json.writeStringField("severity", severity(finding.severity()));
    json.writeStringField("fingerprint", finding.fingerprint().value());
    json.writeObjectFieldStart("location");
    json.writeStringField("path", how.repositoryPath().apply(place.file()));
    json.writeObjectFieldStart("lines");
    json.writeNumberField("begin", place.line());
    json.writeNumberField("end", place.endLine());
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndObject();
  }

  private static String severity(Severity severity) {
    return switch (severity) {
      case OFF, INFO -> "info";
      case WARN -> "minor";
      case ERROR -> "critical";
    };
  }
}
