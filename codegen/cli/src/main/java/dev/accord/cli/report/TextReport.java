package dev.accord.cli.report;

import dev.accord.checks.finding.Finding;
import dev.accord.checks.finding.FindingReport;
import dev.accord.checks.finding.RegistryVerdict;
import dev.accord.checks.finding.Severity;
import dev.accord.model.source.Location;

/**
 * {@code path:line:column: severity RULE message} on one line, so that editors and {@code grep} can
 * use it; what a person wants besides comes under it on a terminal only.
 */
final class TextReport {
  private static final String RESET = "\u001b[0m";
  private static final int SOURCE_CHARACTERS_MAX = 160;

  private final FindingReport report;
  private final Presentation how;
  private final StringBuilder out = new StringBuilder();

  TextReport(FindingReport report, Presentation how) {
    this.report = report;
    this.how = how;
  }

  String print() {
    out.append("accord ").append(how.verb()).append(": ").append(Words.scope(report)).append('\n');
    Words.levels(report).forEach(line -> out.append("  ").append(line).append('\n'));
    report.findings().forEach(this::finding);
    report.registry().forEach(this::verdict);
    Words.advice(report).forEach(line -> out.append("next ").append(line).append('\n'));
    out.append(Words.counts(report)).append(Words.bump(report)).append('\n');
    return out.toString();
  }

  private void finding(Finding finding) {
    out.append(finding.location()).append(": ");
    out.append(coloured(finding.severity(), finding.severity().word()));
    out.append(' ').append(finding.rule().id()).append(' ').append(Words.sentences(finding));
    var broken = Words.broken(finding);
    if (tells(finding) && !broken.isEmpty()) {
      out.append(" [breaks ").append(broken).append(']');
    }
    if (!how.forTerminal() && finding.severity() != Severity.INFO) {
      out.append(" [id ").append(finding.fingerprint()).append(']');
    }
    out.append('\n');
    if (how.forTerminal()) {
      frame(finding.location(), finding.severity());
      finding.oldLocation().ifPresent(old -> detail("before", old.toString()));
      detail("callers", String.join("; ", finding.callers()));
      detail("hurts", Words.directions(finding.sortedDirections()));
      detail("example", finding.example());
      detail("id", finding.fingerprint().value());
    }
  }

  /** One baseline stands at the top already, unless it is a history of many versions. */
  private boolean tells(Finding finding) {
    return report.baselines().size() > 1 || !report.baselines().containsAll(finding.baselines());
  }

  /** The source line with the place underlined; of a place over several lines, the first. */
  private void frame(Location place, Severity severity) {
    var source = how.lines().line(place.file(), place.line());
    if (source.isEmpty()) {
      return;
    }
    // Control characters would move the cursor, or the colour, of who reads this.
    var whole = source.get().replaceAll("\\p{Cntrl}", " ");
    int start = Math.min(place.column() - 1, whole.length());
    int end = place.endLine() == place.line() ? place.endColumn() - 1 : whole.length();
    int from = whole.length() <= SOURCE_CHARACTERS_MAX ? 0 : Math.max(0, start - 60);
    int to = Math.min(whole.length(), from + SOURCE_CHARACTERS_MAX);
    var text = whole.substring(from, to);
    int width = Math.max(1, Math.min(end, to) - start);
    var number = String.valueOf(place.line());
    out.append("  ").append(number).append(" | ").append(text).append('\n');
    out.append("  ").append(" ".repeat(number.length())).append(" | ");
    out.append(" ".repeat(start - from));
    out.append(coloured(severity, "^".repeat(width))).append('\n');
  }

  private void detail(String name, String value) {
    if (!value.isEmpty()) {
      out.append("    ").append(name).append(": ").append(value).append('\n');
    }
  }

  private void verdict(RegistryVerdict verdict) {
    out.append("registry: ").append(Words.answer(verdict)).append(' ').append(verdict.subject());
    out.append(" (").append(verdict.level()).append(")\n");
    if (how.forTerminal()) {
      verdict.messages().forEach(message -> detail("because", shortened(message)));
    }
  }

  /** The last one holds the whole older schema. */
  private static String shortened(String message) {
    return message.length() <= SOURCE_CHARACTERS_MAX
        ? message
        : message.substring(0, SOURCE_CHARACTERS_MAX) + "...";
  }

  private String coloured(Severity severity, String text) {
    if (!how.forTerminal()) {
      return text;
    }
    var colour =
        switch (severity) {
          case OFF, INFO -> "\u001b[36m";
          case WARN -> "\u001b[33m";
          case ERROR -> "\u001b[31m";
        };
    return colour + text + RESET;
  }
}
