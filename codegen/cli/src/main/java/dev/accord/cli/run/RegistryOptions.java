package dev.accord.cli.run;

import dev.accord.cli.baseline.BaselineSettings;
import java.time.Duration;
import picocli.CommandLine.Option;

/** How patient a verb is with a registry. */
public final class RegistryOptions {
  @Option(
      names = "--registry-timeout",
      paramLabel = "SECONDS",
      description = "How long a registry may take for one answer. Default: 30.")
  private int timeoutSeconds = (int) BaselineSettings.REGISTRY_TIMEOUT.toSeconds();

  /**
   * For one answer.
   *
   * @throws IllegalArgumentException if it is no time at all
   */
  public Duration timeout() {
    if (timeoutSeconds < 1) {
      throw new IllegalArgumentException("--registry-timeout takes whole seconds from 1");
    }
    return Duration.ofSeconds(timeoutSeconds);
  }
}
