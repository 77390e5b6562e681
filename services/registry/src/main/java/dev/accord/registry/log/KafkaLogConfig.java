package dev.accord.registry.log;

import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

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

  private static final Duration ANSWER_LEAST = Duration.ofSeconds(2);

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

  /** What a client of ours is made with. */
  Map<String, Object> client(Map<String, String> own) {
    var settings = new HashMap<String, Object>(client);
    settings.put("bootstrap.servers", bootstrapServers);
    settings.put("client.id", "accord-registry");
    settings.putAll(own);
    return settings;
  }

  /**
   * How long one broker may take to answer: half the time of a call, so that the call can still go
   * to another one; all of it where that is short, since a fetch that finds nothing waits too.
   */
  Duration answerMax() {
    return timeout.compareTo(ANSWER_LEAST) < 0 ? timeout : timeout.dividedBy(2);
  }

  /** The same with more patience. */
  public KafkaLogConfig withTimeout(Duration longer) {
    return new KafkaLogConfig(bootstrapServers, topic, replicationMax, longer, client);
  }

  /** The topic cannot be used just now; says what the bottom of the cause says as well. */
  LogException.Unavailable unavailable(String what, Throwable cause) {
    var top =
        cause instanceof ExecutionException && cause.getCause() != null ? cause.getCause() : cause;
    var bottom = top;
    while (bottom.getCause() != null) {
      bottom = bottom.getCause();
    }
    var reason = said(top);
    return new LogException.Unavailable(
        String.format(
            Locale.ROOT,
            "topic %s at %s %s: %s",
            topic,
            bootstrapServers,
            what,
            reason.contains(said(bottom)) ? reason : reason + ": " + said(bottom)),
        cause);
  }

  private String said(Throwable failure) {
    if (failure instanceof TimeoutException) {
      return "no answer within " + timeout.toMillis() + " ms";
    }
    var message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }
}
