package dev.accord.order;

import dev.accord.runtime.launch.Settings;
import java.time.Duration;

/**
 * What the order service accepts.
 *
 * @param itemsMax positions an order may have
 * @param quantityMax pieces of one product an order may ask for
 * @param sampleCustomer whether the customer of the examples exists from the start
 * @param answerMax how long an order waits for each answer before its deadline passes
 * @param deadlinePoll how often overdue orders are looked for
 * @param internalSecret shows that a caller may know how an order is paid; nobody may if it is
 *     empty
 */
record OrderConfig(
    int itemsMax,
    int quantityMax,
    boolean sampleCustomer,
    Duration answerMax,
    Duration deadlinePoll,
    String internalSecret) {
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
        settings.flag("order.sample-customer", true),
        settings.duration(
            "order.answer-max", Duration.ofMinutes(15), Duration.ofMillis(1), Duration.ofDays(30)),
        settings.duration(
            "order.deadline-poll",
            Duration.ofSeconds(1),
            Duration.ofMillis(1),
            Duration.ofMinutes(10)),
        settings.secret("order.internal-secret", ""));
  }
}
