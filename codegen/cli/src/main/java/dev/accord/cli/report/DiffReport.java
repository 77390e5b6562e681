package dev.accord.cli.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.accord.checks.finding.Finding;
import dev.accord.checks.finding.FindingReport;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Every difference by element, without a judgement. */
public enum DiffReport {
  /** A line each: what became of the element, its path, the rule, the places. */
  TEXT {
    @Override
    public String print(FindingReport report) {
      return report.findings().stream()
          .map(f -> Kind.of(f).sign + " " + path(f) + "  " + f.rule().id() + "  " + places(f))
          .collect(Collectors.joining("\n", "", report.findings().isEmpty() ? "" : "\n"));
    }
  },
  /** An array of objects with the members {@code change event rule path oldPath place oldPlace}. */
  JSON {
    @Override
    public String print(FindingReport report) {
      return JsonText.of(json -> array(json, report.findings()));
    }
  },
  /** A table. */
  MARKDOWN {
    @Override
    public String print(FindingReport report) {
      return report.findings().stream()
          .map(
              f ->
                  "| "
                      + Kind.of(f).word()
                      + " | "
                      + MarkdownReport.codeInCell(path(f))
                      + " | "
                      + f.rule().id()
                      + " | "
                      + MarkdownReport.text(f.message())
                      + " |\n")
          .collect(Collectors.joining("", "| | element | rule | what |\n|---|---|---|---|\n", ""));
    }
  };

  /** What became of an element. */
  private enum Kind {
    REMOVED("-"),
    ADDED("+"),
    RENAMED("~"),
    CHANGED("~");

    private final String sign;

    Kind(String sign) {
      this.sign = sign;
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Kind of(Finding finding) {
      if (finding.path().isEmpty() && !finding.oldPath().isEmpty()) {
        return REMOVED;
      }
      if (finding.oldPath().isEmpty()) {
        return finding.oldLocation().isEmpty() ? ADDED : CHANGED;
      }
      return finding.oldPath().equals(finding.path()) ? CHANGED : RENAMED;
    }
  }

  /** As {@code --format} takes it: {@code json}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The text that is printed. */
  public abstract String print(FindingReport report);

  private static String path(Finding finding) {
    return switch (Kind.of(finding)) {
      case REMOVED -> finding.oldPath();
      case RENAMED -> finding.oldPath() + " -> " + finding.path();
      case ADDED, CHANGED -> finding.path();
    };
  }

  private static String places(Finding finding) {
    return finding.oldLocation().map(old -> old + " -> ").orElse("") + finding.location();
  }

  private static void array(JsonGenerator json, List<Finding> findings) throws IOException {
    json.writeStartArray();
    for (Finding finding : findings) {
      json.writeStartObject();
      json.writeStringField("change", Kind.of(finding).word());
      json.writeStringField("event", finding.event());
      json.writeStringField("rule", finding.rule().id());
      json.writeStringField("path", finding.path());
      json.writeStringField("oldPath", finding.oldPath());
      json.writeStringField("place", finding.location().toString());
      json.writeStringField("oldPlace", finding.oldLocation().map(Object::toString).orElse(""));
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
