package dev.accord.embedded;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A Kafka broker and controller in this JVM (KRaft mode), alone or one of several. Topics are never
 * created by a client's mistake: automatic creation is off. Data in the folder survive {@link
 * #close} and a killed JVM.
 */
public final class KafkaBroker implements AutoCloseable {
  private static final String NODE_ID = "1";

  /** Not a setting of Kafka's: what a new folder is formatted with. */
  private static final String CLUSTER_ID = "cluster.id";

  private final KafkaRaftServer server;
  private final int port;

  private KafkaBroker(KafkaRaftServer server, int port) {
    this.server = server;
    this.port = port;
  }

  /** Starts a broker on a free port. */
  public static KafkaBroker start(Path dataDir) throws IOException {
    return start(dataDir, FreePorts.one());
  }

  /**
   * Starts a broker that is alone and listens on 127.0.0.1 only; a new folder is formatted first.
   * Returns when the broker accepts requests.
   *
   * @throws IOException if the folder cannot be written or formatted
   */
  public static KafkaBroker start(Path dataDir, int port) throws IOException {
    return start(dataDir, port, Map.of());
  }

  /**
   * Starts a broker that may be one of several. Returns when it accepts requests, for which it
   * waits until most of the voters are there.
   *
   * @param settings Kafka's, in place of the usual ones; brokers of one cluster also share a {@code
   *     cluster.id}
   * @throws IOException if the folder cannot be written or formatted
   */
  public static KafkaBroker start(Path dataDir, int port, Map<String, String> settings)
      throws IOException {
    Files.createDirectories(dataDir);
    var logDir = dataDir.resolve("log");
    // The controller's port is configuration, not identity: it may differ from start to start.
    var all = settings(logDir, port, FreePorts.one());
    all.putAll(settings);
    var clusterId = all.remove(CLUSTER_ID);
    if (!Files.exists(logDir.resolve("meta.properties"))) {
      format(
          logDir,
          Integer.parseInt(String.valueOf(all.get("node.id"))),
          clusterId == null ? Uuid.randomUuid().toString() : clusterId.toString());
    }
    var server = new KafkaRaftServer(new KafkaConfig(all, false), Time.SYSTEM);
    server.startup();
    return new KafkaBroker(server, port);
  }

  /** What clients put in {@code bootstrap.servers}. */
  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  /** Stops in order: leaders are handed over, logs are flushed. Idempotent. */
  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }

  private static void format(Path logDir, int nodeId, String clusterId) throws IOException {
    var formatter = new Formatter();
    formatter
        .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
        .setNodeId(nodeId)
        .setClusterId(clusterId)
        .addDirectory(logDir.toString())
        .setMetadataLogDirectory(logDir.toString())
        .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
        .setControllerListenerName("CONTROLLER")
        .setUnstableFeatureVersionsEnabled(false);
    var output = new ByteArrayOutputStream();
    try {
      formatter.setPrintStream(new PrintStream(output, true, StandardCharsets.UTF_8)).run();
    } catch (Exception e) {
      throw new IOException(
          "cannot format the Kafka folder "
              + logDir
              + ": "
              + e.getMessage()
              + " "
              + output.toString(StandardCharsets.UTF_8),
          e);
    }
  }

  private static Map<String, Object> settings(Path logDir, int port, int controllerPort) {
    var settings = new HashMap<String, Object>();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", NODE_ID);
    settings.put("controller.quorum.voters", NODE_ID + "@127.0.0.1:" + controllerPort);
    settings.put("controller.listener.names", "CONTROLLER");
    settings.put(
        "listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
    settings.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
    settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    settings.put("log.dirs", logDir.toString());
    settings.put("auto.create.topics.enable", "false");
    settings.put("num.partitions", "4");
    settings.put("group.initial.rebalance.delay.ms", "0");
    for (var topic :
        List.of("offsets.topic", "transaction.state.log", "share.coordinator.state.topic")) {
      settings.put(topic + ".replication.factor", "1");
      settings.put(topic + ".num.partitions", "4");
    }
    settings.put("transaction.state.log.min.isr", "1");
    settings.put("share.coordinator.state.topic.min.isr", "1");
    // After a kill -9 the dead registration must time out before the broker may come back: 9 s by
    // default.
    settings.put("broker.session.timeout.ms", "2000");
    settings.put("broker.heartbeat.interval.ms", "500");
    // So must the consumers that died with it, before others get their partitions: 45 s by default.
    settings.put("group.consumer.min.session.timeout.ms", "6000");
    settings.put("group.consumer.session.timeout.ms", "6000");
    settings.put("group.consumer.min.heartbeat.interval.ms", "1000");
    settings.put("group.consumer.heartbeat.interval.ms", "1000");
    // And what a member of a share group had taken: 30 s by default.
    settings.put("group.share.min.record.lock.duration.ms", "1000");
    settings.put("group.share.record.lock.duration.ms", "10000");
    // They learn what is theirs with a heartbeat: every 5 s by default.
    settings.put("group.share.min.session.timeout.ms", "6000");
    settings.put("group.share.session.timeout.ms", "6000");
    settings.put("group.share.min.heartbeat.interval.ms", "1000");
    settings.put("group.share.heartbeat.interval.ms", "1000");
    settings.put("log.cleaner.dedupe.buffer.size", Integer.toString(8 * 1024 * 1024));
    return settings;
  }
}
