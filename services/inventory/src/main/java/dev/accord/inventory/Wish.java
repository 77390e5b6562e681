package dev.accord.inventory;

import dev.accord.shop.order.OrderCreated;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What an order wants of the stock.
 *
 * @param wanted pieces by product
 */
record Wish(UUID orderId, SortedMap<UUID, Integer> wanted) {
  Wish {
    wanted = Collections.unmodifiableSortedMap(new TreeMap<>(wanted));
  }

  /**
   * Adds up items of one product.
   *
   * @throws ArithmeticException if those are more pieces than an {@code int} counts
   */
  static Wish of(OrderCreated event) {
    var wanted = new TreeMap<UUID, Integer>();
    event
        .getItems()
        .forEach(item -> wanted.merge(item.getProductId(), item.getQuantity(), Math::addExact));
    return new Wish(event.getOrderId(), wanted);
  }
}
