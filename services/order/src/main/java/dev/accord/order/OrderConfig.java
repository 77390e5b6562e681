package dev.accord.order;

import dev.accord.runtime.launch.Settings;

/**
 * What the order service accepts.
 *
 * @param itemsMax positions an order may have
 * @param quantityMax pieces of one product an order may ask for
 * @param sampleCustomer whether the customer of the examples exists from the start
 */
record OrderConfig(int itemsMax, int quantityMax, boolean sampleCustomer) {
  /** Checks bounds. */
  OrderConfig {
    if (itemsMax < 1 || quantityMax < 1) {
      throw new IllegalArgumentException("an order needs room for one piece of one product");
    }
  }

  /** Reads {@code order.…}. */
  static OrderConfig from(Settings settings) {
    return new OrderConfig(
        settings.integer("order.items-max", 100, 1, 1_000),
        settings.integer("order.quantity-max", 1_000, 1, 1_000_000),
        settings.flag("order.sample-customer", true));
  }
}
