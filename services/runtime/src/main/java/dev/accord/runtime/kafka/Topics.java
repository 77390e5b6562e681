package dev.accord.runtime.kafka;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Creates topics and compares them with what their contract says. Each call opens and closes its
 * own connection; both may be repeated.
 */
public final class Topics {
  private static final int TIMEOUT_SECONDS = 30;
  private static final int CHECK_SECONDS_MAX = 5;
  private static final int KNOWN_CHECKS_MAX = 100;
  private static final long KNOWN_CHECK_MILLIS = 50;
  private static final String MISSING = " does not exist: create it as its contract says";

  private Topics() {}

  /**
   * A topic as its contract wants it.
   *
   * @param partitions at least so many: a topic may grow before its contract does
   * @param cleanup {@code delete}, {@code compact} or both with a comma, as in {@code
   *     cleanup.policy}
   */
  public record Topic(String name, int partitions, String cleanup) {
    /** Checks the partition count. */
    public Topic {
      if (partitions < 1) {
        throw new IllegalArgumentException("topic " + name + " needs at least one partition");
      }
    }
  }

  /**
   * Creates the topics that are missing, with the broker's default replication, and leaves others
   * as they are.
   *
   * @return what {@link #check} finds afterwards; fails if the broker is away
   */
  public static Future<List<String>> ensure(
      Vertx vertx, KafkaConfig config, Collection<Topic> topics) {
    return vertx
        .executeBlocking(
            () -> {
              try (var admin = admin(config, TIMEOUT_SECONDS)) {
                for (var topic : topics) {
                  create(admin, topic);
                }
                return topics;
              }
            })
        .compose(created -> checkUntilKnown(vertx, config, created, KNOWN_CHECKS_MAX));
  }

  /** A broker acknowledges a new topic a moment before it can describe it. */
  private static Future<List<String>> checkUntilKnown(
      Vertx vertx, KafkaConfig config, Collection<Topic> topics, int checksMax) {
    return check(vertx, config, topics)
        .compose(
            differences ->
                checksMax > 1 && differences.stream().anyMatch(told -> told.contains(MISSING))
                    ? vertx
                        .timer(KNOWN_CHECK_MILLIS, TimeUnit.MILLISECONDS)
                        .compose(later -> checkUntilKnown(vertx, config, topics, checksMax - 1))
                    : Future.succeededFuture(differences));
  }

  /**
   * Compares topics with their contract.
   *
   * @return one sentence for each difference; empty if all is well; fails if the broker is away
   */
  public static Future<List<String>> check(
      Vertx vertx, KafkaConfig config, Collection<Topic> topics) {
    return vertx.executeBlocking(
        () -> {
          try (var admin = admin(config, CHECK_SECONDS_MAX)) {
            return differences(admin, topics);
          }
        },
        false);
  }

  private static Admin admin(KafkaConfig config, int secondsMax) {
    var settings = new HashMap<String, Object>(config.clientSettings());
    settings.put("bootstrap.servers", config.bootstrapServers());
    settings.put("default.api.timeout.ms", Integer.toString(secondsMax * 1000));
    settings.put("request.timeout.ms", Integer.toString(secondsMax * 1000));
    return Admin.create(settings);
  }

  private static void create(Admin admin, Topic topic)
      throws InterruptedException, ExecutionException, TimeoutException {
    var wanted =
        new NewTopic(topic.name(), Optional.of(topic.partitions()), Optional.empty())
            .configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, topic.cleanup()));
    try {
      admin.createTopics(List.of(wanted)).all().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
    }
  }

  private static List<String> differences(Admin admin, Collection<Topic> topics)
      throws InterruptedException, ExecutionException, TimeoutException {
    var differences = new ArrayList<String>();
    for (var topic : topics) {
      try {
        differences.addAll(
            differences(topic, description(admin, topic.name()), config(admin, topic.name())));
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
          throw e;
        }
        differences.add("topic " + topic.name() + MISSING);
      }
    }
    return List.copyOf(differences);
  }

  private static TopicDescription description(Admin admin, String topic)
      throws InterruptedException, ExecutionException, TimeoutException {
    var found = admin.describeTopics(List.of(topic)).allTopicNames();
    return found.get(TIMEOUT_SECONDS, TimeUnit.SECONDS).values().iterator().next();
  }

  private static Config config(Admin admin, String topic)
      throws InterruptedException, ExecutionException, TimeoutException {
    var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    var found = admin.describeConfigs(List.of(resource)).all();
    return found.get(TIMEOUT_SECONDS, TimeUnit.SECONDS).values().iterator().next();
  }

  private static List<String> differences(Topic topic, TopicDescription found, Config config) {
    var differences = new ArrayList<String>();
    var partitions = found.partitions().size();
    if (partitions < topic.partitions()) {
      differences.add(difference(topic, "partitions", partitions, topic.partitions()));
    }
    var policy = config.get(TopicConfig.CLEANUP_POLICY_CONFIG).value();
    if (!parts(policy).equals(parts(topic.cleanup()))) {
      differences.add(
          difference(topic, TopicConfig.CLEANUP_POLICY_CONFIG, policy, topic.cleanup()));
    }
    return differences;
  }

  private static Set<String> parts(String policies) {
    return Set.copyOf(List.of(policies.split(",", -1)));
  }

  private static String difference(Topic topic, String setting, Object found, Object wanted) {
    return "topic "
        + topic.name()
        + (" has " + setting + "=" + found + ", its contract says " + wanted)
        + ": alter the topic, or correct accord.yaml";
  }
}
