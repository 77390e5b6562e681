package dev.accord.registry;

import dev.accord.checks.compatibility.CompatibilityLevel;
import dev.accord.registry.lead.ElectionConfig;
import dev.accord.registry.log.KafkaLogConfig;
import dev.accord.registry.security.SecurityConfig;
import dev.accord.runtime.http.HttpConfig;
import dev.accord.runtime.launch.Settings;
import java.net.URI;
import java.time.Duration;

/**
 * All settings of a registry node.
 *
 * @param advertisedUrl where other nodes reach this one; empty for where it listens
 * @param staleAfter a node that has not seen the end of the log for so long refuses reads
 * @param accessLog whether each request is logged
 */
public record RegistryConfig(
    HttpConfig http,
    KafkaLogConfig log,
    ElectionConfig election,
    String advertisedUrl,
    SecurityConfig security,
    CompatibilityLevel level,
    Duration staleAfter,
    boolean accessLog) {
  /** Refuses to be reachable from elsewhere with the door open. */
  public RegistryConfig {
    security.requireSafe(http.host());
  }

  /** A node without an access log. */
  public RegistryConfig(
      HttpConfig http,
      KafkaLogConfig log,
      ElectionConfig election,
      String advertisedUrl,
      SecurityConfig security,
      CompatibilityLevel level,
      Duration staleAfter) {
    this(http, log, election, advertisedUrl, security, level, staleAfter, false);
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

  /** The same with its door otherwise guarded. */
  public RegistryConfig with(SecurityConfig other) {
    return new RegistryConfig(
        http, log, election, advertisedUrl, other, level, staleAfter, accessLog);
  }

  /**
   * Reads what begins with http, kafka, registry, auth or tls, the short {@code listen} and {@code
   * kafka}, and Confluent's names for the same.
   */
  public static RegistryConfig from(Settings settings) {
    var confluent = new ConfluentNames(settings);
    var http = http(settings, confluent);
    var security = SecurityConfig.from(settings);
    if (confluent.listener().startsWith("https:") && !security.encrypts()) {
      throw new IllegalArgumentException(
          "listeners says https: give the PEM files as tls.key-file and tls.certificate-file");
    }
    return new RegistryConfig(
        http,
        log(settings),
        new ElectionConfig(
            settings.text("registry.group", confluent.group()),
            settings.duration(
                "registry.session-timeout",
                ElectionConfig.usual().sessionTimeout(),
                Duration.ofSeconds(1),
                Duration.ofMinutes(5))),
        settings.text("registry.advertised-url", confluent.advertisedUrl(http.port())),
        security,
        settings.choice("registry.compatibility", confluent.level()),
        settings.duration(
            "registry.stale-after", STALE_AFTER, Duration.ofSeconds(3), Duration.ofHours(1)),
        settings.flag("http.access-log", false));
  }

  /** Where the log is; what the tools for the log read as well. */
  public static KafkaLogConfig log(Settings settings) {
    var confluent = new ConfluentNames(settings);
    return new KafkaLogConfig(
        settings.text(
            "kafka.bootstrap-servers", settings.text("kafka", confluent.bootstrapServers())),
        settings.text("registry.topic", confluent.topic()),
        settings.integer("registry.topic-replication", confluent.replication(), 1, 100),
        settings.duration(
            "registry.kafka-timeout",
            confluent.timeout(),
            Duration.ofMillis(500),
            Duration.ofMinutes(2)),
        confluent.clientSettings());
  }

  private static HttpConfig http(Settings settings, ConfluentNames confluent) {
    var http = HttpConfig.from(settings, PORT);
    var address = settings.text("listen", confluent.listener());
    if (address.isEmpty()) {
      return http;
    }
    var uri = URI.create(address.contains("://") ? address : "http://" + address);
    if (uri.getHost() == null || uri.getPort() < 0) {
      throw new IllegalArgumentException(
          "listen = \"" + address + "\": must be HOST:PORT, such as 127.0.0.1:8081");
    }
    return http.at(uri.getHost().replaceAll("[\\[\\]]", ""), uri.getPort());
  }

  /** The same node on another Kafka. */
  public RegistryConfig on(String bootstrapServers) {
    var moved =
        new KafkaLogConfig(
            bootstrapServers, log.topic(), log.replicationMax(), log.timeout(), log.client());
    return new RegistryConfig(
        http, moved, election, advertisedUrl, security, level, staleAfter, accessLog);
  }
}
