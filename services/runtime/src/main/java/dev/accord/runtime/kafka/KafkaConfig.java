package dev.accord.runtime.kafka;

import dev.accord.runtime.launch.Settings;
import java.util.Locale;
import java.util.Map;

/**
 * Where Kafka and the Schema Registry are.
 *
 * @param bootstrapServers {@code host:port}, several with commas
 * @param registryUrl the Schema Registry's address, several with commas
 * @param groupProtocol how consumer groups agree on partitions
 * @param clientSettings further settings of every Kafka client, for instance TLS; may not replace
 *     what this runtime's promises rest on
 */
public record KafkaConfig(
    String bootstrapServers,
    String registryUrl,
    GroupProtocol groupProtocol,
    Map<String, String> clientSettings) {

  /** The group protocol; {@link #CONSUMER} is KIP-848 and needs a broker of 4.0 or newer. */
  public enum GroupProtocol {
    CONSUMER,
    CLASSIC;

    String setting() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Checks that both addresses are there. */
  public KafkaConfig {
    if (bootstrapServers.isBlank() || registryUrl.isBlank()) {
      throw new IllegalArgumentException("Kafka needs kafka.bootstrap-servers and registry.url");
    }
    clientSettings = Map.copyOf(clientSettings);
  }

  /** Reads {@code kafka.…} and {@code registry.url}; the defaults suit the local stack. */
  public static KafkaConfig from(Settings settings) {
    return new KafkaConfig(
        settings.text("kafka.bootstrap-servers", "127.0.0.1:9092"),
        settings.text("registry.url", "http://127.0.0.1:8081"),
        settings.choice("kafka.group-protocol", GroupProtocol.CONSUMER),
        Map.of());
  }

  /** The defaults: KIP-848, no further settings. */
  public static KafkaConfig of(String bootstrapServers, String registryUrl) {
    return new KafkaConfig(bootstrapServers, registryUrl, GroupProtocol.CONSUMER, Map.of());
  }
}
