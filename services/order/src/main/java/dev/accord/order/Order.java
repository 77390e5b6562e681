package dev.accord.order;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.accord.shop.order.OrderCreated;
import dev.accord.shop.order.OrderItem;
import dev.accord.shop.order.OrderStatus;
import dev.accord.shop.order.OrderStatusChanged;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An order as it stands.
 *
 * @param cause why it is being or was cancelled, for programs; absent otherwise
 * @param reason the same for people
 * @param items the positions; empty in a list of orders, which leaves them out
 */
record Order(
    UUID orderId,
    UUID customerId,
    OrderStatus status,
    @Nullable String cause,
    @Nullable String reason,
    BigDecimal amount,
    String currency,
    @Nullable String couponCode,
    Instant createdAt,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Quote.Line> items) {

  Order {
    items = List.copyOf(items);
  }

  /** A new order. */
  static Order placed(UUID id, PlaceOrder request, Quote quote, Instant now) {
    return new Order(
        id,
        request.customerId(),
        OrderStatus.PENDING,
        null,
        null,
        quote.amount(),
        quote.currency(),
        request.couponCode(),
        now,
        quote.lines());
  }

  OrderCreated created() {
    return OrderCreated.newBuilder()
        .setOrderId(orderId)
        .setCustomerId(customerId)
        .setItems(items.stream().map(Order::item).toList())
        .setAmount(amount)
        .setCurrency(currency)
        .setCouponCode(couponCode)
        .build();
  }

  OrderStatusChanged notice() {
    return OrderStatusChanged.newBuilder().setOrderId(orderId).setStatus(status).build();
  }

  private static OrderItem item(Quote.Line line) {
    return OrderItem.newBuilder()
        .setProductId(line.productId())
        .setQuantity(line.quantity())
        .setUnitPrice(line.unitPrice())
        .build();
  }
}
