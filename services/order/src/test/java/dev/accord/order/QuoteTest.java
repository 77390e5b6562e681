package dev.accord.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.accord.order.PlaceOrder.Item;
import dev.accord.order.Products.Product;
import dev.accord.runtime.http.ProblemException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class QuoteTest {
  private static final UUID COFFEE = new UUID(0, 1);
  private static final UUID FILTERS = new UUID(0, 2);
  private static final UUID CARD = new UUID(0, 3);
  private static final Map<UUID, Product> PRODUCTS =
      Map.of(
          COFFEE, new Product(COFFEE, "Coffee", new BigDecimal("19.90"), "EUR"),
          FILTERS, new Product(FILTERS, "Filters", new BigDecimal("4.95"), "EUR"),
          CARD, new Product(CARD, "Card", new BigDecimal("25.00"), "USD"));

  @Test
  void theAmountIsExact() {
    var quote = Quote.of(request("EUR", new Item(COFFEE, 3), new Item(FILTERS, 7)), true, PRODUCTS);
    assertThat(quote.amount()).isEqualTo(new BigDecimal("94.35"));
    assertThat(quote.currency()).isEqualTo("EUR");
  }

  @Test
  void theProductsSayTheCurrencyWhereTheRequestDoesNot() {
    assertThat(Quote.of(request(null, new Item(CARD, 1)), true, PRODUCTS).currency())
        .isEqualTo("USD");
    assertThat(refused(request(null, new Item(COFFEE, 1), new Item(CARD, 1))))
        .containsExactly("items[1]: items[1] is sold in USD, the order is in EUR");
    assertThat(refused(request("CHF", new Item(COFFEE, 1))))
        .containsExactly("currency: items[0] is sold in EUR, the order is in CHF");
  }

  @Test
  void anAmountThatNoContractHoldsIsRefused() {
    assertThat(refused(request("USD", new Item(CARD, 400_000_000))))
        .containsExactly("items: cost 10000000000.00 in all, more than 9999999999.99");
  }

  @Test
  void whatDoesNotExistIsNamed() {
    var request = request("EUR", new Item(new UUID(9, 9), 1));
    var refusal =
        catchThrowableOfType(ProblemException.class, () -> Quote.of(request, false, PRODUCTS));
    assertThat(refusal.problem().errors())
        .extracting(error -> error.field())
        .containsExactly("customerId", "items[0].productId");
  }

  private static List<String> refused(PlaceOrder request) {
    var refusal =
        catchThrowableOfType(ProblemException.class, () -> Quote.of(request, true, PRODUCTS));
    return refusal.problem().errors().stream()
        .map(error -> error.field() + ": " + error.message())
        .toList();
  }

  private static PlaceOrder request(@Nullable String currency, Item... items) {
    return new PlaceOrder(new UUID(0, 9), List.of(items), "token", currency, null);
  }
}
