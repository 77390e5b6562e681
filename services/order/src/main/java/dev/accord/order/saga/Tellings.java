package dev.accord.order.saga;

import dev.accord.shop.order.OrderPaid;
import dev.accord.shop.order.OrderShipped;
import dev.accord.shop.payment.PaymentCompleted;
import dev.accord.shop.shipping.ShipmentCreated;
import java.util.UUID;

/** What this service tells of an order that goes forward. */
final class Tellings {
  private Tellings() {}

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
