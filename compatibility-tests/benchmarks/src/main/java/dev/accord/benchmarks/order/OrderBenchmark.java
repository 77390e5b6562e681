package dev.accord.benchmarks.order;

import dev.accord.benchmarks.Measured;
import dev.accord.benchmarks.Scratch;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The benchmark as a command. */
@Command(
    name = "order",
    mixinStandardHelpOptions = true,
    description = {
      "Places orders at rising rates until the shop does not keep up, then at the highest at which",
      "it did, and tells how long each step took and what it cost. Broker, PostgreSQL, services",
      "and generator share this machine. A run that lost or doubled anything has no figures."
    },
    footer = {
      "",
      "Sustained: over the measured time the orders on their way grow by no more than 1 % of those",
      "placed. Times count from when an order was meant to be sent. Commit to topic: from the",
      "commit's own time, which PostgreSQL keeps, to the arrival at a consumer beside the services."
    })
public final class OrderBenchmark implements Callable<Integer> {
  private static final int FIRST_RATE = 50;
  private static final int REFINEMENTS = 2;

  @Option(
      names = "--seconds",
      defaultValue = "30",
      description = "of the measured run; default ${DEFAULT-VALUE}")
  private int seconds;

  @Option(names = "--rate", description = "orders a second; default: the highest that is sustained")
  private @Nullable Integer rate;

  @Option(names = "--short", description = "seconds instead of minutes, to see that it works")
  private boolean brief;

  @Option(
      names = "--statements",
      description = "also tell which statements PostgreSQL spends most time on; it costs some")
  private boolean countStatements;

  @Option(names = "--without-limits", description = "leave out what the parts can do by themselves")
  private boolean withoutLimits;

  @Option(names = "--seed", description = "of what is random; default: the clock")
  private @Nullable Long seed;

  @Option(
      names = "--java-options",
      defaultValue = "-XX:+UseSerialGC -Xmx1g",
      description = "of registry and services; default ${DEFAULT-VALUE}")
  private String javaOptions = "";

  private final Clock clock = Clock.systemUTC();
  private final PrintStream out =
      new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);

  private OrderBenchmark() {}

  public static void main(String[] args) {
    System.exit(new CommandLine(new OrderBenchmark()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    long chosen = seed == null ? System.currentTimeMillis() : seed;
    printMachine();
    tell("seed %d", chosen);
    var folder = Files.createTempDirectory("accord-benchmark");
    try {
      int code = run(folder, chosen);
      Scratch.delete(folder);
      return code;
    } catch (IllegalStateException e) {
      tell("%s; what the processes printed is in %s", String.valueOf(e.getMessage()), folder);
      return 1;
    } finally {
      printMachine();
    }
  }

  private int run(Path folder, long chosen) throws Exception {
    try (var shop = new Shop(folder, countStatements)) {
      if (!withoutLimits) {
        tellLimits(new Limits(shop, time(3, 1), new Random(chosen)), folder);
      }
      shop.open(List.of(javaOptions.split(" +")));
      try (var placing = new Placing(shop.url("order"), clock, new Random(chosen));
          var arrivals = new Arrivals(shop.bootstrapServers(), clock);
          var books = new Books(shop.connect())) {
        tell(
            "PostgreSQL %s; Kafka acks=all, idempotent, one broker: replication factor 1",
            books.durability());
        placing.register();
        return run(new Step(placing, arrivals, clock), shop, books, placing, arrivals);
      }
    }
  }

  private int run(Step step, Shop shop, Books books, Placing placing, Arrivals arrivals)
      throws IOException {
    var warm = step.run(rate == null ? FIRST_RATE : Math.min(rate, FIRST_RATE), time(60, 2));
    tell("warm-up %s", warm);
    int chosen = rate == null ? highestSustained(step) : rate;
    var statements = countStatements ? new Statements(shop.connect()) : null;
    var before = Spending.of(shop);
    var measured = step.run(chosen, Duration.ofSeconds(brief ? 5 : seconds));
    var after = Spending.of(shop);
    Waiting.until("rest", () -> placing.isAnswered());
    Waiting.until("end of every order", () -> books.isQuiet(placing.accepted().size()));
    var complaints = books.complaints(placing, arrivals, Books.ledger(shop));
    if (!complaints.isEmpty()) {
      complaints.forEach(complaint -> tell("BROKEN: %s", complaint));
      return 1;
    }
    tell("%d orders, each shipped, charged and told once", placing.accepted().size());
    tell("measured %s", measured);
    tellTimes("accepted", measured.accept());
    tellTimes("commit to topic", measured.commitToTopic(books));
    tellTimes("request to OrderShipped", measured.endToEnd());
    after.since(before, measured.orders()).forEach(line -> tell("%s", line));
    if (statements != null) {
      statements.costliest(measured.orders()).forEach(line -> tell("%s", line));
    }
    return 0;
  }

  private int highestSustained(Step step) {
    int good = 0;
    int bad = Integer.MAX_VALUE;
    int next = FIRST_RATE;
    for (int left = REFINEMENTS; left > 0; ) {
      var result = step.run(next, time(8, 2));
      tell("%s", result);
      if (result.isSustained()) {
        good = next;
      } else {
        bad = next;
      }
      if (bad < Integer.MAX_VALUE) {
        left--;
      }
      next = bad == Integer.MAX_VALUE ? good * 2 : (good + bad) / 2;
    }
    return Math.max(good, 1);
  }

  private void tellLimits(Limits limits, Path folder) throws Exception {
    var unusedInserts = limits.transactions(8);
    for (int connections : List.of(1, 8, 16)) {
      tellRate(
          "PostgreSQL, state and event in one statement, " + connections + " connections",
          limits.transactions(connections));
    }
    tellRate(
        "PostgreSQL, the same " + Limits.BATCH_ROWS + " a statement, rows, 1 connection",
        limits.batchedRows());
    var unusedRecords = limits.produce();
    tellRate("Kafka, records of 300 bytes, acks=all", limits.produce());
    tellRate("Kafka, one record after the other", limits.produceOneByOne());
    tellRate("Vert.x, POST that nobody handles", limits.bareHandler(folder.resolve("bare.log")));
  }

  private void tellRate(String what, Measured measured) {
    tell(
        "| %s | %,.0f/s | p50 %.2f ms | p99 %.2f ms |",
        what, measured.perSecond(), measured.millisAt(0.5), measured.millisAt(0.99));
  }

  private void tellTimes(String what, Measured measured) {
    tell(
        "| %s | p50 %.1f ms | p99 %.1f ms |",
        what, measured.millisAt(0.5), measured.millisAt(0.99));
  }

  private Duration time(int usual, int whenBrief) {
    return Duration.ofSeconds(brief ? whenBrief : usual);
  }

  private void printMachine() {
    var system = ManagementFactory.getOperatingSystemMXBean();
    tell(
        "%d processors, load %.1f, Java %s",
        system.getAvailableProcessors(), system.getSystemLoadAverage(), Runtime.version());
  }

  private void tell(String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values));
  }
}
