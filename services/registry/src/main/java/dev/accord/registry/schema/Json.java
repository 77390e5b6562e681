package dev.accord.registry.schema;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reading and writing of the small JSON shapes that several values share. */
final class Json {
  private Json() {}

  static JsonArray array(Collection<String> values) {
    return new JsonArray(List.copyOf(values));
  }

  static @Nullable JsonArray array(@Nullable Object value) {
    return value instanceof List<?> list ? new JsonArray(list) : (JsonArray) value;
  }

  /** Adds every non-null element of an array, which may be missing, as text. */
  static <C extends Collection<String>> C strings(@Nullable JsonArray array, C into) {
    if (array != null) {
      for (var value : array) {
        if (value != null) {
          into.add(value.toString());
        }
      }
    }
    return into;
  }

  static JsonObject object(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      var copy = new JsonObject();
      map.forEach((key, member) -> copy.put(String.valueOf(key), member));
      return copy;
    }
    if (value instanceof JsonObject json) {
      return json;
    }
    throw new ClassCastException("an object is expected in place of " + value);
  }
}
