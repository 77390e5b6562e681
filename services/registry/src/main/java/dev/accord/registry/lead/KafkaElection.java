package dev.accord.registry.lead;

import dev.accord.registry.log.KafkaLogConfig;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes part in the group for as long as the node lives. A node that starts or leaves makes the
 * group elect again, and who leads is elected again: leadership moves only when the leader leaves
 * or is not heard of for the session timeout.
 */
public final class KafkaElection implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaElection.class);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration RETRY_AFTER = Duration.ofMillis(500);
  private static final Duration CLOSE_MAX = Duration.ofSeconds(3);

  // A node whose heartbeats arrive while no answer reaches it cannot write, and would keep its
  // place for as long as it waits for one; after a third of a session it gives the connection up.
  private static final int ANSWERS_A_SESSION = 3;

  /** The node's writing, switched on and off by the election. */
  public interface Writer {
    /** This node leads from now on. */
    void lead();

    /** Another node leads from now on. */
    void follow();
  }

  private final KafkaLogConfig config;
  private final ElectionConfig election;
  private final String id;
  private final URI url;
  private final Leadership leadership;
  private final Writer writer;
  private final BooleanSupplier fenced;
  private final Thread thread = new Thread(this::run, "registry-election");
  private volatile boolean closed;

  // Used by the thread alone.
  private long term;

  /**
   * Joins nothing before {@link #start}.
   *
   * @param id no other node's
   * @param url where other nodes reach this one
   * @param fenced whether the log has refused this node's writes while it thought to lead
   */
  public KafkaElection(
      KafkaLogConfig config,
      ElectionConfig election,
      String id,
      URI url,
      Leadership leadership,
      Writer writer,
      BooleanSupplier fenced) {
    this.config = config;
    this.election = election;
    this.id = id;
    this.url = url;
    this.leadership = leadership;
    this.writer = writer;
    this.fenced = fenced;
    thread.setDaemon(true);
  }

  /** Joins the group. */
  public void start() {
    thread.start();
  }

  private void run() {
    while (!closed) {
      try (var member = new KafkaConsumer<>(settings(), bytes(), bytes())) {
        member.subscribe(List.of(config.topic()));
        takePart(member);
        member.close(CloseOptions.timeout(CLOSE_MAX));
      } catch (KafkaException e) {
        LOG.warn("the election of a leader is interrupted: {}; trying again", e.getMessage());
        LockSupport.parkNanos(RETRY_AFTER.toNanos());
      } catch (RuntimeException | Error e) {
        // A node that no longer takes part could believe to lead for ever.
        LOG.error("the election of a leader failed; trying again", e);
        LockSupport.parkNanos(RETRY_AFTER.toNanos());
      }
    }
  }

  private void takePart(KafkaConsumer<byte[], byte[]> member) {
    var asked = false;
    while (!closed) {
      var unused = member.poll(POLL);
      var refused = fenced.getAsBoolean();
      if (refused && !asked) {
        // Another node writes: only the group can tell who is right.
        term = 0;
        leadership.clear();
        member.enforceRebalance("the log refused a write of this node");
      }
      asked = refused;
    }
  }

  private static ByteArrayDeserializer bytes() {
    return new ByteArrayDeserializer();
  }

  private Map<String, Object> settings() {
    var settings = new HashMap<String, Object>(config.client());
    settings.put("bootstrap.servers", config.bootstrapServers());
    settings.put("client.id", "accord-registry-election");
    settings.put("group.id", election.group());
    settings.put("group.protocol", "classic");
    settings.put("partition.assignment.strategy", LeaderAssignor.class.getName());
    settings.put("session.timeout.ms", millis(election.sessionTimeout()));
    settings.put("heartbeat.interval.ms", millis(election.sessionTimeout().dividedBy(10)));
    settings.put(
        "request.timeout.ms", millis(election.sessionTimeout().dividedBy(ANSWERS_A_SESSION)));
    settings.put("enable.auto.commit", "false");
    settings.put("default.api.timeout.ms", millis(config.timeout()));
    settings.put(LeaderAssignor.LISTENER, new Node());
    return settings;
  }

  private static String millis(Duration time) {
    return Long.toString(time.toMillis());
  }

  /** Leaves the group, so that the others elect at once; blocks until then. */
  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
    try {
      thread.join(TimeUnit.SECONDS.toMillis(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private final class Node implements LeaderAssignor.Listener {
    @Override
    public Member self() {
      return new Member(id, url, term);
    }

    @Override
    public void elected(Member leader, int generation) {
      var own = leader.id().equals(id);
      if (own && term == 0) {
        term = Math.max(1, generation);
        LOG.info("this node leads from generation {} on", generation);
      } else if (!own) {
        term = 0;
        LOG.info("{} leads in generation {}", leader.url(), generation);
      }
      if (own) {
        writer.lead();
      } else {
        writer.follow();
      }
      leadership.set(leader.url(), own);
    }
  }
}
