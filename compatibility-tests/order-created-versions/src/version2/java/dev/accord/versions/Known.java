package dev.accord.versions;

import dev.accord.shop.order.OrderCreated;
import java.util.UUID;

/** What version 2 of OrderCreated knows beside the order, its items and its amount. */
final class Known {
  private Known() {}

  static OrderCreated.Builder fill(OrderCreated.Builder order) {
    return order.setCustomerId(new UUID(0, 2));
  }

  static String told(OrderCreated order) {
    return order.getCustomerId().map(UUID::toString).orElse("nobody");
  }
}
