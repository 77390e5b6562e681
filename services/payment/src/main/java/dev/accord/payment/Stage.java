package dev.accord.payment;

/** How far the payment of an order is. */
enum Stage {
  /** Either what it costs or that its stock is set aside is not known yet. */
  EXPECTED,
  /** The provider is to be asked for the money, until it answers. */
  CHARGING,
  /** The money is here. */
  COMPLETED,
  /** The provider refused. */
  FAILED,
  /** The order ended before the provider was ever asked. */
  CALLED_OFF,
  /** The provider is to be asked to return the money, until it does. */
  REFUNDING,
  /** The money is back. */
  REFUNDED;

  /** Whether the provider owes an answer. */
  boolean asksProvider() {
    return this == CHARGING || this == REFUNDING;
  }
}
