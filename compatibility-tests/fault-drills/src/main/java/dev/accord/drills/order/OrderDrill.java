package dev.accord.drills.order;

import dev.accord.drills.order.Broken.Promise;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Kills one part after the other while orders come in, then holds what was told against what is.
 */
@Command(
    name = "order",
    description = {
      "Orders come in while order, inventory (two instances), the broker and PostgreSQL are killed",
      "with kill -9 and the registry is away; every order event is published twice, and 1 % of",
      "what is on the topic is garbage. In the end topics and tables are checked. Kill -9 is no",
      "power loss: what the operating system holds is written."
    },
    mixinStandardHelpOptions = true)
public final class OrderDrill implements Callable<Integer> {
  private static final List<String> VICTIMS =
      List.of("order", "inventory", "inventory-2", "kafka", "postgres", "registry");
  private static final List<String> TOPICS = List.of("orders", "inventory");
  private static final Duration WAIT_MAX = Duration.ofMinutes(4);
  private static final int EXAMPLES_SHOWN = 3;
  private static final int HUNDRED = 100;

  @Option(names = "--orders", defaultValue = "500", description = "default ${DEFAULT-VALUE}")
  private int orders;

  @Option(names = "--seed", description = "of what is random; default: the clock")
  private @Nullable Long seed;

  private final PrintStream out =
      new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);

  private OrderDrill() {}

  /** {@code --help} tells the options. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new OrderDrill()).execute(args));
  }

  /** Something to wait for; a failure means not yet. */
  interface Condition {
    boolean holds() throws Exception;
  }

  /** Returns once it holds; throws {@link IllegalStateException} if that takes too long. */
  static void await(String what, Condition condition) {
    long deadline = System.nanoTime() + WAIT_MAX.toNanos();
    var trouble = "it does not hold";
    while (System.nanoTime() < deadline) {
      try {
        if (condition.holds()) {
          return;
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while waiting for " + what, e);
      } catch (Exception e) {
        trouble = e.toString();
      }
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
    throw new IllegalStateException("no " + what + " within " + WAIT_MAX + ": " + trouble);
  }

  @Override
  public Integer call() throws Exception {
    long chosen = seed == null ? System.currentTimeMillis() : seed;
    var folder = Files.createTempDirectory("accord-drill");
    long begun = System.nanoTime();
    try (var system = new OrderSystem(folder)) {
      var history = run(system, new Random(chosen));
      var broken = OrderChecker.check(history);
      show(broken);
      out.printf(
          Locale.ROOT,
          "%d orders, %d of them after asking again; %d records on the topics, %d of them repeated,"
              + " %d garbage, %d dead letters (seed %d)%n",
          history.orders.size(),
          history.unanswered.size(),
          history.published.size(),
          OrderChecker.duplicates(history),
          history.poison.size(),
          history.letters.size(),
          chosen);
      out.printf(
          Locale.ROOT,
          "%d violations in %d s, load %.1f%n",
          broken.size(),
          Duration.ofNanos(System.nanoTime() - begun).toSeconds(),
          ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
      return broken.isEmpty() ? 0 : 1;
    } catch (IllegalStateException e) {
      out.println(e.getMessage() + "; what the processes printed is in " + folder);
      return 1;
    }
  }

  private OrderHistory run(OrderSystem system, Random random) throws Exception {
    for (var service : List.of("order", "inventory", "inventory-2")) {
      system.start(service);
    }
    var customers = new Customers(system.orderUrl());
    await("shop", customers::register);
    var history = new OrderHistory();
    var victims = new ArrayList<>(VICTIMS);
    Collections.shuffle(victims, random);
    int portion = orders / (victims.size() + 1);
    var placing = CompletableFuture.runAsync(() -> customers.place(orders));
    for (int i = 0; i < victims.size(); i++) {
      int enough = (i + 1) * portion;
      await("orders", () -> customers.accepted() + customers.unanswered() >= enough);
      strike(system, victims.get(i));
    }
    placing.join();
    await("answer to every order", customers::placeRest);
    mistreat(system, history, random);
    settle(system, customers, history);
    return history;
  }

  private void strike(OrderSystem system, String victim) throws Exception {
    long begun = System.nanoTime();
    system.kill(victim);
    system.revive(victim);
    out.printf(
        Locale.ROOT,
        "%s killed, and started again after %.1f s%n",
        victim,
        Duration.ofNanos(System.nanoTime() - begun).toMillis() / 1e3);
  }

  /** Every event once more, and garbage among them. */
  private void mistreat(OrderSystem system, OrderHistory history, Random random) throws Exception {
    for (var name : TOPICS) {
      var topic = new Topic(name, system.kafka().bootstrapServers());
      out.println(topic.repeatAll() + " records of " + name + " published again");
    }
    var topic = new Topic("orders", system.kafka().bootstrapServers());
    for (int i = 0; i < Math.max(1, orders / HUNDRED); i++) {
      history.poison.add(topic.poison(random));
    }
  }

  private static void settle(OrderSystem system, Customers customers, OrderHistory history)
      throws Exception {
    var servers = system.kafka().bootstrapServers();
    var orderTopic = new Topic("orders", servers);
    var tables = new Tables(system.tables("order"), system.tables("inventory"));
    await(
        "rest",
        () ->
            tables.settled()
                && orderTopic.isConsumed("inventory")
                && new Topic("inventory", servers).isConsumed("order")
                && tables.settled());
    customers.tell(history);
    for (var name : TOPICS) {
      history.published.addAll(new Topic(name, servers).published());
    }
    history.committedOffsets.putAll(orderTopic.committed("inventory"));
    tables.tell(history);
    // Other topics are not looked at.
    history.committed.removeIf(event -> !TOPICS.contains(event.topic()));
  }

  private void show(List<Broken> broken) {
    for (var promise : Promise.values()) {
      var found = broken.stream().filter(one -> one.promise() == promise).toList();
      if (!found.isEmpty()) {
        out.println(promise + " broken " + found.size() + " times, for example");
        found.stream().limit(EXAMPLES_SHOWN).forEach(one -> out.println("  " + one.evidence()));
      }
    }
  }
}
