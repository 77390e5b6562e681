package dev.accord.drills.registry;

import dev.accord.drills.history.Checker;
import dev.accord.drills.history.History;
import dev.accord.drills.history.History.Stored;
import dev.accord.drills.history.Violation;
import dev.accord.embedded.FreePorts;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/** One drill from an empty cluster to a verdict. Blocks its caller. */
final class DrillRun implements AutoCloseable {
  static final int NODES = 3;

  /**
   * What to do.
   *
   * @param faults one after the other
   * @param between registrations before and during each fault
   * @param fenced false for the fault on purpose
   */
  record Plan(
      int brokers, int callers, List<Fault> faults, int between, long seed, boolean fenced) {
    Plan {
      faults = List.copyOf(faults);
      if (faults.stream().anyMatch(fault -> !fault.isPossible(brokers))) {
        throw new IllegalArgumentException("a fault of " + faults + " needs several brokers");
      }
    }

    /**
     * Every fault once in a random order, and again until there are enough.
     *
     * @param kinds those to choose from
     * @throws IllegalArgumentException if none of them is possible
     */
    static List<Fault> faults(int count, int brokers, long seed, Collection<Fault> kinds) {
      var random = new Random(seed);
      var possible = new ArrayList<Fault>();
      kinds.stream().filter(fault -> fault.isPossible(brokers)).forEach(possible::add);
      if (possible.isEmpty()) {
        throw new IllegalArgumentException("none of " + kinds + " is possible with one broker");
      }
      var faults = new ArrayList<Fault>();
      while (faults.size() < count) {
        Collections.shuffle(possible, random);
        faults.addAll(possible);
      }
      return faults.subList(0, count);
    }
  }

  /** The verdict, and how much it rests on. */
  record Outcome(List<Violation> violations, String counts) {
    Outcome {
      violations = List.copyOf(violations);
    }
  }

  private final Plan plan;
  private final Consumer<String> progress;
  private final History history = new History();
  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Brokers brokers;
  private final List<Node> nodes = new ArrayList<>();

  /**
   * Starts brokers and nodes.
   *
   * @param folder for their data and what they print
   * @param progress takes a line after each fault
   */
  DrillRun(Plan plan, Path folder, Consumer<String> progress) throws IOException {
    this.plan = plan;
    this.progress = progress;
    this.brokers = new Brokers(vertx, folder, plan.brokers(), NODES);
    var ports = FreePorts.some(NODES);
    for (int i = 0; i < NODES; i++) {
      var output = folder.resolve("node-" + i + ".log");
      var node = new Node(ports.get(i), brokers.bootstrapServers(i), plan.fenced(), output, http);
      nodes.add(node);
      node.start();
    }
  }

  Outcome run() throws IOException, InterruptedException {
    Trouble.await("nodes that are ready", () -> nodes.stream().allMatch(Node::isReady));
    for (var scope : List.of("/config", "/contexts/.other/config")) {
      var configured = nodes.get(0).send("PUT", scope, "{\"compatibility\":\"NONE\"}", -1);
      if (configured.statusCode() != 200) {
        throw new IOException("PUT " + scope + ": " + configured.body());
      }
    }
    var callers = new Callers(nodes, history, plan.callers(), plan.seed());
    var trouble = new Trouble(brokers, nodes, callers, plan.between(), new Random(plan.seed()));
    var tallies = new EnumMap<Fault, Tally>(Fault.class);
    try {
      for (var fault : plan.faults()) {
        var tally = made(fault, trouble, callers);
        var unused = tallies.merge(fault, tally, Tally::plus);
        progress.accept(
            String.format(
                Locale.ROOT,
                "%s: no write for %.1f s, %d refused, %d unknown",
                fault,
                tally.pauseMax().toMillis() / 1e3,
                tally.refused(),
                tally.unknown()));
      }
      trouble.awaitMore(plan.between());
    } finally {
      callers.stop();
    }
    trouble.awaitWhole();
    for (var node : nodes) {
      history.ended(node.toString(), everything(node, callers.offsetMax()));
    }
    return new Outcome(Checker.check(history), counts(callers, tallies));
  }

  private static Tally made(Fault fault, Trouble trouble, Callers callers) throws IOException {
    var unused = callers.tally();
    trouble.make(fault);
    return callers.tally();
  }

  private String counts(Callers callers, Map<Fault, Tally> tallies) {
    return String.format(
        Locale.ROOT,
        "%s%d registrations acknowledged, %d readings, %d unknown ones were written,"
            + " other answers %s (seed %d)",
        Tally.table(tallies),
        callers.acknowledged(),
        history.readings(),
        history.unknownAndWritten(),
        callers.others(),
        plan.seed());
  }

  /** The list of all schemas comes in pages. */
  private static List<Stored> everything(Node node, long offset) throws IOException {
    var all = new ArrayList<Stored>();
    while (true) {
      var path = "/schemas?subjectPrefix=:*:&offset=" + all.size();
      var answer = node.send("GET", path, "", offset);
      if (answer.statusCode() != 200) {
        throw new IOException(node + ": " + answer.statusCode() + " " + answer.body());
      }
      var page = new JsonArray(answer.body());
      if (page.isEmpty()) {
        return all;
      }
      for (var element : page) {
        var schema = (JsonObject) element;
        all.add(
            new Stored(
                schema.getString("subject"),
                schema.getInteger("version"),
                schema.getInteger("id"),
                schema.getString("schema")));
      }
    }
  }

  @Override
  public void close() {
    nodes.forEach(Node::close);
    brokers.close();
    vertx.close().await();
  }
}
