package dev.accord.runtime.kafka;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.TopicConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps events off topics that are not what their contract says: on fewer partitions, or cleaned up
 * otherwise, they would be lost or out of order without anyone noticing. Asks until the topics are
 * right, so whoever waits goes on by himself once they are; afterwards it asks no more.
 */
public final class TopicGuard {
  private static final Logger LOG = LoggerFactory.getLogger(TopicGuard.class);
  private static final long AGAIN_SECONDS = 1;

  private final Context context;
  private final KafkaConfig config;
  private final List<Topics.Topic> topics;
  private final Promise<Void> first = Promise.promise();
  private final Promise<Void> passed = Promise.promise();
  private volatile Future<Void> verdict = first.future();
  private volatile String trouble = "";
  private volatile boolean closed;

  private TopicGuard(Context context, KafkaConfig config, List<Topics.Topic> topics) {
    this.context = context;
    this.config = config;
    this.topics = topics;
  }

  /**
   * Starts to ask. Kafka may be away.
   *
   * @param context what the futures complete on
   * @param topics names; those that no contract describes are taken as they are
   * @param jars sees the client jars, which carry the contracts
   */
  public static TopicGuard open(
      Context context, KafkaConfig config, Collection<String> topics, ClassLoader jars) {
    var guard = new TopicGuard(context, config, ContractTopics.of(topics, jars));
    context.runOnContext(ignored -> guard.ask());
    return guard;
  }

  /** The last answer, one sentence if it was no; completes with the first. */
  public Future<Void> verdict() {
    return verdict;
  }

  /** Completes once the topics are right. */
  public Future<Void> passed() {
    return passed.future();
  }

  /** What is wrong; empty if nothing is, or nothing is known yet. */
  public Optional<String> trouble() {
    return trouble.isEmpty() ? Optional.empty() : Optional.of(trouble);
  }

  /** Those of the topics that carry state, as their contracts say. */
  public Set<String> compacted() {
    return topics.stream()
        .filter(topic -> topic.cleanup().contains(TopicConfig.CLEANUP_POLICY_COMPACT))
        .map(Topics.Topic::name)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Asks no more. */
  public void close() {
    closed = true;
  }

  private void ask() {
    if (closed) {
      return;
    }
    if (topics.isEmpty()) {
      answer("");
      return;
    }
    Topics.check(context.owner(), config, topics)
        .map(differences -> String.join("; ", differences))
        .otherwise(away -> "topics cannot be checked: " + away)
        .onSuccess(this::answer);
  }

  private void answer(String told) {
    if (told.isEmpty()) {
      trouble = "";
      verdict = Future.succeededFuture();
      first.tryComplete();
      passed.tryComplete();
      return;
    }
    if (!told.equals(trouble)) {
      LOG.warn("{}; events of these topics wait", told);
    }
    trouble = told;
    verdict = Future.failedFuture(new IllegalStateException(told));
    first.tryFail(told);
    context.owner().setTimer(TimeUnit.SECONDS.toMillis(AGAIN_SECONDS), ignored -> ask());
  }
}
