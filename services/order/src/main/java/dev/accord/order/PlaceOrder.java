package dev.accord.order;

import com.fasterxml.jackson.databind.JsonNode;
import dev.accord.order.request.Fields;
import dev.accord.runtime.http.JsonBody;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a customer asks for. Whether the customer and the products exist is not known yet. */
record PlaceOrder(
    UUID customerId,
    List<Item> items,
    String paymentToken,
    @Nullable String currency,
    @Nullable String couponCode) {

  private static final int TOKEN_CHARACTERS_MAX = 200;
  private static final int COUPON_CHARACTERS_MAX = 64;

  /** So many pieces of a product. */
  record Item(UUID productId, int quantity) {}

  PlaceOrder {
    items = List.copyOf(items);
  }

  /**
   * Reads the body of {@code POST /orders}.
   *
   * @throws dev.accord.runtime.http.ProblemException 400 or 422 with every mistake
   */
  static PlaceOrder from(JsonNode body, OrderConfig config) {
    var fields = Fields.of(body);
    var request =
        new PlaceOrder(
            fields.uuid("customerId"),
            items(fields.objects("items", config.itemsMax()), config.quantityMax()),
            fields.text("paymentToken", TOKEN_CHARACTERS_MAX),
            fields.optionalText("currency", 3),
            fields.optionalText("couponCode", COUPON_CHARACTERS_MAX));
    fields.check();
    return request;
  }

  /** SHA-256 of what is asked for: equal for equal requests, however their JSON was written. */
  byte[] digest() {
    try {
      return MessageDigest.getInstance("SHA-256").digest(JsonBody.write(this).getBytes());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }

  private static List<Item> items(List<Fields> parts, int quantityMax) {
    var items = new ArrayList<Item>();
    var places = new HashMap<UUID, Integer>();
    for (var part : parts) {
      var item = new Item(part.uuid("productId"), part.integer("quantity", 1, quantityMax));
      var earlier = places.putIfAbsent(item.productId(), items.size());
      if (earlier != null && !item.productId().equals(Fields.NO_ID)) {
        part.refuse("productId", "is in items[" + earlier + "] already: ask for more there");
      }
      items.add(item);
    }
    return items;
  }
}
