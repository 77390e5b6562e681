package dev.accord.drills.verdict;

import static java.util.stream.Collectors.groupingBy;

import dev.accord.drills.verdict.OrderHistory.Place;
import dev.accord.drills.verdict.OrderHistory.Published;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The events of a history, as each check wants to see them. */
final class RecordedEvents {
  private static final Set<String> NOT_OF_ORDERS =
      Set.of("OrderStatusChanged", "CustomerRegistered", "ProductUpdated");

  private static final Comparator<Place> BY_PLACE =
      Comparator.comparing(Place::topic)
          .thenComparing(Place::partition)
          .thenComparing(Place::offset);

  /** Every copy of every event, in the order of partitions and offsets. */
  final List<Published> all;

  /** The first copy of every event, in the same order. */
  final List<Published> firstCopies;

  /** First copies of what is told of an order, notices apart. */
  final Map<String, List<Published>> byOrder;

  RecordedEvents(OrderHistory history) {
    var seen = new HashSet<String>();
    all =
        history.published.stream()
            .filter(record -> !record.headers().id().isEmpty())
            .sorted(Comparator.comparing(Published::place, BY_PLACE))
            .toList();
    firstCopies = all.stream().filter(event -> seen.add(event.headers().id())).toList();
    byOrder =
        firstCopies.stream()
            .filter(event -> !NOT_OF_ORDERS.contains(name(event)))
            .collect(groupingBy(Published::key));
  }

  static String name(Published event) {
    return OrderModel.shortName(event.headers().type());
  }

  /** What is told of an order, by that name. */
  Optional<Published> of(String order, String name) {
    return byOrder.getOrDefault(order, List.of()).stream()
        .filter(event -> name(event).equals(name))
        .findFirst();
  }

  /** A fact told of an order; empty if it is not told. */
  String fact(String order, String name, String field) {
    return of(order, name).map(event -> event.facts().getOrDefault(field, "")).orElse("");
  }
}
