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
          layer("event", "what a client jar needs of us drags nothing along"),
          layer("shop", "a client jar holds the events and their small interface", "event"),
          layer("model", "the located model stands alone"),
          layer("checks", "judging is pure: it sees the model and nothing else", "model"),
          layer("matrix", "the drills ask the gate about made-up schemas", "model", "checks"),
          layer("cli", "the command line prints what the checks judge", "model", "checks"),
          layer("maven", "a goal runs a verb and adds nothing", "cli"),
          layer("embedded", "the backends know nothing of ours"),
          layer("runtime", "the runtime knows no business word", "event"),
          layer("order", "services meet in events, never in code", "runtime", "event", "shop"),
          layer("inventory", "services meet in events, never in code", "runtime", "event", "shop"),
          layer("payment", "services meet in events, never in code", "runtime", "event", "shop"),
          layer("shipping", "services meet in events, never in code", "runtime", "event", "shop"),
          layer(
              "notification", "services meet in events, never in code", "runtime", "event", "shop"),
          layer("analytics", "services meet in events, never in code", "runtime", "event", "shop"),
          layer("loyalty", "services meet in events, never in code", "runtime", "event", "shop"),
          layer("registry", "the registry serves any schema", "checks", "runtime"),
          layer(
              "testbed",
              "tests of services share the parts that every service needs, and no service",
              "embedded",
              "runtime",
              "event",
              "registry"),
          layer("interop", "clients ask a registry from outside", "embedded", "registry"),
          layer(
              "drills",
              "a drill breaks running parts and asks from outside",
              "embedded",
              "registry",
              "runtime",
              "stack"),
          layer(
              "benchmarks",
              "a benchmark starts servers and asks from outside",
              "embedded",
              "registry",
              "stack"),
          layer(
              "stack",
              "the local stack starts parts and knows none of their events",
              "cli",
              "embedded",
              "model",
              "runtime",
              "registry",
              "order",
              "inventory",
              "payment",
              "shipping",
              "notification",
              "analytics"));

  private static Layer layer(String name, String reason, String... seen) {
    return new Layer(name, Set.of(seen), reason);
  }

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
