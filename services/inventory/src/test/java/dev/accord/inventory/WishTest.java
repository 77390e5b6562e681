package dev.accord.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.accord.shop.order.OrderCreated;
import dev.accord.shop.order.OrderItem;
import java.math.BigDecimal;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WishTest {
  private static final UUID ORDER = new UUID(0, 9);
  private static final UUID COFFEE = new UUID(0, 1);

  @Test
  void itemsOfOneProductAreOneWish() {
    var wish = Wish.of(ordered(2, 3));
    assertThat(wish.orderId()).isEqualTo(ORDER);
    assertThat(wish.wanted()).hasSize(1).containsEntry(COFFEE, 5);
  }

  @Test
  void morePiecesThanCanBeCountedAreNoWish() {
    assertThatThrownBy(() -> Wish.of(ordered(Integer.MAX_VALUE, 1)))
        .isInstanceOf(ArithmeticException.class);
  }

  private static OrderCreated ordered(int... quantities) {
    return OrderCreated.newBuilder()
        .setOrderId(ORDER)
        .setCustomerId(null)
        .setItems(IntStream.of(quantities).mapToObj(WishTest::item).toList())
        .setAmount(BigDecimal.TEN)
        .setCurrency("EUR")
        .build();
  }

  private static OrderItem item(int quantity) {
    return OrderItem.newBuilder()
        .setProductId(COFFEE)
        .setQuantity(quantity)
        .setUnitPrice(BigDecimal.ONE)
        .build();
  }
}
