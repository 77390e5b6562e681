package dev.accord.drills.order;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Asks every process to stop and starts it again, one after the other as a new release comes out,
 * while orders come in: the next one is asked when all are ready.
 */
final class RollingRestart {
  private final OrderSystem system;
  private final Customers customers;
  private final Map<String, Long> redeliveredBefore = new HashMap<>();
  private final Map<String, Integer> exitCodes = new LinkedHashMap<>();
  private int turnedAway;
  private long redelivered;
  private Duration longestStop = Duration.ZERO;

  RollingRestart(OrderSystem system, Customers customers) {
    this.system = system;
    this.customers = customers;
  }

  /** Places orders until the last process is ready again. */
  void run() throws IOException, InterruptedException {
    Until.holds("readiness of every service", system::isReady);
    for (var process : OrderSystem.PROCESSES) {
      redeliveredBefore.put(process, system.redelivered(process));
    }
    turnedAway = -customers.turnedAway();
    int enough = customers.settled() + OrderSystem.PROCESSES.size();
    var ended = new AtomicBoolean();
    var placing = CompletableFuture.runAsync(() -> customers.placeWhile(() -> !ended.get()));
    try {
      Until.holds("orders", () -> customers.settled() >= enough);
      for (var process : OrderSystem.PROCESSES) {
        restart(process);
      }
    } finally {
      ended.set(true);
      placing.join();
    }
    turnedAway += customers.turnedAway();
  }

  private void restart(String process) throws IOException, InterruptedException {
    redelivered += system.redelivered(process) - redeliveredBefore.getOrDefault(process, 0L);
    redeliveredBefore.put(process, 0L);
    long asked = System.nanoTime();
    exitCodes.put(process, system.stop(process));
    var took = Duration.ofNanos(System.nanoTime() - asked);
    longestStop = took.compareTo(longestStop) > 0 ? took : longestStop;
    system.start(process);
    Until.holds("readiness after the restart of " + process, system::isReady);
  }

  /** By process: what it ended with. */
  Map<String, Integer> exitCodes() {
    return exitCodes;
  }

  /** Events that came to a subscriber again since the first stop; to be asked when all is done. */
  long redelivered() throws IOException, InterruptedException {
    long now = 0;
    for (var process : OrderSystem.PROCESSES) {
      now += system.redelivered(process) - redeliveredBefore.getOrDefault(process, 0L);
    }
    return redelivered + now;
  }

  /** POSTs that an instance did not take, and the other one did. */
  int turnedAway() {
    return turnedAway;
  }

  /** From SIGTERM to the end of the process. */
  Duration longestStop() {
    return longestStop;
  }
}
