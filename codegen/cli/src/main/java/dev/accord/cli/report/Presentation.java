package dev.accord.cli.report;

import dev.accord.checks.finding.Severity;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What printing needs beside the report.
 *
 * @param verb what was run: {@code check}
 * @param version of Accord
 * @param failOn findings from here on fail the run
 * @param forTerminal whether text is read by a person: source lines and colour
 * @param lines the sources that locations point into
 * @param repositoryPath makes a location's file relative to the repository's root, as review tools
 *     want it
 */
public record Presentation(
    String verb,
    String version,
    Severity failOn,
    boolean forTerminal,
    Lines lines,
    UnaryOperator<String> repositoryPath) {

  /** Source text by place. */
  public interface Lines {
    /** The text of a line, counted from 1, without its end; nothing if the file is not at hand. */
    Optional<String> line(String file, int line);
  }

  /** Plain output, as for a file or a pipe: no source lines, paths as they are. */
  public static Presentation plain(String verb, String version, Severity failOn) {
    return new Presentation(
        verb, version, failOn, false, (file, line) -> Optional.empty(), path -> path);
  }

  /** Whether a finding of that severity fails the run. */
  boolean failsOn(Severity severity) {
    return failOn != Severity.OFF && severity.compareTo(failOn) >= 0;
  }
}
