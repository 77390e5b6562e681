package dev.accord.cli.report;

import dev.accord.checks.finding.Severity;

/** The presentation of most tests. */
final class Plain {
  static final Presentation HOW = Presentation.plain("check", "1.2.3", Severity.ERROR);

  private Plain() {}
}
