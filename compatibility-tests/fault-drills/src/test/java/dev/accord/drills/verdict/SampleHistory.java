package dev.accord.drills.verdict;

import dev.accord.drills.verdict.OrderHistory.Answer;
import dev.accord.drills.verdict.OrderHistory.Charge;
import dev.accord.drills.verdict.OrderHistory.Committed;
import dev.accord.drills.verdict.OrderHistory.Handled;
import dev.accord.drills.verdict.OrderHistory.Headers;
import dev.accord.drills.verdict.OrderHistory.Letter;
import dev.accord.drills.verdict.OrderHistory.LogLine;
import dev.accord.drills.verdict.OrderHistory.Movement;
import dev.accord.drills.verdict.OrderHistory.Place;
import dev.accord.drills.verdict.OrderHistory.Published;
import dev.accord.drills.verdict.OrderHistory.Refund;
import dev.accord.drills.verdict.OrderHistory.Restarts;
import dev.accord.drills.verdict.OrderHistory.Service;
import dev.accord.drills.verdict.OrderHistory.Step;
import dev.accord.drills.verdict.OrderHistory.StoredOrder;
import dev.accord.drills.verdict.OrderHistory.ViewRow;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Four orders, one for each way an order can go: shipped, rejected for want of stock, declined by
 * the bank, refused by the carrier. One event was published twice, one answer got lost, and there
 * is a dead letter.
 */
final class SampleHistory {
  private static final String AMOUNT = "2.00";
  private static final String ITEMS = "p*2*1.00";
  private static final String TIME = "2026-01-01T00:00:00Z";
  private static final Place GARBAGE = new Place("shipments", 0, 99);

  final OrderHistory history = new OrderHistory();
  private final Map<String, Long> sequences = new HashMap<>();
  private final Map<String, Long> offsets = new HashMap<>();

  SampleHistory() {
    placed("shipped", "SHIPPED", "", "RESERVED");
    placed("rejected", "CANCELLED", "OUT_OF_STOCK", "REJECTED");
    placed("declined", "CANCELLED", "PAYMENT_FAILED", "RELEASED");
    placed("refused", "CANCELLED", "SHIPMENT_FAILED", "RELEASED");
    tellAll();
    publishAgain("shipped", "OrderCreated", "digest");
    history.duplicatesMax = 1;
    history.unanswered.add("k-declined");
    history.movements.add(new Movement("p", "", 10));
    history.stock.put("p", 8);
    history.charges.add(new Charge("c1", "shipped", new BigDecimal(AMOUNT)));
    history.charges.add(new Charge("c2", "refused", new BigDecimal(AMOUNT)));
    history.refunds.add(new Refund("c2", new BigDecimal(AMOUNT)));
    OrderModel.SUBSCRIPTIONS.keySet().forEach(this::handle);
    parkPoison();
    history.waiting.put("unpublished events of order", 0L);
    history.changedRows.put("order", 0L);
    history.service.add(
        new Service("nothing", false, 0, Duration.ofSeconds(1), Duration.ofMinutes(1)));
    history.restarts.add(new Restarts("restart", Map.of("order", 0, "payment", 0), 0, 0));
    history.log.add(new LogLine("order", "WARN", "PostgreSQL is away; waiting"));
  }

  private void tellAll() {
    reserved("shipped");
    tell("shipped", "payment", "payments", "PaymentCompleted", "InventoryReserved");
    tell("shipped", "order", "orders", "OrderPaid", "PaymentCompleted");
    tell("shipped", "shipping", "shipments", "ShipmentCreated", "OrderPaid");
    tell("shipped", "order", "orders", "OrderShipped", "ShipmentCreated");
    tell("rejected", "inventory", "inventory", "InventoryRejected", "OrderCreated");
    tell("rejected", "order", "orders", "OrderCancelled", "InventoryRejected");
    reserved("declined");
    tell("declined", "payment", "payments", "PaymentFailed", "InventoryReserved");
    released("declined", "PaymentFailed");
    reserved("refused");
    tell("refused", "payment", "payments", "PaymentCompleted", "OrderCreated");
    tell("refused", "order", "orders", "OrderPaid", "PaymentCompleted");
    tell("refused", "shipping", "shipments", "ShipmentFailed", "OrderPaid");
    tell("refused", "payment", "payments", "PaymentRefunded", "ShipmentFailed");
    released("refused", "PaymentRefunded");
  }

  private void placed(String order, String phase, String cause, String reservation) {
    history.answers.add(new Answer("k-" + order, order));
    history.orders.add(new StoredOrder(order, "k-" + order, phase, cause, new BigDecimal(AMOUNT)));
    history.steps.add(new Step(order, "OrderCreated", "PENDING"));
    history.steps.add(new Step(order, "the end", phase.equals("SHIPPED") ? "PAID" : phase));
    history.steps.add(new Step(order, "the end", phase));
    history.reservations.put(order, reservation);
    history.view.add(viewRow(order, phase, cause));
    tell(order, "order", "orders", "OrderCreated", "");
  }

