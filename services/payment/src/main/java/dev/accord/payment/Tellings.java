package dev.accord.payment;

import dev.accord.payment.Answer.Done;
import dev.accord.payment.Answer.Refused;
import dev.accord.shop.payment.PaymentCompleted;
import dev.accord.shop.payment.PaymentFailed;
import dev.accord.shop.payment.PaymentRefunded;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/** What this service tells of a payment. */
final class Tellings {
  private Tellings() {}

  static PaymentCompleted completed(Payment payment, Done done) {
    return PaymentCompleted.newBuilder()
        .setOrderId(payment.order())
        .setPaymentId(payment.paymentId())
        .setAmount(payment.price().value())
        .setCurrency(payment.price().currency())
        .setProviderReference(done.reference())
        .setPaidAt(done.at())
        .build();
  }

  static PaymentFailed failed(Payment payment, Refused refusal, Instant now) {
    return PaymentFailed.newBuilder()
        .setOrderId(payment.order())
        .setPaymentId(payment.paymentId())
        .setAmount(payment.price().value())
        .setCurrency(payment.price().currency())
        .setCause(refusal.cause())
        .setReason(refusal.reason())
        .setFailedAt(now)
        .build();
  }

  static PaymentRefunded refunded(Payment payment, UUID refundId, Done done) {
    return PaymentRefunded.newBuilder()
        .setOrderId(payment.order())
        .setPaymentId(payment.paymentId())
        .setRefundId(refundId)
        .setAmount(payment.price().value())
        .setCurrency(payment.price().currency())
        .setReason(Objects.requireNonNull(payment.undoReason()))
        .setRefundedAt(done.at())
        .build();
  }
}
