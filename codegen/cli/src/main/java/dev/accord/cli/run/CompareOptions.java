package dev.accord.cli.run;

import dev.accord.checks.compatibility.CompatibilityLevel;
import dev.accord.checks.finding.FindingReport;
import dev.accord.checks.gate.CheckOptions;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
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
      description = "Compatibility level for this run, such as BACKWARD or FULL_TRANSITIVE.")
  private Optional<String> level = Optional.empty();

  /** As they were typed; empty for the default. */
  public List<String> against() {
    return against;
  }

  /** The contracts against what was named, on the clock's day. */
  public FindingReport check(Judgement judgement, Clock clock) {
    return judgement.check(against, options(LocalDate.now(clock), Optional.empty()));
  }

  /** What the check is asked to do. */
  public CheckOptions options(LocalDate today, Optional<String> previousVersion) {
    return new CheckOptions(today, level.map(CompareOptions::level), previousVersion, 1);
  }

  private static CompatibilityLevel level(String word) {
    return CompatibilityLevel.parse(word)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown level \""
                        + word
                        + "\"; expected one of "
                        + Arrays.stream(CompatibilityLevel.values())
                            .map(Enum::name)
                            .collect(Collectors.joining(", "))));
  }
}
