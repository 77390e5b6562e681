package dev.accord.drills.registry;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/**
 * Makes faults and mends them. Each begins on a whole cluster and ends on one, after registrations
 * have gone on while it lasted.
 */
final class Trouble {
  private static final Duration STALLED_AFTER = Duration.ofMinutes(3);
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final Brokers brokers;
  private final List<Node> nodes;
  private final Callers callers;
  private final int between;
  private final RandomGenerator random;

  /**
   * Trouble for a running cluster.
   *
   * @param between registrations before and during each fault
   */
  Trouble(Brokers brokers, List<Node> nodes, Callers callers, int between, RandomGenerator random) {
    this.brokers = brokers;
    this.nodes = nodes;
    this.callers = callers;
    this.between = between;
    this.random = random;
  }

  /**
   * Makes a fault and mends it.
   *
   * @throws IllegalStateException if the cluster does not recover in minutes
   */
  void make(Fault fault) throws IOException {
    awaitMore(between);
    switch (fault) {
      case BROKER_KILLED, BROKER_PAUSED -> disturbBroker(fault, random.nextInt(brokers.count()));
      case LEADER_KILLED, LEADER_PAUSED, LEADER_CUT_OFF, LEADER_SILENCED, LEADER_MUTED ->
          disturbLeader(fault, leader());
    }
  }

  private void disturbLeader(Fault fault, Node leader) throws IOException {
    int place = nodes.indexOf(leader);
    switch (fault) {
      case LEADER_KILLED -> leader.process().kill();
      case LEADER_PAUSED -> leader.process().pause();
      case LEADER_CUT_OFF -> brokers.links(place, Link.State.CUT);
      case LEADER_SILENCED -> brokers.links(place, Link.State.SILENT);
      case LEADER_MUTED -> brokers.links(place, Link.State.MUTE);
      case BROKER_KILLED, BROKER_PAUSED -> throw new IllegalArgumentException(fault.toString());
    }
    await(
        "another leader than " + leader,
        () -> nodes.stream().filter(node -> node != leader).allMatch(other -> left(other, leader)));
    awaitMore(between);
    switch (fault) {
      case LEADER_KILLED -> leader.start();
      case LEADER_PAUSED -> leader.process().resume();
      case LEADER_CUT_OFF, LEADER_SILENCED, LEADER_MUTED -> brokers.links(place, Link.State.OPEN);
      case BROKER_KILLED, BROKER_PAUSED -> throw new IllegalArgumentException(fault.toString());
    }
    awaitWhole();
  }

  private void disturbBroker(Fault fault, int broker) throws IOException {
    if (fault == Fault.BROKER_KILLED) {
      brokers.process(broker).kill();
    } else {
      brokers.process(broker).pause();
    }
    awaitMore(between);
    if (fault == Fault.BROKER_KILLED) {
      brokers.restart(broker);
    } else {
      brokers.process(broker).resume();
    }
    awaitWhole();
  }

  private static boolean left(Node node, Node old) {
    var leader = node.leader();
    return leader.startsWith("http") && !leader.equals(old.url());
  }

  private Node leader() {
    awaitWhole();
    var url = nodes.get(0).leader();
    return nodes.stream()
        .filter(node -> node.url().equals(url))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("the leader is none of ours: " + url));
  }

  /** Waits until every node is ready and they agree who leads, and brokers have all copies. */
  void awaitWhole() {
    await(
        "nodes that are ready and agree",
        () ->
            nodes.stream().allMatch(Node::isReady)
                && nodes.stream().map(Node::leader).distinct().count() == 1);
    await("brokers with every copy of everything", brokers::isWhole);
  }

  /** Waits for registrations. */
  void awaitMore(int registrations) {
    int enough = callers.acknowledged() + registrations;
    await(registrations + " more registrations", () -> callers.acknowledged() >= enough);
  }

  static void await(String what, BooleanSupplier condition) {
    long begun = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - begun > STALLED_AFTER.toNanos()) {
        throw new IllegalStateException(
            "waited " + STALLED_AFTER.toMinutes() + " minutes in vain for " + what);
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }
}
