package dev.accord.shipping;

import dev.accord.shop.customer.CustomerRegistered;
import dev.accord.shop.order.OrderCreated;
import dev.accord.shop.order.OrderItem;
import dev.accord.shop.order.OrderPaid;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the other services tell of an order. */
final class ShopEvents {
  static final BigDecimal AMOUNT = new BigDecimal("19.90");

  private ShopEvents() {}

  static CustomerRegistered registered(UUID id, @Nullable String address) {
    return CustomerRegistered.newBuilder()
        .setCustomerId(id)
        .setName("Reader")
        .setEmail("reader@example.com")
        .setAddress(address)
        .setRegisteredAt(Instant.EPOCH)
        .build();
  }

  static OrderCreated ordered(UUID id, @Nullable UUID by) {
    var item =
        OrderItem.newBuilder()
            .setProductId(new UUID(0, 1))
            .setQuantity(1)
            .setUnitPrice(AMOUNT)
            .build();
    return OrderCreated.newBuilder()
        .setOrderId(id)
        .setCustomerId(by)
        .setItems(List.of(item))
        .setAmount(AMOUNT)
        .setCurrency("EUR")
        .build();
  }

  static OrderPaid paid(UUID id) {
    return OrderPaid.newBuilder()
        .setOrderId(id)
        .setPaymentId(new UUID(1, 1))
        .setAmount(AMOUNT)
        .setCurrency("EUR")
        .setPaidAt(Instant.EPOCH)
        .build();
  }
}
