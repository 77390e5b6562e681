package dev.accord.maven;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The options that judging verbs share, as the command line takes them. */
final class ReportSettings {
  private ReportSettings() {}

  /** Values that are not set are left to the verb. */
  static List<String> options(
      @Nullable String format, @Nullable String failOn, @Nullable File output) {
    var options = new ArrayList<String>();
    add(options, "--format", format);
    add(options, "--fail-on", failOn);
    add(options, "--output", output == null ? null : output.getPath());
    return options;
  }

  static void add(List<String> options, String name, @Nullable String value) {
    if (value != null) {
      options.add(name);
      options.add(value);
    }
  }
}
