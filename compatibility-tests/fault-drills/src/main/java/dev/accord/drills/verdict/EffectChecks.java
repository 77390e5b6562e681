package dev.accord.drills.verdict;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import dev.accord.drills.verdict.OrderHistory.Charge;
import dev.accord.drills.verdict.OrderHistory.Refund;
import dev.accord.drills.verdict.OrderHistory.StoredOrder;
import dev.accord.drills.verdict.Verdict.Findings;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Stock and money moved once for each order, and none got lost or came from nowhere. */
final class EffectChecks {
  private static final String SHIPPED = "SHIPPED";

  private final OrderHistory history;
  private final RecordedEvents events;
  private final Findings findings;

  EffectChecks(OrderHistory history, RecordedEvents events, Findings findings) {
    this.history = history;
    this.events = events;
    this.findings = findings;
  }

  void run() {
    oneEffect();
    stockIsConserved();
    moneyIsConserved();
  }

  private void oneEffect() {
    onlyOnce(
        history.movements.stream().filter(movement -> !movement.orderId().isEmpty()).toList(),
        movement ->
            movement.orderId()
                + " "
                + movement.product()
                + (movement.quantity() < 0 ? " -" : " +"));
    onlyOnce(history.charges, Charge::orderId);
    onlyOnce(history.refunds, Refund::charge);
    events
        .byOrder
        .values()
        .forEach(told -> onlyOnce(told, event -> event.key() + RecordedEvents.name(event)));
  }

  private <T> void onlyOnce(List<T> effects, Function<T, String> what) {
    effects.stream()
        .collect(groupingBy(what))
        .values()
        .forEach(
            same ->
                findings.check(
                    Promise.ONE_EFFECT_AN_EVENT, same.size() == 1, () -> "twice: " + same));
  }

  private void stockIsConserved() {
    var sums = new HashMap<String, Integer>();
    var net = new HashMap<String, Integer>();
    for (var movement : history.movements) {
      sums.merge(movement.product(), movement.quantity(), Integer::sum);
      net.merge(movement.orderId(), movement.quantity(), Integer::sum);
    }
    history.stock.forEach(
        (product, available) ->
            findings.check(
                Promise.STOCK_IS_CONSERVED,
                available >= 0 && available.equals(sums.getOrDefault(product, 0)),
                () -> product + " has " + available + ", its movements give " + sums.get(product)));
    var reserved = wanted();
    for (var order : history.orders) {
      var due = order.phase().equals(SHIPPED) ? -reserved.getOrDefault(order.id(), 0) : 0;
      findings.check(
          Promise.STOCK_IS_CONSERVED,
          net.getOrDefault(order.id(), 0) == due,
          () -> order + " took " + net.get(order.id()) + " off the shelf, " + due + " were due");
    }
    var known = history.orders.stream().map(StoredOrder::id).collect(toSet());
    known.add("");
    findings.check(
        Promise.STOCK_IS_CONSERVED,
        known.containsAll(net.keySet()),
        () -> "stock moved for " + without(net.keySet(), known) + ", which nobody ordered");
  }

  /** By order: pieces, as its first event tells. */
  private Map<String, Integer> wanted() {
    var pieces = new HashMap<String, Integer>();
    for (var order : history.orders) {
      int sum = 0;
      for (var item : events.fact(order.id(), OrderModel.CREATED, "items").split(";", -1)) {
        sum += item.isEmpty() ? 0 : Integer.parseInt(item.split("\\*", -1)[1]);
      }
      pieces.put(order.id(), sum);
    }
    return pieces;
  }

  private void moneyIsConserved() {
    var left = new HashMap<String, BigDecimal>();
    var orderOf = new HashMap<String, String>();
    for (var charge : history.charges) {
      orderOf.put(charge.id(), charge.orderId());
      left.merge(charge.orderId(), charge.amount(), BigDecimal::add);
    }
    for (var refund : history.refunds) {
      findings.check(
          Promise.MONEY_IS_CONSERVED,
          orderOf.containsKey(refund.charge()),
          () -> refund + " returns what was never taken");
      left.merge(
          orderOf.getOrDefault(refund.charge(), ""), refund.amount().negate(), BigDecimal::add);
    }
    for (var order : history.orders) {
      var due = order.phase().equals(SHIPPED) ? order.amount() : BigDecimal.ZERO;
      var taken = left.getOrDefault(order.id(), BigDecimal.ZERO);
      findings.check(
          Promise.MONEY_IS_CONSERVED,
          taken.compareTo(due) == 0,
          () -> order + " cost " + taken + ", " + due + " was due");
    }
    var known = history.orders.stream().map(StoredOrder::id).collect(toSet());
    findings.check(
        Promise.MONEY_IS_CONSERVED,
        known.containsAll(left.keySet()),
        () -> "money was taken for " + without(left.keySet(), known) + ", which nobody ordered");
    sums(left);
  }

  /** The same in one figure: what was taken is the price of what was shipped. */
  private void sums(Map<String, BigDecimal> left) {
    var taken = left.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    var due =
        history.orders.stream()
            .filter(order -> order.phase().equals(SHIPPED))
            .map(StoredOrder::amount)
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    var shipped = history.orders.stream().collect(groupingBy(StoredOrder::phase, counting()));
    findings.check(
        Promise.MONEY_IS_CONSERVED,
        taken.compareTo(due) == 0,
        () -> taken + " was taken in all, " + due + " is the price of what ended as " + shipped);
  }

  private static List<String> without(Set<String> all, Set<String> known) {
    return all.stream().filter(one -> !known.contains(one)).toList();
  }
}
