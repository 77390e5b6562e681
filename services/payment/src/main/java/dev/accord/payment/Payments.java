package dev.accord.payment;

import dev.accord.payment.Payment.Money;
import dev.accord.payment.PaymentRows.Change;
import dev.accord.runtime.inbox.EventHandler.Part;
import dev.accord.runtime.inbox.Inbox;
import dev.accord.runtime.outbox.Tx;
import dev.accord.shop.inventory.InventoryReserved;
import dev.accord.shop.order.OrderCancelled;
import dev.accord.shop.order.OrderCreated;
import dev.accord.shop.shipping.ShipmentFailed;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * What events make of payments. The provider is not asked here: that it is to be asked is written
 * down, and {@link Collector} does it after the commit.
 */
final class Payments {
  private final Supplier<UUID> ids;
  private final Runnable collector;

  /** What an event says of an order's payment. */
  private record News(UUID order, UnaryOperator<Payment> effect) {}

  /**
   * Opens nothing.
   *
   * @param collector told when there may be something to ask the provider soon
   */
  Payments(Supplier<UUID> ids, Runnable collector) {
    this.ids = ids;
    this.collector = collector;
  }

  /** Topics come in any order among each other, so each event only adds what it knows. */
  void subscribe(Inbox.Subscriptions subscriptions) {
    subscriptions
        .together(this::take)
        .on(
            OrderCreated.class,
            (event, from) -> new News(event.getOrderId(), payment -> payment.priced(price(event))))
        .on(
            InventoryReserved.class,
            (event, from) -> new News(event.getOrderId(), Payment::reservedNow))
        .on(OrderCancelled.class, (event, from) -> callOff(event.getOrderId(), event.getReason()))
        .on(ShipmentFailed.class, (event, from) -> callOff(event.getOrderId(), event.getReason()));
  }

  private static News callOff(UUID order, String reason) {
    return new News(order, payment -> payment.calledOff(reason));
  }

  private Future<Void> take(Tx tx, List<Part<News>> parts) {
    var orders = parts.stream().map(part -> part.news().order()).collect(Collectors.toSet());
    return PaymentRows.lockOrAdd(tx.sql(), orders, ids)
        .map(payments -> changes(payments, parts))
        .compose(
            changes ->
                PaymentRows.save(tx.sql(), changes)
                    .onSuccess(
                        saved -> {
                          if (changes.stream().anyMatch(change -> change.cause() != null)) {
                            collector.run();
                          }
                        }));
  }

  /** An order may have news of several topics: each finds what those before it left. */
  private static Collection<Change> changes(Map<UUID, Payment> payments, List<Part<News>> parts) {
    var latest = new HashMap<>(payments);
    var changes = new HashMap<UUID, Change>();
    for (var part : parts) {
      var order = part.news().order();
      var before = Objects.requireNonNull(latest.get(order), "a payment that was just locked");
      var after = part.news().effect().apply(before);
      if (!after.equals(before)) {
        var asksNow = after.stage() != before.stage() && after.stage().asksProvider();
        latest.put(order, after);
        changes.merge(order, new Change(after, asksNow ? part.delivery() : null), Change::then);
      }
    }
    return changes.values();
  }

  private static Money price(OrderCreated event) {
    return new Money(event.getAmount(), event.getCurrency());
  }
}
