package dev.accord.drills.order;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import dev.accord.drills.order.Broken.Promise;
import dev.accord.drills.order.OrderHistory.Committed;
import dev.accord.drills.order.OrderHistory.Letter;
import dev.accord.drills.order.OrderHistory.Published;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds every promise that a history breaks. It knows recorded facts only, no code of services. */
final class OrderChecker {
  private static final String ORDERS = "orders";
  private static final String INVENTORY = "inventory";
  private static final String CREATED = "dev.accord.shop.order.OrderCreated";
  private static final Set<String> TAKEN = Set.of("RESERVED", "RELEASED");
  private static final Set<String> REFUSED = Set.of("REJECTED", "CALLED_OFF");

  private final OrderHistory history;
  private final List<Published> events;
  private final List<Published> firstCopies;
  private final List<Broken> broken = new ArrayList<>();

  private OrderChecker(OrderHistory history) {
    this.history = history;
    events = history.published.stream().filter(record -> !record.id().isEmpty()).toList();
    var seen = new HashSet<String>();
    firstCopies =
        events.stream()
            .sorted(
                Comparator.comparing(Published::topic)
                    .thenComparing(Published::partition)
                    .thenComparing(Published::offset))
            .filter(event -> seen.add(event.id()))
            .toList();
  }

  /** Empty if every promise was kept. */
  static List<Broken> check(OrderHistory history) {
    var checker = new OrderChecker(history);
    checker.noOrderIsLost();
    checker.noGhost();
    checker.oneOrderAKey();
    checker.eventsInOrder();
    checker.duplicatesAreEqual();
    checker.oneEffect();
    checker.stockIsConserved();
    checker.everyOrderIsDecided();
    checker.commitsFollowEffects();
    checker.onlyPoisonIsParked();
    checker.nothingWaits();
    return List.copyOf(checker.broken);
  }

  /** Records on topics beyond the first copy of their event: allowed, and counted. */
  static long duplicates(OrderHistory history) {
    var checker = new OrderChecker(history);
    return checker.events.size() - (long) checker.firstCopies.size();
  }

  private void found(Promise promise, String evidence) {
    broken.add(new Broken(promise, evidence));
  }

  private void noOrderIsLost() {
    var stored = history.orders.stream().map(order -> order.id()).collect(toSet());
    var told = ordersTold();
    for (var answer : history.answers) {
      if (!stored.contains(answer.orderId()) || !told.contains(answer.orderId())) {
        found(
            Promise.NO_ORDER_IS_LOST,
            answer + (stored.contains(answer.orderId()) ? " was never told" : " is not stored"));
      }
    }
    var published = events.stream().map(Published::id).collect(toSet());
    history.committed.stream()
        .filter(event -> !published.contains(event.id()))
        .forEach(event -> found(Promise.NO_ORDER_IS_LOST, event + " is on no topic"));
  }

  private Set<String> ordersTold() {
    return events.stream()
        .filter(event -> event.type().equals(CREATED))
        .map(Published::key)
        .collect(toSet());
  }

  private void noGhost() {
    var committed =
        history.committed.stream().collect(toMap(Committed::id, event -> event, (a, b) -> a));
    for (var event : events) {
      var row = committed.get(event.id());
      if (row == null
          || !row.digest().equals(event.digest())
          || row.sequence() != event.sequence()
          || !row.key().equals(event.key())) {
        found(Promise.NO_GHOST, event + ", committed " + row);
      }
    }
  }

  private void oneOrderAKey() {
    var answered = new HashMap<String, String>();
    for (var answer : history.answers) {
      var before = answered.putIfAbsent(answer.key(), answer.orderId());
      if (before != null && !before.equals(answer.orderId())) {
        found(Promise.ONE_ORDER_A_KEY, answer + " after " + before);
      }
    }
    var told = ordersTold();
    history.orders.stream()
        .collect(groupingBy(order -> order.key()))
        .forEach(
            (key, orders) -> {
              if (orders.size() > 1) {
                found(Promise.ONE_ORDER_A_KEY, key + " has " + orders);
              }
              if (history.unanswered.contains(key) && !told.contains(orders.get(0).id())) {
                found(Promise.ONE_ORDER_A_KEY, orders + " is stored and not told");
              }
            });
  }

