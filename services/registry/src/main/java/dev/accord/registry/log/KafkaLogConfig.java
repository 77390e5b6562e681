package dev.accord.registry.log;

import java.time.Duration;
import java.util.Map;

/**
 * Where the log is.
 *
 * @param bootstrapServers Kafka brokers, {@code host:port} separated by commas
 * @param topic its name
 * @param replicationMax copies wished for when the topic is created; fewer brokers give fewer
 * @param timeout of one call to the brokers, all retries included
 * @param client further settings for every Kafka client, for example of TLS and SASL
 */
public record KafkaLogConfig(
    String bootstrapServers,
    String topic,
    int replicationMax,
    Duration timeout,
    Map<String, String> client) {
  /** Confluent's default. */
  public static final String TOPIC_DEFAULT = "_schemas";

  /** Copies and checks. */
  public KafkaLogConfig {
    client = Map.copyOf(client);
    if (bootstrapServers.isBlank() || topic.isBlank()) {
      throw new IllegalArgumentException("Kafka's address and the topic's name are both needed");
    }
    if (replicationMax < 1) {
      throw new IllegalArgumentException("replication must be at least 1, not " + replicationMax);
    }
  }

  /** The usual settings for some brokers. */
  public static KafkaLogConfig of(String bootstrapServers) {
    return new KafkaLogConfig(bootstrapServers, TOPIC_DEFAULT, 3, Duration.ofSeconds(10), Map.of());
  }
}
