package dev.accord.payment;

import io.vertx.core.Future;
import io.vertx.ext.web.client.WebClient;
import java.util.Optional;
import java.util.UUID;

/**
 * How orders are paid: asked of the order service when it is needed, kept nowhere here. See
 * decision 13.
 */
final class PaymentMethods {
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;

  private final WebClient client;
  private final PaymentConfig config;

  PaymentMethods(WebClient client, PaymentConfig config) {
    this.client = client;
    this.config = config;
  }

  /** The token that the customer gave; empty if the order service knows no such order. */
  Future<Optional<String>> token(UUID order) {
    return client
        .getAbs(config.orderUrl() + "/internal/orders/" + order + "/payment-method")
        .timeout(config.callMax().toMillis())
        .bearerTokenAuthentication(config.orderSecret())
        .send()
        .map(
            response ->
                switch (response.statusCode()) {
                  case OK -> Optional.of(response.bodyAsJsonObject().getString("paymentToken"));
                  case NOT_FOUND -> Optional.empty();
                  default ->
                      throw new IllegalStateException(
                          "the order service answers "
                              + response.statusCode()
                              + " (401: payment.order-secret is not its order.internal-secret)");
                });
  }
}