  private void eventsInOrder() {
    var last = new HashMap<String, Long>();
    for (var event : firstCopies) {
      var chain = event.source() + " " + event.topic() + " " + event.key();
      var before = last.getOrDefault(chain, 0L);
      if (event.sequence() != before + 1) {
        found(Promise.EVENTS_OF_A_KEY_IN_ORDER, event + " after " + before);
      }
      last.put(chain, event.sequence());
    }
  }

  private void duplicatesAreEqual() {
    events.stream()
        .collect(groupingBy(Published::id))
        .forEach(
            (id, copies) -> {
              var kinds =
                  copies.stream()
                      .map(copy -> copy.key() + " " + copy.sequence() + " " + copy.digest())
                      .collect(toSet());
              if (kinds.size() > 1) {
                found(Promise.DUPLICATES_ARE_EQUAL, id + " is " + copies);
              }
            });
  }

  private void oneEffect() {
    history.movements.stream()
        .filter(movement -> !movement.orderId().isEmpty() && movement.quantity() < 0)
        .collect(groupingBy(movement -> movement.orderId() + " " + movement.product()))
        .forEach(
            (what, moved) -> {
              if (moved.size() > 1) {
                found(Promise.ONE_EFFECT_AN_EVENT, "stock moved twice: " + moved);
              }
            });
    firstCopies.stream()
        .filter(event -> event.source().equals(INVENTORY) && event.topic().equals(INVENTORY))
        .filter(event -> event.type().endsWith("Reserved") || event.type().endsWith("Rejected"))
        .collect(groupingBy(Published::key))
        .forEach(
            (order, decisions) -> {
              if (decisions.size() > 1) {
                found(Promise.ONE_EFFECT_AN_EVENT, "decided twice: " + decisions);
              }
            });
  }

  private void stockIsConserved() {
    var sums = new HashMap<String, Integer>();
    history.movements.forEach(
        movement -> sums.merge(movement.product(), movement.quantity(), Integer::sum));
    history.stock.forEach(
        (product, available) -> {
          if (available < 0 || !available.equals(sums.getOrDefault(product, 0))) {
            found(
                Promise.STOCK_IS_CONSERVED,
                product + " has " + available + ", its movements give " + sums.get(product));
          }
        });
  }

  private void everyOrderIsDecided() {
    for (var order : history.orders) {
      var decision = history.reservations.getOrDefault(order.id(), "nothing");
      var fits =
          order.status().equals("CANCELLED")
              ? REFUSED.contains(decision) || decision.equals("RELEASED")
              : TAKEN.contains(decision);
      if (order.status().equals("PENDING") || !fits) {
        found(Promise.EVERY_ORDER_IS_DECIDED, order + ", inventory says " + decision);
      }
    }
  }

  private void commitsFollowEffects() {
    var parked = letters();
    for (var event : events) {
      var below = event.offset() < history.committedOffsets.getOrDefault(event.partition(), 0L);
      if (event.topic().equals(ORDERS)
          && event.type().equals(CREATED)
          && below
          && !history.reservations.containsKey(event.key())
          && !parked.contains(event.place())) {
        found(Promise.COMMITS_FOLLOW_EFFECTS, event + " is passed and had no effect");
      }
    }
  }

  private Set<String> letters() {
    return history.letters.stream()
        .filter(letter -> letter.group().equals(INVENTORY))
        .map(Letter::place)
        .collect(toSet());
  }

  private void onlyPoisonIsParked() {
    var parked = letters();
    history.poison.stream()
        .filter(place -> !parked.contains(place))
        .forEach(place -> found(Promise.ONLY_POISON_IS_PARKED, place + " is nowhere"));
    history.letters.stream()
        .filter(letter -> !history.poison.contains(letter.place()))
        .forEach(letter -> found(Promise.ONLY_POISON_IS_PARKED, letter + " was readable"));
  }

  private void nothingWaits() {
    history.unpublished.forEach(
        (service, rows) -> {
          if (rows > 0) {
            found(Promise.OUTBOXES_ARE_DRAINED, rows + " events of " + service + " wait");
          }
        });
    history.deadRows.forEach(
        (service, rows) -> {
          if (rows > 0) {
            found(Promise.NO_BLOAT, rows + " dead rows in the outbox of " + service);
          }
        });
  }
}
