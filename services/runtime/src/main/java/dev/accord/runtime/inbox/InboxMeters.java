package dev.accord.runtime.inbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Supplier;

/** What became of deliveries, counted. */
final class InboxMeters {
  final Counter handled;
  final Counter duplicates;
  final Counter ignored;
  final Counter parked;
  final Counter retries;
  final Counter redriven;

  private final MeterRegistry registry;
  private final String group;

  InboxMeters(MeterRegistry registry, String group) {
    this.registry = registry;
    this.group = group;
    handled = registry.counter("accord.inbox.handled", "group", group);
    duplicates = registry.counter("accord.inbox.duplicates", "group", group);
    ignored = registry.counter("accord.inbox.ignored", "group", group);
    parked = registry.counter("accord.inbox.parked", "group", group);
    redriven = registry.counter("accord.inbox.redriven", "group", group);
    retries = registry.counter("accord.inbox.retries", "group", group);
  }

  /** Shows what is under way and what is still to come. */
  void watch(Supplier<Number> unfinished, Supplier<Number> lag) {
    Gauge.builder("accord.inbox.unfinished", unfinished).tag("group", group).register(registry);
    Gauge.builder("accord.inbox.lag", lag).tag("group", group).register(registry);
  }
}