  private static ViewRow viewRow(String order, String phase, String cause) {
    var cancelled = phase.equals("CANCELLED");
    var paid = !cancelled || cause.equals("SHIPMENT_FAILED");
    var reserved = !cause.equals("OUT_OF_STOCK");
    return new ViewRow(
        order,
        "customer",
        AMOUNT,
        "EUR",
        ITEMS,
        TIME,
        reserved ? TIME : "",
        paid ? TIME : "",
        cancelled ? "" : TIME,
        cancelled ? TIME : "",
        cause);
  }

  /** The same, but for the payment. */
  static ViewRow unpaid(ViewRow row) {
    return new ViewRow(
        row.orderId(),
        row.customer(),
        row.amount(),
        row.currency(),
        row.items(),
        row.created(),
        row.reserved(),
        "",
        row.shipped(),
        row.cancelled(),
        row.cause());
  }

  private void reserved(String order) {
    tell(order, "inventory", "inventory", "InventoryReserved", "OrderCreated");
    history.movements.add(new Movement("p", order, -2));
  }

  private void released(String order, String cause) {
    tell(order, "inventory", "inventory", "InventoryReleased", cause);
    tell(order, "order", "orders", "OrderCancelled", "InventoryReleased");
    history.movements.add(new Movement("p", order, 2));
  }

  /** Commits and publishes an event, the next of its key on its topic. */
  void tell(String order, String source, String topic, String name, String cause) {
    var sequence = sequences.merge(source + topic + order, 1L, Long::sum);
    var id = order + "-" + name + (has(order + "-" + name) ? "-again" : "");
    history.committed.add(new Committed(source, topic, order, id, sequence, "digest"));
    var causation = cause.isEmpty() ? "" : order + "-" + cause;
    var headers = new Headers(source, id, sequence, "dev.accord." + name, causation, TIME);
    history.published.add(new Published(next(topic), order, headers, "digest", facts(order, name)));
  }

  private boolean has(String id) {
    return history.committed.stream().anyMatch(event -> event.id().equals(id));
  }

  private Place next(String topic) {
    return new Place(topic, 0, offsets.merge(topic, 1L, Long::sum) - 1);
  }

  private Map<String, String> facts(String order, String name) {
    return switch (name) {
      case "OrderCreated" ->
          Map.of("customerId", "customer", "amount", AMOUNT, "currency", "EUR", "items", ITEMS);
      case "InventoryReserved" -> Map.of("reservedAt", TIME);
      case "OrderPaid" -> Map.of("paidAt", TIME);
      case "OrderShipped" -> Map.of("shippedAt", TIME);
      case "OrderCancelled" ->
          Map.of(
              "cancelledAt",
              TIME,
              "cause",
              history.orders.stream()
                  .filter(one -> one.id().equals(order))
                  .map(StoredOrder::cause)
                  .findFirst()
                  .orElseThrow());
      default -> Map.of();
    };
  }

  /** A copy of an event, with bytes of that digest. */
  void publishAgain(String order, String name, String digest) {
    var first = published(order, name);
    history.published.add(
        new Published(next(first.place().topic()), order, first.headers(), digest, first.facts()));
  }

  /** Another event in its place leads to an event. */
  void replace(String order, String name, String cause) {
    var event = published(order, name);
    var was = event.headers();
    var headers =
        new Headers(
            was.source(), was.id(), was.sequence(), was.type(), order + "-" + cause, was.time());
    history.published.set(
        history.published.indexOf(event),
        new Published(event.place(), order, headers, event.digest(), event.facts()));
  }

  /** The next event of the order is told with a hole before it. */
  void skipOne(String order) {
    sequences.merge("orderorders" + order, 1L, Long::sum);
    tell(order, "order", "orders", "OrderStatusChanged", "OrderShipped");
  }

  private Published published(String order, String name) {
    return history.published.stream()
        .filter(event -> event.key().equals(order) && event.headers().type().endsWith(name))
        .findFirst()
        .orElseThrow();
  }

  private void handle(String group) {
    for (var event : List.copyOf(history.published)) {
      var scope = "key:" + event.headers().source() + "/" + event.key();
      var sequence = event.headers().sequence();
      if (OrderChecker.reads(group, event.place().topic())) {
        history.handled.add(new Handled(group, event.place().topic(), scope, sequence, sequence));
      }
    }
    var committed = new HashMap<String, Long>();
    offsets.forEach((topic, offset) -> committed.put(topic + "-0", offset));
    history.committedOffsets.put(group, committed);
  }

  private void parkPoison() {
    history.poison.add(GARBAGE);
    history.published.add(new Published(GARBAGE, "x", Headers.NONE, "garbage", Map.of()));
    for (var group : List.of("order", "payment")) {
      history.letters.add(new Letter(group, GARBAGE.toString()));
      history.handled.add(new Handled(group, GARBAGE.topic(), "partition:0", 99, 99));
      var told = GARBAGE + " key x event " + GARBAGE + " is parked: UNDECODABLE_BYTES";
      history.log.add(new LogLine(group, "ERROR", told));
    }
  }
}
