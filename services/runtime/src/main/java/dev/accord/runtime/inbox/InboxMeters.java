package dev.accord.runtime.inbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** What became of deliveries, counted. */
final class InboxMeters {
  final Counter handled;
  final Counter duplicates;
  final Counter ignored;
  final Counter parked;
  final Counter retries;

  InboxMeters(MeterRegistry registry, String group) {
    handled = registry.counter("accord.inbox.handled", "group", group);
    duplicates = registry.counter("accord.inbox.duplicates", "group", group);
    ignored = registry.counter("accord.inbox.ignored", "group", group);
    parked = registry.counter("accord.inbox.parked", "group", group);
    retries = registry.counter("accord.inbox.retries", "group", group);
  }
}
