package dev.accord.runtime.inbox;

import dev.accord.event.Event;
import dev.accord.runtime.event.EventDecoder.Decoded.Expected;
import dev.accord.runtime.event.EventType;
import dev.accord.runtime.outbox.Tx;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Who handles what. */
final class Handlers {
  private final Map<String, Entry<?>> byName = new HashMap<>();
  private final Map<String, EventHandler.OfTombstone> byTopic = new HashMap<>();

  private record Entry<E extends Event>(EventType<E> type, EventHandler<E> handler) {
    Future<Void> handle(Tx tx, Event event, Delivery delivery) {
      return handler.handle(tx, type.type().cast(event), delivery);
    }
  }

  <E extends Event> void add(EventType<E> type, EventHandler<E> handler) {
    if (byName.putIfAbsent(type.name(), new Entry<>(type, handler)) != null) {
      throw new IllegalArgumentException(type.name() + " has a handler already");
    }
  }

  void addTombstone(String topic, EventHandler.OfTombstone handler) {
    if (byTopic.putIfAbsent(topic, handler) != null) {
      throw new IllegalArgumentException("tombstones of " + topic + " have a handler already");
    }
  }

  List<EventType<?>> types() {
    return byName.values().stream().<EventType<?>>map(Entry::type).toList();
  }

  /** Every topic that carries something handled here. */
  Set<String> topics() {
    var topics = new TreeSet<>(byTopic.keySet());
    types().forEach(type -> topics.add(type.topic()));
    return topics;
  }

  Future<Void> handle(Tx tx, Expected expected, Delivery delivery) {
    var entry = byName.get(expected.type().name());
    if (entry == null) {
      throw new IllegalStateException("decoded an event that nobody expects");
    }
    return entry.handle(tx, expected.event(), delivery);
  }

  Optional<EventHandler.OfTombstone> tombstone(String topic) {
    return Optional.ofNullable(byTopic.get(topic));
  }
}
