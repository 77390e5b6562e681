package dev.accord.maven;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** Tells who breaks if the contracts change like this, and how to mend it. */
@Mojo(name = "check", defaultPhase = LifecyclePhase.VERIFY, threadSafe = true)
public final class CheckMojo extends AccordMojo {
  /** Older contracts, as {@code --against} takes them; without any, the released history. */
  @Parameter(property = "accord.against")
  private List<String> against = List.of();

  /** Compatibility level for this run. */
  @Parameter(property = "accord.level")
  private @Nullable String level;

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
    return "check";
  }

  /** For tests; Maven sets the field. */
  void against(List<String> baselines) {
    against = baselines;
  }

  @Override
  List<String> options() {
    var options = new ArrayList<>(ReportSettings.options(format, failOn, output));
    against.forEach(baseline -> ReportSettings.add(options, "--against", baseline));
    ReportSettings.add(options, "--level", level);
    return options;
  }
}
