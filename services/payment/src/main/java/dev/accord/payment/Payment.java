package dev.accord.payment;

import java.math.BigDecimal;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The payment of one order. Each method is what one piece of news makes of it; news that is late or
 * repeated changes nothing and gives the same payment.
 *
 * <p>An order that ends while the provider may already hold its money cannot just be forgotten: the
 * provider is asked on, under the same key, until it says what it did, and what it took is
 * returned.
 *
 * @param amount what the order costs; absent until that is known
 * @param reserved whether the order's stock is set aside
 * @param undoReason why the money is not wanted any more; absent while it is
 * @param chargeReference the provider's name for the charge; absent until there is one
 * @param attempts calls to the provider in this stage, counted before each
 */
record Payment(
    UUID order,
    UUID paymentId,
    Stage stage,
    @Nullable Money amount,
    boolean reserved,
    @Nullable String undoReason,
    @Nullable String chargeReference,
    int attempts) {

  /** An amount in a currency of ISO 4217. */
  record Money(BigDecimal value, String currency) {}

  /** Nothing is known of the order yet. */
  static Payment expected(UUID order, UUID paymentId) {
    return new Payment(order, paymentId, Stage.EXPECTED, null, false, null, null, 0);
  }

  /** The order costs so much. */
  Payment priced(Money price) {
    if (stage != Stage.EXPECTED) {
      return this;
    }
    return new Payment(order, paymentId, stage, price, reserved, null, null, 0).dueIfComplete();
  }

  /** The order's stock is set aside. */
  Payment reservedNow() {
    if (stage != Stage.EXPECTED) {
      return this;
    }
    return new Payment(order, paymentId, stage, amount, true, null, null, 0).dueIfComplete();
  }

  /** The order will not be: what was taken goes back, what was not is not taken. */
  Payment calledOff(String reason) {
    return switch (stage) {
      case EXPECTED -> at(Stage.CALLED_OFF, reason);
      case CHARGING -> attempts == 0 ? at(Stage.CALLED_OFF, reason) : unwanted(reason);
      case COMPLETED -> at(Stage.REFUNDING, reason);
      case FAILED, CALLED_OFF, REFUNDING, REFUNDED -> this;
    };
  }

  /** The provider took the money. */
  Payment charged(String reference) {
    if (stage != Stage.CHARGING) {
      return this;
    }
    var next = undoReason == null ? Stage.COMPLETED : Stage.REFUNDING;
    return new Payment(order, paymentId, next, amount, reserved, undoReason, reference, 0);
  }

  /** The provider refused. */
  Payment refused() {
    return stage == Stage.CHARGING ? at(Stage.FAILED, undoReason) : this;
  }

  /** The provider returned the money. */
  Payment refunded() {
    return stage == Stage.REFUNDING ? at(Stage.REFUNDED, undoReason) : this;
  }

  /** What the order costs; to be asked only where that must be known. */
  Money price() {
    return Objects.requireNonNull(amount);
  }

  private Payment dueIfComplete() {
    return amount != null && reserved ? at(Stage.CHARGING, null) : this;
  }

  private Payment at(Stage next, @Nullable String reason) {
    return new Payment(order, paymentId, next, amount, reserved, reason, chargeReference, 0);
  }

  private Payment unwanted(String reason) {
    return new Payment(
        order,
        paymentId,
        stage,
        amount,
        reserved,
        undoReason == null ? reason : undoReason,
        chargeReference,
        attempts);
  }
}
