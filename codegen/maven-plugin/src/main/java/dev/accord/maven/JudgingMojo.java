package dev.accord.maven;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** A verb that reports findings; what is not set is left to it. */
abstract class JudgingMojo extends AccordMojo {
  /** text, json, junit, github, gitlab, sarif or markdown. */
  @Parameter(property = "accord.format")
  private @Nullable String format;

  /** The build fails from this severity on: info, warn, error or off. */
  @Parameter(property = "accord.failOn")
  private @Nullable String failOn;

  /** Where the report goes, if not to the log. */
  @Parameter(property = "accord.output")
  private @Nullable File output;

  @Override
  List<String> options() {
    var options = new ArrayList<String>();
    add(options, "--format", format);
    add(options, "--fail-on", failOn);
    add(options, "--output", output == null ? null : output.getPath());
    return options;
  }
}
