package dev.accord.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The order service, as a shop's web page uses it. */
final class Shop {
  /** Names in the sample catalogue. */
  static final String PLENTY = "Coffee beans, 1 kg";

  static final String SCARCE = "Hand grinder, the last ones";

  private static final Duration ANSWER_MAX = Duration.ofSeconds(30);

  private final HttpClient http = HttpClient.newHttpClient();
  private final String url;

  Shop(String url) {
    this.url = url;
  }

  String registerCustomer() throws Exception {
    return registerCustomer("1 Example Street");
  }

  String registerCustomer(String address) throws Exception {
    var customer =
        new JsonObject()
            .put("name", "Ada")
            .put("email", "ada@shop.example")
            .put("address", address);
    return post("/customers", customer, "").get().getString("customerId");
  }

  JsonArray products() throws Exception {
    return new JsonArray(send(request("/products").GET().build()).body());
  }

  String product(String name) throws Exception {
    return products().stream()
        .map(JsonObject.class::cast)
        .filter(product -> product.getString("name").equals(name))
        .map(product -> product.getString("productId"))
        .findFirst()
        .orElseThrow();
  }

  /** Fails where the answer is not 201 or there is none. */
  CompletableFuture<JsonObject> placeOrder(
      String customerId, String productId, int quantity, String idempotencyKey) {
    return placeOrder(customerId, productId, quantity, idempotencyKey, "tok_ok");
  }

  CompletableFuture<JsonObject> placeOrder(
      String customerId, String productId, int quantity, String idempotencyKey, String token) {
    var item = new JsonObject().put("productId", productId).put("quantity", quantity);
    var order =
        new JsonObject()
            .put("customerId", customerId)
            .put("items", new JsonArray().add(item))
            .put("paymentToken", token);
    return post("/orders", order, idempotencyKey);
  }

  JsonObject order(String orderId) throws Exception {
    var answer = send(request("/orders/" + orderId).GET().build());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return new JsonObject(answer.body());
  }

  /** What happened to an order, by name. */
  List<String> happenings(String orderId) throws Exception {
    var answer = send(request("/orders/" + orderId + "/timeline").GET().build());
    return new JsonObject(answer.body())
        .getJsonArray("steps").stream()
            .map(step -> ((JsonObject) step).getString("happening"))
            .toList();
  }

  /** Asks until the order is at its end. The test's own time limit ends a vain wait. */
  JsonObject settledOrder(String orderId) throws Exception {
    while (true) {
      var order = order(orderId);
      if (List.of("SHIPPED", "CANCELLED").contains(order.getString("status"))) {
        return order;
      }
    }
  }

  private CompletableFuture<JsonObject> post(String path, JsonObject body, String idempotencyKey) {
    var request =
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.encode()));
    if (!idempotencyKey.isEmpty()) {
      request.header("Idempotency-Key", idempotencyKey);
    }
    return http.sendAsync(request.build(), BodyHandlers.ofString())
        .thenApply(
            answer -> {
              if (answer.statusCode() != 201) {
                throw new IllegalStateException(answer.statusCode() + " " + answer.body());
              }
              return new JsonObject(answer.body());
            });
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path)).timeout(ANSWER_MAX);
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    return http.send(request, BodyHandlers.ofString());
  }
}
