package dev.accord.payment;

import dev.accord.shop.payment.PaymentFailureCause;
import java.time.Instant;

/** What the provider said, for good. No answer is a failed future, and asked for again. */
sealed interface Answer {
  /** Done; the same however often it is asked for. */
  record Done(String reference, Instant at) implements Answer {}

  /** It will not take the money. */
  record Refused(PaymentFailureCause cause, String reason) implements Answer {}
}
