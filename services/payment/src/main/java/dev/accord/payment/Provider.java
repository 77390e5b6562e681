package dev.accord.payment;

import dev.accord.payment.Answer.Done;
import dev.accord.payment.Answer.Refused;
import dev.accord.shop.payment.PaymentFailureCause;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.time.Instant;

/**
 * The payment provider, over HTTP. Every request carries a key made of what it does and for which
 * order, under which the provider does it once and answers the same ever after; so a request whose
 * answer was lost is simply made again.
 */
final class Provider {
  private static final int PAYMENT_REQUIRED = 402;

  private final WebClient client;
  private final PaymentConfig config;

  Provider(WebClient client, PaymentConfig config) {
    this.client = client;
    this.config = config;
  }

  /** Takes an order's money. Fails where it is not known whether it was taken. */
  Future<Answer> charge(Payment payment, String token) {
    var price = payment.price();
    var charge =
        new JsonObject()
            .put("token", token)
            .put("amount", price.value().toPlainString())
            .put("currency", price.currency())
            .put("reference", payment.order().toString());
    return post("/charges", "charge-" + payment.order(), charge).map(Provider::answer);
  }

  /** Returns what was taken. Fails where it is not known whether it was returned. */
  Future<Done> refund(Payment payment) {
    var refund =
        new JsonObject()
            .put("charge", payment.chargeReference())
            .put("amount", payment.price().value().toPlainString());
    return post("/refunds", "refund-" + payment.order(), refund).map(Provider::done);
  }

  private Future<HttpResponse<Buffer>> post(String path, String key, JsonObject body) {
    return client
        .postAbs(config.providerUrl() + path)
        .timeout(config.callMax().toMillis())
        .putHeader("Idempotency-Key", key)
        .sendJsonObject(body);
  }

  private static Answer answer(HttpResponse<Buffer> response) {
    if (response.statusCode() != PAYMENT_REQUIRED) {
      return done(response);
    }
    var refusal = response.bodyAsJsonObject();
    var cause =
        "unknown_token".equals(refusal.getString("code"))
            ? PaymentFailureCause.INVALID_TOKEN
            : PaymentFailureCause.DECLINED;
    return new Refused(cause, refusal.getString("message"));
  }

  private static Done done(HttpResponse<Buffer> response) {
    if (response.statusCode() != 200 && response.statusCode() != 201) {
      throw new IllegalStateException(
          "the payment provider answers " + response.statusCode() + " " + response.bodyAsString());
    }
    var body = response.bodyAsJsonObject();
    return new Done(body.getString("id"), Instant.parse(body.getString("at")));
  }
}
