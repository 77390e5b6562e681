package dev.accord.drills.order;

import dev.accord.drills.verdict.OrderChecker;
import dev.accord.drills.verdict.OrderHistory;
import dev.accord.drills.verdict.OrderHistory.Charge;
import dev.accord.drills.verdict.OrderHistory.Place;
import dev.accord.drills.verdict.OrderHistory.Refund;
import dev.accord.drills.verdict.OrderHistory.Restarts;
import dev.accord.drills.verdict.OrderHistory.Service;
import dev.accord.drills.verdict.Promise;
import dev.accord.drills.verdict.Verdict;
import dev.accord.drills.verdict.Verdict.Broken;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * One fault after the other, each in the middle of its share of the orders, and each followed by
 * the check of everything that has happened so far.
 */
final class Course implements AutoCloseable {
  private static final List<String> TOPICS =
      List.of(
          "orders", "inventory", "payments", "shipments", "order-notices", "customers", "products");

  /** The others are compacted, and kept for good. */
  private static final List<String> POISONED = TOPICS.subList(0, 5);

  private static final int RELAY_BATCH_MAX = 2_000;
  private static final int HUNDRED = 100;
  private static final Duration SILENCE_MAX = Duration.ofMinutes(1);

  private final OrderSystem system;
  private final Logs logs;
  private final Consumer<String> say;
  private final Random random;
  private final Customers customers;
  private final Tables tables;
  private final Records records;
  private final Set<Place> poison = new HashSet<>();
  private final List<Service> service = new ArrayList<>();
  private final Set<Broken> broken = new LinkedHashSet<>();
  private final List<Duration> takeovers = new ArrayList<>();
  private final List<Restarts> restarts = new ArrayList<>();
  private long duplicatesMax;
  private OrderHistory last = new OrderHistory();
  private Verdict verdict = new Verdict(Map.of(), List.of());

  /** Starts the services and waits until the shop is open. */
  Course(OrderSystem system, Path folder, long seed, Consumer<String> say) throws Exception {
    this.system = system;
    this.say = say;
    logs = new Logs(folder, OrderSystem.PROCESSES);
    random = new Random(seed);
    for (var process : OrderSystem.PROCESSES) {
      system.start(process);
    }
    customers = new Customers(system.orderUrls(), seed);
    Until.holds("shop", () -> system.isReady() && customers.register());
    tables = system.tables();
    records = new Records(TOPICS, system.bootstrapServers(), new Facts(system.registryUrl()));
  }

  /** Nothing first, to show that nothing breaks by itself; repeating last, all there is. */
  void run(int orders, Set<Fault> chosen) throws Exception {
    var faults = new ArrayList<>(Arrays.asList(Fault.values()));
    Collections.shuffle(faults.subList(1, faults.size() - 1), random);
    faults.retainAll(chosen);
    int weights = faults.stream().mapToInt(Fault::weight).sum();
    int left = orders;
    for (int i = 0; i < faults.size(); i++) {
      var fault = faults.get(i);
      int share = i == faults.size() - 1 ? left : orders * fault.weight() / weights;
      left -= share;
      suffer(fault, Math.max(1, share));
    }
  }

  private void suffer(Fault fault, int orders) throws Exception {
    int settled = customers.settled();
    int unanswered = customers.unanswered();
    var rolling = new RollingRestart(system, customers);
    switch (fault) {
      case RELAY_OWNER -> takeovers.addAll(new Takeovers(system, tables, customers).run(orders));
      case ROLLING_RESTART -> rolling.run();
      default -> strikeAmong(orders, fault);
    }
    duplicatesMax += (long) fault.relaysStruck() * RELAY_BATCH_MAX;
    int refused = customers.unanswered() - unanswered;
    long begun = System.nanoTime();
    Until.holds("answer to every order", customers::placeRest);
    service.add(
        new Service(
            fault.toString(), fault.strikesTheDoor(), refused, customers.silence(), SILENCE_MAX));
    Until.none("rest", this::underWay);
    if (fault == Fault.ROLLING_RESTART) {
      tell(rolling);
    }
    check(fault, customers.settled() - settled, Duration.ofNanos(System.nanoTime() - begun));
  }

  private void tell(RollingRestart rolling) throws Exception {
    long before = OrderChecker.duplicates(last);
    var now = new OrderHistory();
    now.published.addAll(records.published());
    var cost =
        new Restarts(
            Fault.ROLLING_RESTART.toString(),
            rolling.exitCodes(),
            OrderChecker.duplicates(now) - before,
            rolling.redelivered());
    restarts.add(cost);
    say.accept(
        String.format(
            Locale.ROOT,
            "%d processes stopped in order, the longest within %.1f s; %d POSTs taken by the other"
                + " instance; on topics twice %d, delivered twice %d",
            cost.exitCodes().values().stream().filter(code -> code == 0).count(),
            seconds(rolling.longestStop()),
            rolling.turnedAway(),
            cost.copies(),
            cost.redelivered()));
  }

