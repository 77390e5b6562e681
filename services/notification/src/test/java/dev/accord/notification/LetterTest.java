package dev.accord.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.accord.notification.Customers.Recipient;
import dev.accord.notification.Mails.Due;
import dev.accord.notification.OrderClient.Order;
import dev.accord.shop.order.OrderStatus;
import java.math.BigDecimal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LetterTest {
  private static final UUID ORDER = new UUID(0, 9);
  private static final Recipient READER = new Recipient("Reader", "reader@example.com");

  @Test
  void eachStatusThatCustomersCareAboutHasItsWords() {
    var order = order(null, null);
    assertThat(letter(OrderStatus.PAID, order, READER).text())
        .isEqualTo(
            "Dear Reader,\n\nYour order " + ORDER + " is paid.\nWe received 39.80 EUR for it.\n");
    assertThat(letter(OrderStatus.SHIPPED, order(null, "ACC1"), READER).text())
        .contains("is on its way", "Follow it with the number ACC1.");
    assertThat(letter(OrderStatus.CANCELLED, order("none left", null), READER).text())
        .contains("was cancelled", "The reason: none left");
    assertThatThrownBy(() -> letter(OrderStatus.RESERVED, order, READER))
        .isInstanceOf(Undeliverable.class);
  }

  @Test
  void theMessageIdIsTheEventsAndNothingElseGetsIntoItsHeader() {
    var letter = letter(OrderStatus.PAID, order(null, null), READER);
    assertThat(letter.messageId()).isEqualTo("<0193-event@shop.example>");
    var strange = new Due(1, "a b>\r\nBcc: x@y", ORDER, OrderStatus.PAID, 1);
    assertThat(Letter.of(strange, order(null, null), READER, "we@shop.example").messageId())
        .isEqualTo("<a-b---Bcc--x-y@shop.example>");
  }

  @Test
  void aNameStaysOnItsLine() {
    var recipient = new Recipient("Rea\r\nder", "reader@example.com");
    assertThat(letter(OrderStatus.PAID, order(null, null), recipient).text())
        .startsWith("Dear Rea  der,\n");
  }

  private static Letter letter(OrderStatus status, Order order, Recipient recipient) {
    return Letter.of(
        new Due(1, "0193-event", ORDER, status, 1), order, recipient, "we@shop.example");
  }

  private static Order order(@Nullable String reason, @Nullable String trackingNumber) {
    return new Order(ORDER, new UUID(0, 1), new BigDecimal("39.80"), "EUR", reason, trackingNumber);
  }
}
