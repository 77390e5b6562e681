package dev.accord.maven;

import java.io.File;
import java.util.List;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** Tells what is written so that it will hurt later. */
@Mojo(name = "lint", defaultPhase = LifecyclePhase.VERIFY, threadSafe = true)
public final class LintMojo extends AccordMojo {
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
  String verb() {
    return "lint";
  }

  @Override
  List<String> options() {
    return ReportSettings.options(format, failOn, output);
  }
}
