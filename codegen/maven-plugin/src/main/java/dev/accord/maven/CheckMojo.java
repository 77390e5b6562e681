package dev.accord.maven;

import java.util.List;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** Tells who breaks if the contracts change like this, and how to mend it. */
@Mojo(name = "check", defaultPhase = LifecyclePhase.VERIFY, threadSafe = true)
public final class CheckMojo extends JudgingMojo {
  /** Older contracts, as {@code --against} takes them; without any, the released history. */
  @Parameter(property = "accord.against")
  private List<String> against = List.of();

  /** Compatibility level for this run. */
  @Parameter(property = "accord.level")
  private @Nullable String level;

  /** The version that the older contracts have; a finding if ours is not raised enough. */
  @Parameter(property = "accord.failIfUnderBumped")
  private @Nullable String failIfUnderBumped;

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
    List<String> options = super.options();
    addAll(options, "--against", against);
    add(options, "--level", level);
    add(options, "--fail-if-under-bumped", failIfUnderBumped);
    return options;
  }
}