  private void strikeAmong(int orders, Fault fault) throws Exception {
    int enough = customers.settled() + orders / 3;
    var placing = CompletableFuture.runAsync(() -> customers.place(orders));
    Until.holds("orders", () -> customers.settled() >= enough);
    strike(fault, placing);
    placing.join();
  }

  private void strike(Fault fault, CompletableFuture<Void> placing) throws Exception {
    for (var victim : fault.victims()) {
      system.kill(victim);
    }
    for (var victim : fault.victims()) {
      system.revive(victim);
    }
    switch (fault) {
      case REGISTRY_AWAY -> {
        system.stopRegistry();
        placing.join();
        system.startRegistry();
      }
      case POISON -> plantPoison();
      case REPEAT -> duplicatesMax += records.repeatAll();
      default -> {}
    }
  }

  private void plantPoison() throws ExecutionException, InterruptedException {
    for (var topic : POISONED) {
      long there =
          records.published().stream()
              .filter(record -> record.place().topic().equals(topic))
              .count();
      for (int i = 0; i < 1 + there / HUNDRED; i++) {
        poison.add(records.poison(topic, random));
      }
    }
  }

  /** All read, then all published and done, then still nothing new: so nothing is under way. */
  private long underWay() throws ExecutionException, InterruptedException {
    var ends = records.ends();
    long toBeRead = sum(lag(ends, records.committed(OrderChecker.GROUPS)).values());
    long toBeDone = sum(tables.waiting().values());
    return toBeRead + toBeDone == 0 && !records.ends().equals(ends) ? 1 : toBeRead + toBeDone;
  }

  private static long sum(Collection<Long> counts) {
    return counts.stream().mapToLong(Long::longValue).sum();
  }

  /** By group: records that it has not accounted for. */
  private static Map<String, Long> lag(
      Map<TopicPartition, Long> ends, Map<String, Map<String, Long>> committed) {
    var lag = new HashMap<String, Long>();
    committed.forEach(
        (group, offsets) ->
            ends.forEach(
                (partition, end) -> {
                  if (OrderChecker.reads(group, partition.topic())) {
                    var behind = end - offsets.getOrDefault(partition.toString(), 0L);
                    lag.merge("records to be read by " + group, behind, Long::sum);
                  }
                }));
    return lag;
  }

  private void check(Fault fault, int orders, Duration settled) throws Exception {
    last = record();
    verdict = OrderChecker.check(last);
    int before = broken.size();
    broken.addAll(verdict.broken());
    say.accept(
        String.format(
            Locale.ROOT,
            "%-42s %4d orders, %2d asked again, silence %4.1f s, settled %5.1f s later, %6d checks,"
                + " %d violations",
            fault,
            orders,
            service.get(service.size() - 1).refused(),
            seconds(customers.silence()),
            seconds(settled),
            sum(verdict.checked().values()),
            broken.size() - before));
  }

  private OrderHistory record() throws Exception {
    var history = new OrderHistory();
    customers.tell(history);
    history.published.addAll(records.published());
    history.committedOffsets.putAll(records.committed(OrderChecker.GROUPS));
    history.waiting.putAll(lag(records.ends(), history.committedOffsets));
    history.waiting.putAll(tables.waiting());
    tables.tell(history);
    for (var charge : entries("charges")) {
      history.charges.add(
          new Charge(charge.getString("id"), charge.getString("reference"), amount(charge)));
    }
    for (var refund : entries("refunds")) {
      history.refunds.add(new Refund(refund.getString("charge"), amount(refund)));
    }
    history.duplicatesMax = duplicatesMax;
    history.poison.addAll(poison);
    history.service.addAll(service);
    history.restarts.addAll(restarts);
    history.log.addAll(logs.lines());
    return history;
  }

  private List<JsonObject> entries(String kind) {
    return system.ledger().getJsonArray(kind).stream().map(JsonObject.class::cast).toList();
  }

  private static BigDecimal amount(JsonObject entry) {
    return new BigDecimal(entry.getString("amount"));
  }

  static double seconds(Duration duration) {
    return duration.toMillis() / 1e3;
  }

  /** By promise: how much it was held against in the end. */
  Map<Promise, Long> checked() {
    return verdict.checked();
  }

  /** Everything that was ever found broken. */
  Set<Broken> broken() {
    return broken;
  }

  /** What was recorded up to the end. */
  OrderHistory history() {
    return last;
  }

  /** From each kill of a relay's owner to its heir's first record. */
  List<Duration> takeovers() {
    return takeovers.stream().sorted().toList();
  }

  @Override
  public void close() {
    records.close();
  }
}
