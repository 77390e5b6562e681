package dev.accord.order;

import dev.accord.order.Products.Product;
import dev.accord.runtime.http.Problem;
import dev.accord.runtime.http.Problem.FieldError;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The price of a request: what each position and the whole cost. */
record Quote(List<Line> lines, BigDecimal amount, String currency) {
  /** The contract's decimal(12,2). */
  private static final BigDecimal AMOUNT_MAX = new BigDecimal("9999999999.99");

  /** One position with the price of one piece. */
  record Line(UUID productId, int quantity, BigDecimal unitPrice) {}

  Quote {
    lines = List.copyOf(lines);
  }

  /**
   * Prices a request.
   *
   * @param products those of the requested products that exist
   * @throws dev.accord.runtime.http.ProblemException 422 with everything that cannot be ordered so
   */
  static Quote of(PlaceOrder request, boolean customerExists, Map<UUID, Product> products) {
    var errors = new ArrayList<FieldError>();
    if (!customerExists) {
      refuse(errors, "customerId", "no such customer: POST /customers registers one");
    }
    var lines = new ArrayList<Line>();
    var amount = BigDecimal.ZERO.setScale(2);
    var currency = request.currency();
    for (int i = 0; i < request.items().size(); i++) {
      var item = request.items().get(i);
      var product = products.get(item.productId());
      if (product == null) {
        refuse(errors, "items[" + i + "].productId", "no such product: GET /products lists them");
        continue;
      }
      currency = currency == null ? product.currency() : currency;
      if (!product.currency().equals(currency)) {
        var price = "is sold in " + product.currency() + ", the order is in " + currency;
        refuse(errors, request.currency() == null ? place(i) : "currency", place(i) + " " + price);
      }
      lines.add(new Line(item.productId(), item.quantity(), product.price()));
      amount = amount.add(product.price().multiply(BigDecimal.valueOf(item.quantity())));
    }
    if (amount.compareTo(AMOUNT_MAX) > 0) {
      refuse(errors, "items", "cost " + amount + " in all, more than " + AMOUNT_MAX);
    }
    if (!errors.isEmpty() || currency == null) {
      throw Problem.invalid(errors).asException();
    }
    return new Quote(lines, amount, currency);
  }

  private static String place(int i) {
    return "items[" + i + "]";
  }

  private static void refuse(List<FieldError> errors, String field, String message) {
    errors.add(new FieldError(field, message));
  }
}
