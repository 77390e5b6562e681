package dev.accord.drills.registry;

import dev.accord.embedded.BrokerMain;
import dev.accord.embedded.ChildProcess;
import dev.accord.embedded.FreePorts;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Uuid;

/**
 * The brokers of one cluster, each a process. A broker has a listener for each node of the
 * registry, and the node gets there by a link of its own.
 */
final class Brokers implements AutoCloseable {
  private static final int ASK_SECONDS = 5;

  private final Path folder;
  private final int count;
  private final int nodes;
  private final String clusterId = Uuid.randomUuid().toString();
  private final List<Integer> plainPorts;
  private final List<Integer> voterPorts;
  // First the ports of the first broker's listeners, one a node.
  private final List<Integer> listenerPorts;
  private final List<Integer> linkPorts;
  private final List<Link> links = new ArrayList<>();
  private final List<ChildProcess> processes = new ArrayList<>();

  /** Starts them, and does not wait for them. */
  Brokers(Vertx vertx, Path folder, int count, int nodes) throws IOException {
    this.folder = folder;
    this.count = count;
    this.nodes = nodes;
    var ports = FreePorts.some(2 * count + 2 * count * nodes);
    plainPorts = ports.subList(0, count);
    voterPorts = ports.subList(count, 2 * count);
    listenerPorts = ports.subList(2 * count, 2 * count + count * nodes);
    linkPorts = ports.subList(2 * count + count * nodes, ports.size());
    for (int i = 0; i < count * nodes; i++) {
      links.add(new Link(vertx, linkPorts.get(i), listenerPorts.get(i)));
    }
    for (int broker = 0; broker < count; broker++) {
      processes.add(launch(broker));
    }
  }

  int count() {
    return count;
  }

  ChildProcess process(int broker) {
    return processes.get(broker);
  }

  /** What a node puts in {@code bootstrap.servers}. */
  String bootstrapServers(int node) {
    return IntStream.range(0, count)
        .mapToObj(broker -> "127.0.0.1:" + linkPorts.get(broker * nodes + node))
        .collect(Collectors.joining(","));
  }

  /** Makes a node's way to all brokers bad, or good again. */
  void links(int node, Link.State state) {
    for (int broker = 0; broker < count; broker++) {
      links.get(broker * nodes + node).become(state);
    }
  }

  /**
   * Whether every copy of every partition is up to date. Until then one more broker away may be one
   * too many: what two of three copies must have could not be written.
   */
  boolean isWhole() {
    try (var admin = Admin.create(Map.of("bootstrap.servers", plainServers()))) {
      var internalToo = new ListTopicsOptions().listInternal(true);
      var names = admin.listTopics(internalToo).names().get(ASK_SECONDS, TimeUnit.SECONDS);
      return admin
          .describeTopics(names)
          .allTopicNames()
          .get(ASK_SECONDS, TimeUnit.SECONDS)
          .values()
          .stream()
          .flatMap(topic -> topic.partitions().stream())
          .allMatch(partition -> partition.isr().size() == partition.replicas().size());
    } catch (KafkaException | ExecutionException | TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private String plainServers() {
    return plainPorts.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","));
  }

  /** Starts a broker again that was killed. */
  void restart(int broker) throws IOException {
    processes.get(broker).close();
    processes.set(broker, launch(broker));
  }

  private ChildProcess launch(int broker) throws IOException {
    var arguments = new ArrayList<String>();
    arguments.add(folder.resolve("broker-" + broker).toString());
    arguments.add(plainPorts.get(broker).toString());
    settings(broker).forEach((key, value) -> arguments.add(key + "=" + value));
    return ChildProcess.start(
        ChildProcess.java(
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m"),
            BrokerMain.class,
            arguments),
        Map.of(),
        folder.resolve("broker-" + broker + ".log"));
  }

  private Map<String, String> settings(int broker) {
    var settings = new HashMap<String, String>();
    settings.put("cluster.id", clusterId);
    settings.put("node.id", Integer.toString(broker + 1));
    settings.put(
        "controller.quorum.voters",
        IntStream.range(0, count)
            .mapToObj(voter -> (voter + 1) + "@127.0.0.1:" + voterPorts.get(voter))
            .collect(Collectors.joining(",")));
    var listening = new ArrayList<String>();
    var advertised = new ArrayList<String>();
    var protocols = new ArrayList<>(List.of("CONTROLLER:PLAINTEXT", "PLAINTEXT:PLAINTEXT"));
    listening.add("CONTROLLER://127.0.0.1:" + voterPorts.get(broker));
    listening.add("PLAINTEXT://127.0.0.1:" + plainPorts.get(broker));
    advertised.add("PLAINTEXT://127.0.0.1:" + plainPorts.get(broker));
    for (int node = 0; node < nodes; node++) {
      int place = broker * nodes + node;
      listening.add("NODE" + node + "://127.0.0.1:" + listenerPorts.get(place));
      advertised.add("NODE" + node + "://127.0.0.1:" + linkPorts.get(place));
      protocols.add("NODE" + node + ":PLAINTEXT");
    }
    settings.put("listeners", String.join(",", listening));
    settings.put("advertised.listeners", String.join(",", advertised));
    settings.put("listener.security.protocol.map", String.join(",", protocols));
    settings.put("inter.broker.listener.name", "PLAINTEXT");
    for (var topic : List.of("offsets.topic", "transaction.state.log")) {
      settings.put(topic + ".replication.factor", Integer.toString(count));
    }
    settings.put("transaction.state.log.min.isr", count < 3 ? "1" : "2");
    return settings;
  }

  @Override
  public void close() {
    processes.forEach(ChildProcess::close);
  }
}
