package dev.accord.cli.run;

import dev.accord.checks.compatibility.CompatibilityLevel;
import dev.accord.checks.finding.FindingReport;
import dev.accord.checks.gate.CheckOptions;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a verb compares the contracts with, and how strictly. */
public final class CompareOptions {
  @Option(
      names = "--against",
      paramLabel = "BASELINE",
      description = {
        "Older contracts; repeatable. Default: released.",
        "released, git:<ref>, <folder>, <file>.jar, gav:<group>:<artifact>:<version>,",
        "registry:<url>"
      })
  private List<String> against = new ArrayList<>();

  @Option(
      names = "--level",
      paramLabel = "LEVEL",
      converter = Levels.class,
      completionCandidates = Levels.class,
      description = "Compatibility level for this run, such as BACKWARD or FULL_TRANSITIVE.")
  private Optional<CompatibilityLevel> level = Optional.empty();

  @Mixin private final RegistryOptions registry = new RegistryOptions();

  /** The contracts against what was named, on the clock's day. */
  public FindingReport check(Judgement judgement, Clock clock) {
    return check(judgement, options(LocalDate.now(clock), Optional.empty()));
  }

  /** The contracts against what was named. */
  public FindingReport check(Judgement judgement, CheckOptions options) {
    return judgement.check(against, registry.timeout(), options);
  }

  /** What the check is asked to do. */
  public CheckOptions options(LocalDate today, Optional<String> previousVersion) {
    return new CheckOptions(today, level, previousVersion, 1);
  }

  static final class Levels extends Choice<CompatibilityLevel> {
    Levels() {
      super("level", CompatibilityLevel.values(), Enum::name);
    }
  }
}
