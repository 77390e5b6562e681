package dev.accord.runtime.backends;

import dev.accord.shop.order.OrderStatus;
import dev.accord.shop.order.OrderStatusChanged;
import dev.accord.shop.product.ProductUpdated;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

/** Events to emit. */
public final class Events {
  private Events() {}

  /** A fixed id, different for each number. */
  public static UUID id(int number) {
    return new UUID(0x4000, 0x8000_0000_0000_0000L | number);
  }

  public static OrderStatusChanged notice(UUID order) {
    return notice(order, OrderStatus.PENDING);
  }

  public static OrderStatusChanged notice(UUID order, OrderStatus status) {
    return OrderStatusChanged.newBuilder().setOrderId(order).setStatus(status).build();
  }

  public static ProductUpdated product(UUID id, String name) {
    return ProductUpdated.newBuilder()
        .setProductId(id)
        .setName(name)
        .setPrice(new BigDecimal("9.99"))
        .setCurrency("EUR")
        .setUpdatedAt(Instant.EPOCH)
        .build();
  }
}
