package dev.accord.registry.log;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Creates the topic where it is missing, and refuses one that would forget or reorder. */
final class LogTopic {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

  private final KafkaLogConfig config;
  private final Admin admin;

  LogTopic(KafkaLogConfig config, Admin admin) {
    this.config = config;
    this.admin = admin;
  }

  /** Creates the topic, or refuses it if it is unfit. */
  void ensure() throws LogException {
    var found =
        asked(
            () -> {
              var made = !exists() && create();
              awaitSight();
              return made ? Optional.<String>empty() : unfit();
            });
    if (found.isPresent()) {
      throw new LogException.Unusable(found.get(), null);
    }
  }

  /** Why the registry would refuse the topic, which must be there. */
  Optional<String> fault() throws LogException {
    if (!asked(this::exists)) {
      throw new LogException.Unusable(
          "there is no topic " + config.topic() + " at " + config.bootstrapServers(), null);
    }
    return asked(this::unfit);
  }

  private interface Question<T> {
    T ask() throws ExecutionException, InterruptedException, TimeoutException;
  }

  private <T> T asked(Question<T> question) throws LogException {
    try {
      return question.ask();
    } catch (ExecutionException | TimeoutException e) {
      throw unavailable(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable(e);
    }
  }

  private boolean exists() throws ExecutionException, InterruptedException, TimeoutException {
    try {
      return partitions() > 0;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return false;
      }
      throw e;
    }
  }

  private int partitions() throws ExecutionException, InterruptedException, TimeoutException {
    var topics = await(admin.describeTopics(List.of(config.topic())).allTopicNames());
    var description = topics.get(config.topic());
    return description == null ? 0 : description.partitions().size();
  }

  /** A topic that was just made is not known to every broker at once. */
  private void awaitSight() throws ExecutionException, InterruptedException, TimeoutException {
    long deadline = System.nanoTime() + config.timeout().toNanos();
    while (!exists()) {
      if (System.nanoTime() > deadline) {
        throw new TimeoutException("the topic was made and does not appear");
      }
      LockSupport.parkNanos(LOOK_AGAIN.toNanos());
    }
  }

  /** Whether it was not there; if it is now, another node was faster. */
  private boolean create() throws ExecutionException, InterruptedException, TimeoutException {
    var brokers = await(admin.describeCluster().nodes()).size();
    var copies = (short) Math.max(1, Math.min(config.replicationMax(), brokers));
    // Two of three copies must have a record before it counts, so losing one broker loses nothing.
    var inSync = copies >= 3 ? "2" : "1";
    var topic =
        new NewTopic(config.topic(), 1, copies)
            .configs(
                Map.of(
                    "cleanup.policy",
                    "compact",
                    "min.insync.replicas",
                    inSync,
                    // A node whose clock is an hour ahead of a broker's may write all the same.
                    "message.timestamp.after.max.ms",
                    Long.toString(Long.MAX_VALUE)));
    try {
      var unused = await(admin.createTopics(List.of(topic)).all());
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TopicExistsException) {
        return false;
      }
      throw e;
    }
  }

  private Optional<String> unfit()
      throws ExecutionException, InterruptedException, TimeoutException {
    var resource = new ConfigResource(ConfigResource.Type.TOPIC, config.topic());
    var found = await(admin.describeConfigs(List.of(resource)).all()).get(resource);
    var policy = found == null ? "" : found.get("cleanup.policy").value();
    if (!"compact".equals(policy)) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "topic %s has cleanup.policy=%s and would forget schemas: set it to compact",
              config.topic(),
              policy));
    }
    var partitions = partitions();
    if (partitions > 1) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "topic %s has %d partitions, so its records have no order: name another topic, or"
                  + " make it anew with one",
              config.topic(),
              partitions));
    }
    return Optional.empty();
  }

  private <T> T await(KafkaFuture<T> future)
      throws ExecutionException, InterruptedException, TimeoutException {
    return future.get(config.timeout().toMillis(), TimeUnit.MILLISECONDS);
  }

  private LogException.Unavailable unavailable(Exception cause) {
    var root = cause.getCause() == null ? cause : cause.getCause();
    return new LogException.Unavailable(
        String.format(
            Locale.ROOT,
            "Kafka at %s does not answer about topic %s: %s",
            config.bootstrapServers(),
            config.topic(),
            root),
        cause);
  }
}
