package dev.accord.drills.verdict;

import static java.util.stream.Collectors.toMap;

import dev.accord.drills.verdict.OrderHistory.Published;
import dev.accord.drills.verdict.OrderHistory.ViewRow;
import dev.accord.drills.verdict.Verdict.Findings;
import java.util.HashSet;

/** The view of orders is what the topics say of them. */
final class ViewChecks {
  private final OrderHistory history;
  private final RecordedEvents events;
  private final Findings findings;

  ViewChecks(OrderHistory history, RecordedEvents events, Findings findings) {
    this.history = history;
    this.events = events;
    this.findings = findings;
  }

  void run() {
    var view = history.view.stream().collect(toMap(ViewRow::orderId, row -> row, (a, b) -> a));
    var orders = new HashSet<>(events.byOrder.keySet());
    orders.addAll(view.keySet());
    for (var order : orders) {
      var told = fold(order);
      findings.check(
          Promise.VIEW_IS_THE_FOLD,
          told.equals(view.get(order)),
          () -> "the view has " + view.get(order) + ", the topics say " + told);
    }
  }

  private ViewRow fold(String order) {
    return new ViewRow(
        order,
        events.fact(order, OrderModel.CREATED, "customerId"),
        events.fact(order, OrderModel.CREATED, "amount"),
        events.fact(order, OrderModel.CREATED, "currency"),
        events.fact(order, OrderModel.CREATED, "items"),
        events.of(order, OrderModel.CREATED).map(ViewChecks::time).orElse(""),
        events.fact(order, OrderModel.RESERVED, "reservedAt"),
        events.fact(order, OrderModel.PAID, "paidAt"),
        events.fact(order, OrderModel.SHIPPED, "shippedAt"),
        events.fact(order, OrderModel.CANCELLED, "cancelledAt"),
        events.fact(order, OrderModel.CANCELLED, "cause"));
  }

  private static String time(Published event) {
    return event.headers().time();
  }
}
