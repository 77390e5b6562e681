package dev.accord.registry.node;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What a node tells about its work, beside what its HTTP edge tells. */
public final class NodeMeters {
  private NodeMeters() {}

  /** Adds the meters of a node. */
  public static void bind(MeterRegistry meters, Replica replica, Commits commits) {
    gauge(
        meters, "registry.log.offset", "Records below are in the state", replica, Replica::applied);
    gauge(
        meters,
        "registry.log.lag",
        "Records known to be there, and not read",
        replica,
        Replica::lag);
    gauge(meters, "registry.ready", "1 if reads are answered", replica, NodeMeters::ready);
    gauge(meters, "registry.subjects", "Subjects, deleted ones too", replica, NodeMeters::subjects);
    gauge(meters, "registry.versions", "Versions, deleted ones too", replica, NodeMeters::versions);
    gauge(meters, "registry.leader", "1 if this node writes", commits, NodeMeters::leads);
    var groups =
        DistributionSummary.builder("registry.commit.group")
            .description("Changes that shared one append to the log")
            .register(meters);
    var times =
        Timer.builder("registry.commit")
            .description("Time from a group's first decision until it was read back")
            .register(meters);
    commits.onCommit(
        (changes, time) -> {
          groups.record(changes);
          times.record(time);
        });
  }

  private static <T> void gauge(
      MeterRegistry meters, String name, String what, T part, ToDoubleFunction<T> value) {
    var unused = Gauge.builder(name, part, value).description(what).register(meters);
  }

  private static double ready(Replica replica) {
    return replica.refusal().isEmpty() ? 1 : 0;
  }

  private static double leads(Commits commits) {
    return commits.isLeading() ? 1 : 0;
  }

  private static double subjects(Replica replica) {
    var state = replica.state();
    return state.contextNames().stream().mapToInt(name -> state.subjects(name, "").size()).sum();
  }

  private static double versions(Replica replica) {
    var state = replica.state();
    return state.contextNames().stream()
        .flatMap(name -> state.subjects(name, "").values().stream())
        .mapToInt(Map::size)
        .sum();
  }
}
