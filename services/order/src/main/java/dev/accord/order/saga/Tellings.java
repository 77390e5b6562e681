package dev.accord.order.saga;

import dev.accord.event.Event;
import dev.accord.shop.order.OrderCancelled;
import dev.accord.shop.order.OrderPaid;
import dev.accord.shop.order.OrderShipped;
import dev.accord.shop.order.OrderStatusChanged;
import dev.accord.shop.payment.PaymentCompleted;
import dev.accord.shop.shipping.ShipmentCreated;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** What this service tells of an order. */
final class Tellings {
  private Tellings() {}

  /** What leaves with a move. */
  static List<Event> of(SagaRow before, SagaRow after, Happening happening, Clock clock) {
    List<Event> told = new ArrayList<>();
    if (after.phase() == Phase.CANCELLED) {
      told.add(cancelled(after, clock));
    } else if (after.phase().isStatus()) {
      happening.fact().apply(after.customer()).ifPresent(told::add);
    }
    if (after.status() != before.status()) {
      told.add(notice(after));
    }
    return told;
  }

  private static OrderStatusChanged notice(SagaRow order) {
    return OrderStatusChanged.newBuilder()
        .setOrderId(order.order())
        .setStatus(order.status())
        .build();
  }

  private static OrderCancelled cancelled(SagaRow order, Clock clock) {
    return OrderCancelled.newBuilder()
        .setOrderId(order.order())
        .setCustomerId(order.customer())
        .setCause(Objects.requireNonNull(order.cause()))
        .setReason(Objects.requireNonNull(order.reason()))
        .setCancelledAt(clock.instant())
        .build();
  }

  static OrderPaid paid(PaymentCompleted payment, UUID customer) {
    return OrderPaid.newBuilder()
        .setOrderId(payment.getOrderId())
        .setCustomerId(customer)
        .setPaymentId(payment.getPaymentId())
        .setAmount(payment.getAmount())
        .setCurrency(payment.getCurrency())
        .setPaidAt(payment.getPaidAt())
        .build();
  }

  static OrderShipped shipped(ShipmentCreated shipment, UUID customer) {
    return OrderShipped.newBuilder()
        .setOrderId(shipment.getOrderId())
        .setCustomerId(customer)
        .setShipmentId(shipment.getShipmentId())
        .setTrackingNumber(shipment.getTrackingNumber())
        .setShippedAt(shipment.getShippedAt())
        .build();
  }
}
