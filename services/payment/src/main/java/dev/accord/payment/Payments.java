package dev.accord.payment;

import dev.accord.payment.Payment.Money;
import dev.accord.runtime.inbox.Delivery;
import dev.accord.runtime.inbox.Inbox;
import dev.accord.runtime.outbox.Tx;
import dev.accord.shop.inventory.InventoryReserved;
import dev.accord.shop.order.OrderCancelled;
import dev.accord.shop.order.OrderCreated;
import dev.accord.shop.shipping.ShipmentFailed;
import io.vertx.core.Future;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * What events make of payments. The provider is not asked here: that it is to be asked is written
 * down, and {@link Collector} does it after the commit.
 */
final class Payments {
  private final Supplier<UUID> ids;
  private final Runnable collector;

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
        .on(
            OrderCreated.class,
            (tx, event, from) ->
                put(tx, event.getOrderId(), from, payment -> payment.priced(price(event))))
        .on(
            InventoryReserved.class,
            (tx, event, from) -> put(tx, event.getOrderId(), from, Payment::reservedNow))
        .on(
            OrderCancelled.class,
            (tx, event, from) -> callOff(tx, event.getOrderId(), from, event.getReason()))
        .on(
            ShipmentFailed.class,
            (tx, event, from) -> callOff(tx, event.getOrderId(), from, event.getReason()));
  }

  private Future<Void> callOff(Tx tx, UUID order, Delivery from, String reason) {
    return put(tx, order, from, payment -> payment.calledOff(reason));
  }

  private Future<Void> put(Tx tx, UUID order, Delivery from, UnaryOperator<Payment> news) {
    return PaymentRows.lockOrAdd(tx.sql(), order, ids.get())
        .compose(
            before -> {
              var after = news.apply(before);
              if (after.equals(before)) {
                return Future.succeededFuture();
              }
              if (after.stage() == before.stage() || !after.stage().asksProvider()) {
                return PaymentRows.save(tx.sql(), after);
              }
              collector.run();
              return PaymentRows.save(tx.sql(), after, from);
            });
  }

  private static Money price(OrderCreated event) {
    return new Money(event.getAmount(), event.getCurrency());
  }
}
