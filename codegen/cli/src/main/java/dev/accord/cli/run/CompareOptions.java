package dev.accord.cli.run;

import dev.accord.checks.compatibility.CompatibilityLevel;
import dev.accord.checks.finding.FindingReport;
import dev.accord.checks.gate.CheckOptions;
import dev.accord.cli.baseline.BaselineSettings;
import java.time.Clock;
import java.time.Duration;
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

  @Option(
      names = "--registry-timeout",
      paramLabel = "SECONDS",
      description = "How long a registry may take for one answer. Default: 30.")
  private int registryTimeoutSeconds = (int) BaselineSettings.REGISTRY_TIMEOUT.toSeconds();

  /** The contracts against what was named, on the clock's day. */
  public FindingReport check(Judgement judgement, Clock clock) {
    return check(judgement, options(LocalDate.now(clock), Optional.empty()));
  }

  /** The contracts against what was named. */
  public FindingReport check(Judgement judgement, CheckOptions options) {
    if (registryTimeoutSeconds < 1) {
      throw new IllegalArgumentException("--registry-timeout takes whole seconds from 1");
    }
    return judgement.check(against, Duration.ofSeconds(registryTimeoutSeconds), options);
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
