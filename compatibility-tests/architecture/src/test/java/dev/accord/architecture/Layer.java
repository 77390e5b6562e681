package dev.accord.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Set;

/**
 * A module as its root package says it, the layers it may see, and why no others. Down only.
 *
 * @param name the package below {@code dev.accord}
 */
record Layer(String name, Set<String> seen, String reason) {
  static final List<Layer> ALL =
      List.of(
          new Layer("model", Set.of(), "the model reads schemas and knows nobody who judges them"),
          new Layer("checks", Set.of("model"), "checks are pure functions of the model"),
          new Layer("event", Set.of(), "what event classes share drags nothing along"),
          new Layer("shop", Set.of("event"), "a client jar needs Avro and one small interface"),
          new Layer("embedded", Set.of(), "the embedded backends know nothing of ours"),
          new Layer("runtime", Set.of(), "the runtime serves any service and any event"));

  /** The layer of a class of ours; one without a layer fails the test that asks. */
  static Layer of(JavaClass type) {
    var name = type.getPackageName().split("\\.", -1)[2];
    return ALL.stream()
        .filter(layer -> layer.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new AssertionError(
                    type.getName() + " is in no layer: add its module to Layer, with its arrows"));
  }

  boolean maySee(Layer other) {
    return other.equals(this) || seen.contains(other.name());
  }
}
