package dev.accord.cli.report;

import dev.accord.checks.finding.Finding;
import dev.accord.checks.finding.FindingReport;
import dev.accord.checks.finding.RegistryVerdict;
import dev.accord.checks.finding.Severity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One comment on a pull request. Its first line is {@link #MARKER}, so that the next run finds the
 * comment and replaces it. Findings are grouped by event; what is safe is folded away.
 */
public final class MarkdownReport {
  static final String MARKER = "<!-- accord -->";

  /** GitHub refuses comments beyond 65,536 characters. */
  private static final int CHARACTERS_MAX = 60_000;

  private static final String FOLD = "<details><summary>";
  private static final String FOLD_END = "</details>\n\n";

  /** What means something anywhere in a line of GitHub's and GitLab's Markdown. */
  private static final Pattern MARKUP = Pattern.compile("[\\\\`*_\\[\\]<>&#|~$]");

  /** What makes a list, a heading or a table of the line that starts with it. */
  private static final Pattern LINE_START =
      Pattern.compile("^(?:\\d+(?=[.)](?:\\s|$))|(?=[-+=:]))");

  private final FindingReport report;
  private final Presentation how;
  private final StringBuilder out = new StringBuilder();

  MarkdownReport(FindingReport report, Presentation how) {
    this.report = report;
    this.how = how;
  }

  String print() {
    out.append(MARKER).append("\n## accord ").append(how.verb()).append(": ");
    out.append(Words.counts(report)).append(Words.bump(report)).append("\n\n");
    out.append(text(Words.scope(report))).append(".\n\n");
    Words.levels(report).forEach(line -> out.append("- ").append(text(line)).append('\n'));
    out.append('\n');
    var asking = byEvent(false);
    asking.forEach(this::event);
    var safe = byEvent(true);
    if (!safe.isEmpty()) {
      int number = report.summary().infos();
      out.append(FOLD).append(Words.count(number, "safe change"));
      out.append("</summary>\n\n");
      safe.forEach(this::event);
      out.append(FOLD_END);
    }
    advice();
    registry();
    return shortened();
  }

  private Map<String, List<Finding>> byEvent(boolean safe) {
    return report.findings().stream()
        .filter(finding -> (finding.severity() == Severity.INFO) == safe)
        .collect(Collectors.groupingBy(Finding::event, LinkedHashMap::new, Collectors.toList()));
  }

  private void event(String event, List<Finding> findings) {
    out.append("### ").append(text(event)).append("\n\n");
    for (var finding : findings) {
      out.append("- **").append(Words.severity(finding.severity())).append("** `");
      out.append(finding.rule().id()).append("` ").append(code(place(finding)));
      out.append("  \n  ").append(text(finding.message())).append('\n');
      detail("Fix", finding.fix());
      detail("Example", finding.example());
      detail("Callers", String.join("; ", finding.callers()));
      detail("Hurts", Words.directions(finding.sortedDirections()));
      detail("Breaks", Words.broken(finding));
      detail("Id", finding.fingerprint().value());
    }
    out.append('\n');
  }

  private String place(Finding finding) {
    var place = finding.location();
    return how.repositoryPath().apply(place.file()) + ":" + place.line() + ":" + place.column();
  }

  private void detail(String name, String value) {
    if (!value.isEmpty()) {
      out.append("  - ").append(name).append(": ").append(text(value)).append('\n');
    }
  }

  private void advice() {
    List<String> lines = Words.advice(report);
    if (!lines.isEmpty()) {
      lines.forEach(line -> out.append("- Next ").append(text(line)).append('\n'));
      out.append('\n');
    }
  }

  private void registry() {
    if (report.registry().isEmpty()) {
      return;
    }
    var refused = report.registry().stream().filter(verdict -> !verdict.compatible()).toList();
    out.append("A registry would accept ");
    out.append(report.registry().size() - refused.size()).append(" of ");
    out.append(Words.count(report.registry().size(), "subject")).append(".\n");
    for (RegistryVerdict verdict : refused) {
      out.append("- ").append(code(verdict.subject())).append(" (").append(verdict.level());
      out.append(") refused\n");
    }
  }

  private String shortened() {
    if (out.length() <= CHARACTERS_MAX) {
      return out.toString();
    }
    int end = Math.max(MARKER.length(), out.lastIndexOf("\n- ", CHARACTERS_MAX));
    var kept = out.substring(0, end);
    boolean inFold = kept.lastIndexOf("\n" + FOLD) > kept.lastIndexOf("\n" + FOLD_END);
    return kept
        + "\n\n"
        + (inFold ? FOLD_END : "")
        + "More than fits into one comment: the rest is in the log of this run.\n";
  }

  /**
   * Text that is shown as it is, also in a cell of a table: no markup, no end of a line, and nobody
   * is notified by an {@code @name} in it.
   */
  public static String text(String text) {
    var inline = MARKUP.matcher(text).replaceAll("\\\\$0").replace("@", "@\u200b");
    var line = inline.strip().replaceAll("\\R", "<br>");
    return LINE_START.matcher(line).replaceFirst("$0\\\\");
  }

  /** The same as code, between more backticks than are in it. */
  static String code(String text) {
    if (text.isBlank()) {
      return "";
    }
    var fence = "`";
    while (text.contains(fence)) {
      fence += "`";
    }
    var pad = text.startsWith("`") || text.endsWith("`") ? " " : "";
    return fence + pad + text.replaceAll("\\R", " ") + pad + fence;
  }

  /** Code in a cell of a table, which a bar would end even there. */
  static String codeInCell(String text) {
    return code(text).replace("|", "\\|");
  }
}
