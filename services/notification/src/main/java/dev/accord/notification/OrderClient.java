package dev.accord.notification;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Asks the order service how an order stands now: the other half of a thin event. */
final class OrderClient {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;

  /** What a letter tells of an order; anything else in the answer is passed over. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Order(
      UUID orderId,
      @Nullable UUID customerId,
      BigDecimal amount,
      String currency,
      @Nullable String reason,
      @Nullable String trackingNumber) {}

  private final HttpClient http;
  private final URI base;

  OrderClient(HttpClient http, URI base) {
    this.http = http;
    this.base = base;
  }

  /**
   * The order as it stands.
   *
   * @return fails with {@link Undeliverable} if there is no such order
   */
  Future<Order> find(UUID order) {
    var request =
        new RequestOptions()
            .setMethod(HttpMethod.GET)
            .setAbsoluteURI(base.resolve("/orders/" + order).toString());
    return http.request(request)
        .compose(HttpClientRequest::send)
        .compose(answer -> answer.body().map(body -> read(answer, body)));
  }

  private Order read(HttpClientResponse answer, Buffer body) {
    if (answer.statusCode() == NOT_FOUND) {
      throw new Undeliverable("the order service knows no such order");
    }
    if (answer.statusCode() != OK) {
      throw new IllegalStateException("the order service answered " + answer.statusCode());
    }
    try {
      return JSON.readValue(body.getBytes(), Order.class);
    } catch (IOException e) {
      throw new IllegalStateException("the order service answered no order: " + e.getMessage(), e);
    }
  }
}
