package dev.accord.registry.security;

import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Lets what has the same key happen one after the other, in the order in which it was asked for.
 * Used on one event loop.
 */
final class Turns {
  private final Map<String, Future<?>> last = new HashMap<>();

  /** Does it once everything of the same key that was asked for before has ended, however. */
  <T> Future<T> take(String key, Supplier<Future<T>> action) {
    var before = last.get(key);
    var own = before == null ? action.get() : before.transform(ended -> action.get());
    last.put(key, own);
    return own.andThen(ended -> last.remove(key, own));
  }

  /** How many keys somebody is at, or waits for. */
  int size() {
    return last.size();
  }
}
