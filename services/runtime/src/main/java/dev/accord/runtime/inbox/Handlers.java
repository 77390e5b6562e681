package dev.accord.runtime.inbox;

import dev.accord.event.Event;
import dev.accord.runtime.event.EventDecoder.Decoded.Expected;
import dev.accord.runtime.event.EventType;
import dev.accord.runtime.inbox.EventHandler.Part;
import dev.accord.runtime.outbox.Tx;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/** Who handles what. */
final class Handlers {
  private final Map<String, Entry<?>> byName = new HashMap<>();
  private final Map<String, EventHandler.OfTombstone> byTopic = new HashMap<>();

  private record Entry<E extends Event>(
      EventType<E> type, BiFunction<E, Delivery, Effect> effects) {
    Effect effect(Event event, Delivery delivery) {
      return effects.apply(type.type().cast(event), delivery);
    }
  }

  /** What is to be done about one event. */
  sealed interface Effect {
    Future<Void> bringAbout(Tx tx);
  }

  /** Done by itself. */
  record Alone(Function<Tx, Future<Void>> call) implements Effect {
    @Override
    public Future<Void> bringAbout(Tx tx) {
      return call.apply(tx);
    }
  }

  /** Done in one call with others of its group. */
  record Shared<T>(Group<T> group, Supplier<T> news, Delivery delivery) implements Effect {
    @Override
    public Future<Void> bringAbout(Tx tx) {
      return group.bringAbout(tx, List.of(this));
    }
  }

  /** One handler of many, compared by identity. */
  static final class Group<T> {
    private final EventHandler.OfMany<T> handler;

    Group(EventHandler.OfMany<T> handler) {
      this.handler = handler;
    }

    /** Effects of this group. */
    Future<Void> bringAbout(Tx tx, List<? extends Shared<?>> effects) {
      return handler.handle(tx, effects.stream().map(effect -> part(tx, effect)).toList());
    }

    @SuppressWarnings("unchecked") // Whoever made an effect of this group took its news from a T.
    private Part<T> part(Tx tx, Shared<?> effect) {
      var delivery = effect.delivery();
      return new Part<>((T) effect.news().get(), delivery, tx.causedBy(delivery.cause()));
    }
  }

  <E extends Event> void add(EventType<E> type, EventHandler<E> handler) {
    add(type, (event, delivery) -> new Alone(tx -> handler.handle(tx, event, delivery)));
  }

  <E extends Event, T> void add(
      EventType<E> type, BiFunction<E, Delivery, T> news, Group<T> group) {
    add(
        type,
        (event, delivery) -> new Shared<>(group, () -> news.apply(event, delivery), delivery));
  }

  private <E extends Event> void add(EventType<E> type, BiFunction<E, Delivery, Effect> effects) {
    if (byName.putIfAbsent(type.name(), new Entry<>(type, effects)) != null) {
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

  Effect effect(Expected expected, Delivery delivery) {
    var entry = byName.get(expected.type().name());
    if (entry == null) {
      throw new IllegalStateException("decoded an event that nobody expects");
    }
    return entry.effect(expected.event(), delivery);
  }

  Optional<EventHandler.OfTombstone> tombstone(String topic) {
    return Optional.ofNullable(byTopic.get(topic));
  }
}
