package dev.accord.drills.order;

import dev.accord.runtime.relay.Relay;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Kills one of two instances of the order service, again and again, and measures how long it takes
 * until the other publishes what was the dead one's to publish: from the kill to the first record,
 * on the topic, of an order that was placed after the kill in a slot that the dead relay owned.
 */
final class Takeovers {
  static final int KILLS = 5;
  private static final Duration POLL = Duration.ofMillis(20);
  private static final String ORDERS = "orders";
  private static final List<String> VICTIMS = List.of("order", "order-2");

  private final OrderSystem system;
  private final Tables tables;
  private final Customers customers;
  private final Map<String, Long> arrivedNanos = new ConcurrentHashMap<>();
  private volatile boolean ended;

  Takeovers(OrderSystem system, Tables tables, Customers customers) {
    this.system = system;
    this.tables = tables;
    this.customers = customers;
  }

  /** Places the orders around the kills. */
  List<Duration> run(int orders) throws IOException {
    var watching = new Thread(this::watch, "topic-watch");
    watching.start();
    try {
      var times = new ArrayList<Duration>();
      for (int kill = 0; kill < KILLS; kill++) {
        times.add(kill(VICTIMS.get(kill % VICTIMS.size()), Math.max(1, orders / KILLS)));
      }
      return times;
    } finally {
      ended = true;
    }
  }

  private Duration kill(String victim, int orders) throws IOException {
    Until.holds(
        "fair share of the slots",
        () -> tables.slots("order").size() == VICTIMS.size() && system.isReady());
    var before = tables.slots("order");
    int enough = customers.settled() + orders / 4;
    var placing = CompletableFuture.runAsync(() -> customers.place(orders / 2));
    Until.holds("order", () -> customers.settled() >= enough);
    long killed = System.nanoTime();
    system.kill(victim);
    placing.join();
    customers.place(orders - orders / 2);
    Until.holds("heir", () -> !tables.slots("order").keySet().containsAll(before.keySet()));
    var dead = slotsOfTheDead(before, tables.slots("order").keySet());
    var awaited = placedInto(dead, killed);
    while (awaited.isEmpty()) {
      customers.place(1);
      awaited = placedInto(dead, killed);
    }
    var all = awaited;
    Until.holds("record of the heir", () -> arrivedNanos.keySet().containsAll(all));
    system.start(victim);
    return Duration.ofNanos(
        all.stream()
                .mapToLong(order -> arrivedNanos.getOrDefault(order, killed))
                .min()
                .orElseThrow()
            - killed);
  }

  /** Orders placed since then whose events a set of slots publishes. */
  private Set<String> placedInto(int slots, long sinceNanos) {
    return customers.placedSince(sinceNanos).stream()
        .filter(order -> (slots >> Relay.slotOf(order) & 1) == 1)
        .collect(Collectors.toSet());
  }

  private static int slotsOfTheDead(Map<Integer, Integer> before, Set<Integer> alive) {
    return before.entrySet().stream()
        .filter(owner -> !alive.contains(owner.getKey()))
        .mapToInt(Map.Entry::getValue)
        .sum();
  }

  /** Notes when each order is first seen on the topic. */
  private void watch() {
    var bytes = new ByteArrayDeserializer();
    var settings = Map.<String, Object>of("bootstrap.servers", system.bootstrapServers());
    try (var consumer = new KafkaConsumer<>(settings, bytes, bytes)) {
      var partitions =
          consumer.partitionsFor(ORDERS).stream()
              .map(partition -> new TopicPartition(ORDERS, partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToEnd(partitions);
      while (!ended) {
        for (var record : consumer.poll(POLL)) {
          var order = new String(record.key(), StandardCharsets.UTF_8);
          var unused = arrivedNanos.putIfAbsent(order, System.nanoTime());
        }
      }
    }
  }
}
