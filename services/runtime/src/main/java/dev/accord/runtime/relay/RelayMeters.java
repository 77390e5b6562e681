package dev.accord.runtime.relay;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** What operators watch. Written on the relay's event loop, read on any thread. */
final class RelayMeters {
  private final Counter published;
  private final Counter parked;
  private final Counter duplicatesAvoided;
  private volatile int slotsOwned;
  private volatile long oldestSinceNanos;
  private volatile boolean backlogged;

  RelayMeters(MeterRegistry registry) {
    published = registry.counter("accord.outbox.published");
    parked = registry.counter("accord.outbox.parked");
    duplicatesAvoided = registry.counter("accord.outbox.duplicates.avoided");
    Gauge.builder("accord.outbox.slots.owned", this, meters -> meters.slotsOwned)
        .register(registry);
    Gauge.builder("accord.outbox.oldest.unpublished", this, RelayMeters::oldestSeconds)
        .baseUnit("seconds")
        .register(registry);
  }

  void owned(int slots) {
    slotsOwned = slots;
  }

  void batchRead(boolean empty, Duration oldestAge) {
    oldestSinceNanos = System.nanoTime() - oldestAge.toNanos();
    backlogged = !empty;
  }

  void duplicatesAvoided(int rows) {
    duplicatesAvoided.increment(rows);
  }

  void batchDone(int publishedRows, int parkedRows) {
    published.increment(publishedRows);
    parked.increment(parkedRows);
    backlogged = false;
  }

  /** How long the oldest unpublished row waits; zero if none is known. */
  Duration oldest() {
    return backlogged ? Duration.ofNanos(System.nanoTime() - oldestSinceNanos) : Duration.ZERO;
  }

  private double oldestSeconds() {
    return (double) oldest().toNanos() / TimeUnit.SECONDS.toNanos(1);
  }
}
