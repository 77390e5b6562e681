package dev.accord.cli.baseline;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The surroundings that baselines are fetched from.
 *
 * @param localRepository where Maven keeps what it downloaded
 * @param maven how to start Maven, which alone knows the user's repositories, mirrors and
 *     credentials
 * @param mavenTimeout for one download
 * @param registryTimeout for one answer of a registry, from the request to its last byte
 */
public record BaselineSettings(
    Path localRepository, List<String> maven, Duration mavenTimeout, Duration registryTimeout) {

  public BaselineSettings {
    maven = List.copyOf(maven);
  }

  /** For one answer of a registry, where nobody asks for another limit. */
  public static final Duration REGISTRY_TIMEOUT = Duration.ofSeconds(30);

  /**
   * What holds on a developer's machine and in CI.
   *
   * @param registryTimeout as for the record
   */
  public static BaselineSettings ofThisMachine(Duration registryTimeout) {
    boolean windows = System.getProperty("os.name", "").startsWith("Windows");
    return new BaselineSettings(
        MavenArtifacts.localRepository(),
        List.of(windows ? "mvn.cmd" : "mvn"),
        Duration.ofMinutes(3),
        registryTimeout);
  }
}
