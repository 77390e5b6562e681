package dev.accord.benchmarks.order;

import dev.accord.benchmarks.Cost;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Processor time so far: of each process, and within those that do the work of whom. */
record Spending(Map<String, Duration> processes, Map<String, Duration> parts) {
  private static final Duration SMALL = Duration.ofMillis(100);
  private static final String BACKEND = "postgres: ";

  /** The first letters of threads' names, as the system knows them, and what they are for. */
  private static final Map<String, String> THREADS =
      Map.ofEntries(
          Map.entry("vert.x-eventloo", "event loops: HTTP, SQL, handlers"),
          Map.entry("vert.x-worker-t", "workers"),
          Map.entry("vert.x-internal", "workers"),
          Map.entry("vert.x-kafka-co", "consumers, poll threads"),
          Map.entry("consumer_backgr", "consumers, network"),
          Map.entry("kafka-producer-", "producers, network"),
          Map.entry("C1 CompilerThre", "Java compilers"),
          Map.entry("C2 CompilerThre", "Java compilers"),
          Map.entry("VM Thread", "garbage collection"),
          Map.entry("GC Thread#", "garbage collection"));

  /** Now. */
  static Spending of(Shop shop) throws IOException {
    var parts = new HashMap<String, Duration>();
    Cost.processorTimeOfThreads(shop.servicesPid())
        .forEach((thread, used) -> add(parts, "services: " + purpose(thread), used));
    Cost.processorTimeOfChildren(shop.postgresPid())
        .forEach((title, used) -> add(parts, "PostgreSQL: " + role(title), used));
    return new Spending(shop.processorTimes(), parts);
  }

  private static void add(Map<String, Duration> parts, String name, Duration used) {
    parts.merge(name, used, Duration::plus);
  }

  private static String purpose(String thread) {
    return THREADS.entrySet().stream()
        .filter(known -> thread.startsWith(known.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("other threads");
  }

  /** A backend says whose it is, such as {@code postgres: order shop 127.0.0.1(4711) idle}. */
  private static String role(String title) {
    if (!title.startsWith(BACKEND)) {
      return "other";
    }
    var words = title.substring(BACKEND.length()).split(" ", -1);
    return words.length > 2 && words[2].contains("(") ? "statements of " + words[0] : words[0];
  }

  /** Lines of a table: what was used since then, for each order; little things are left out. */
  List<String> since(Spending before, long orders) {
    var lines = new ArrayList<String>();
    used(processes, before.processes).forEach((who, used) -> lines.add(line(who, used, orders)));
    used(parts, before.parts).entrySet().stream()
        .filter(part -> part.getValue().compareTo(SMALL) >= 0)
        .sorted(Map.Entry.<String, Duration>comparingByValue().reversed())
        .forEach(part -> lines.add(line("- " + part.getKey(), part.getValue(), orders)));
    return lines;
  }

  private static Map<String, Duration> used(
      Map<String, Duration> now, Map<String, Duration> before) {
    var used = new LinkedHashMap<String, Duration>();
    now.forEach((who, time) -> used.put(who, time.minus(before.getOrDefault(who, Duration.ZERO))));
    return used;
  }

  private static String line(String who, Duration used, long orders) {
    return String.format(
        Locale.ROOT,
        "| %s | %.1f CPU s | %.2f ms an order |",
        who,
        used.toMillis() / 1e3,
        (double) used.toMillis() / Math.max(1, orders));
  }
}
