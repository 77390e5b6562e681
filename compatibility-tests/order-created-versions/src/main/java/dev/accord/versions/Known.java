package dev.accord.versions;

import dev.accord.shop.order.OrderCreated;

/** What version 1 of OrderCreated knows beside the order, its items and its amount: nothing. */
final class Known {
  private Known() {}

  static OrderCreated.Builder fill(OrderCreated.Builder order) {
    return order;
  }

  static String told(OrderCreated order) {
    return "";
  }
}
