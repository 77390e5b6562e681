package dev.accord.registry;

import dev.accord.checks.compatibility.CompatibilityLevel;
import dev.accord.registry.lead.ElectionConfig;
import dev.accord.registry.log.KafkaLogConfig;
import dev.accord.runtime.launch.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * Settings under the names that Confluent's server has for them, where they mean the same. Each is
 * read beneath ours: ours win where both are given.
 */
record ConfluentNames(Settings settings) {
  /** What Kafka's clients need to know to be let in. */
  private static final Set<String> SECURITY =
      AdminClientConfig.configNames().stream()
          .filter(name -> name.matches("(security|ssl|sasl)\\..*"))
          .collect(Collectors.toUnmodifiableSet());

  String bootstrapServers() {
    return settings.text("kafkastore.bootstrap.servers", "127.0.0.1:9092");
  }

  String topic() {
    return settings.text("kafkastore.topic", KafkaLogConfig.TOPIC_DEFAULT);
  }

  int replication() {
    return settings.integer("kafkastore.topic.replication.factor", 3, 1, 100);
  }

  Duration timeout() {
    return Duration.ofMillis(settings.integer("kafkastore.timeout.ms", 10_000, 500, 120_000));
  }

  String group() {
    return settings.text("schema.registry.group.id", ElectionConfig.usual().group());
  }

  CompatibilityLevel level() {
    var given = settings.text("schema.compatibility.level", "backward");
    try {
      return CompatibilityLevel.valueOf(given.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "schema.compatibility.level = \"" + given + "\": must be one of " + levels(), e);
    }
  }

  private static String levels() {
    return Set.of(CompatibilityLevel.values()).stream()
        .map(level -> level.name().toLowerCase(Locale.ROOT))
        .sorted()
        .collect(Collectors.joining(", "));
  }

  /** Where to listen; empty for the default. */
  String listener() {
    var given = settings.list("listeners", List.of());
    if (given.size() > 1) {
      throw new IllegalArgumentException(
          "listeners names " + given.size() + " addresses: a node listens on one");
    }
    return given.isEmpty() ? "" : given.get(0);
  }

  /** Where other nodes reach this one; empty for where it listens. */
  String advertisedUrl(int port) {
    var host = settings.text("host.name", "");
    var protocol = settings.text("inter.instance.protocol", "http");
    if (host.isEmpty()) {
      return "";
    }
    if (port == 0) {
      throw new IllegalArgumentException("host.name needs a port that is known: name it");
    }
    return URI.create(protocol + "://" + host + ":" + port).toString();
  }

  /** Settings for every Kafka client, below {@code kafka.} or Confluent's {@code kafkastore.}. */
  Map<String, String> clientSettings() {
    var all = new HashMap<>(settings.passedOn("kafkastore.", SECURITY));
    all.putAll(settings.passedOn("kafka.", SECURITY));
    return all;
  }
}
