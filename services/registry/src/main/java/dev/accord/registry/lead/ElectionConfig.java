package dev.accord.registry.lead;

import java.time.Duration;

/**
 * How the nodes find their leader.
 *
 * @param group the Kafka consumer group that the nodes of one registry share
 * @param sessionTimeout a leader not heard of for so long is replaced; the brokers bound it
 */
public record ElectionConfig(String group, Duration sessionTimeout) {
  /** Checks. */
  public ElectionConfig {
    if (group.isBlank()) {
      throw new IllegalArgumentException("the registry's group needs a name");
    }
    if (sessionTimeout.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException("a session timeout below 1 s elects without end");
    }
  }

  /** Ten seconds. */
  public static ElectionConfig usual() {
    return new ElectionConfig("accord-registry", Duration.ofSeconds(10));
  }
}
