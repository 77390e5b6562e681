package dev.accord.registry;

import dev.accord.checks.compatibility.CompatibilityLevel;
import dev.accord.registry.lead.ElectionConfig;
import dev.accord.registry.log.KafkaLogConfig;
import dev.accord.registry.security.SecurityConfig;
import dev.accord.runtime.http.HttpConfig;
import dev.accord.runtime.launch.Settings;
import java.time.Duration;
import java.util.Map;

/**
 * All settings of a registry node.
 *
 * @param advertisedUrl where other nodes reach this one; empty for where it listens
 * @param staleAfter a node that has not seen the end of the log for so long refuses reads
 */
public record RegistryConfig(
    HttpConfig http,
    KafkaLogConfig log,
    ElectionConfig election,
    String advertisedUrl,
    SecurityConfig security,
    CompatibilityLevel level,
    Duration staleAfter) {
  /** Refuses to be reachable from elsewhere with the door open. */
  public RegistryConfig {
    security.requireSafe(http.host());
  }

  /** Confluent's default. */
  public static final int PORT = 8081;

  private static final Duration STALE_AFTER = Duration.ofSeconds(30);

  /** A node on a port of the loopback address, with the usual settings. */
  public static RegistryConfig onPort(int port, String bootstrapServers) {
    return new RegistryConfig(
        HttpConfig.onPort(port),
        KafkaLogConfig.of(bootstrapServers),
        ElectionConfig.usual(),
        "",
        SecurityConfig.NONE,
        CompatibilityLevel.BACKWARD,
        STALE_AFTER);
  }

  /** Reads {@code http.…}, {@code kafka.…} and {@code registry.…}. */
  public static RegistryConfig from(Settings settings) {
    var log =
        new KafkaLogConfig(
            settings.text("kafka.bootstrap-servers", "127.0.0.1:9092"),
            settings.text("registry.topic", KafkaLogConfig.TOPIC_DEFAULT),
            settings.integer("registry.topic-replication", 3, 1, 100),
            settings.duration(
                "registry.kafka-timeout",
                Duration.ofSeconds(10),
                Duration.ofMillis(500),
                Duration.ofMinutes(2)),
            Map.of());
    return new RegistryConfig(
        HttpConfig.from(settings, PORT),
        log,
        new ElectionConfig(
            settings.text("registry.group", ElectionConfig.usual().group()),
            settings.duration(
                "registry.session-timeout",
                ElectionConfig.usual().sessionTimeout(),
                Duration.ofSeconds(1),
                Duration.ofMinutes(5))),
        settings.text("registry.advertised-url", ""),
        SecurityConfig.from(settings),
        settings.choice("registry.compatibility", CompatibilityLevel.BACKWARD),
        settings.duration(
            "registry.stale-after", STALE_AFTER, Duration.ofSeconds(3), Duration.ofHours(1)));
  }
}
