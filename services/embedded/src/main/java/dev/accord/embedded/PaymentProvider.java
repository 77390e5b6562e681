package dev.accord.embedded;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * A payment provider on 127.0.0.1 as real ones are, but that its outcomes are scripted by the token
 * that is charged:
 *
 * <ul>
 *   <li>{@code tok_ok}: charged
 *   <li>{@code tok_declined}: declined
 *   <li>{@code tok_timeout_after_charge}: charged, and the answer is lost; the next request under
 *       the same key is answered
 *   <li>{@code tok_slow}: charged, and answered three seconds later
 *   <li>{@code tok_refund_late}: charged; the first two requests to refund it get 503
 *   <li>any other: unknown
 * </ul>
 *
 * <p>{@code POST /charges {token, amount, currency, reference}} and {@code POST /refunds {charge,
 * amount}} need an {@code Idempotency-Key}: what was done under a key is done once, and told again
 * however often it is asked for. {@code GET /ledger} tells all charges and refunds. The ledger is a
 * file that outlives the process.
 */
public final class PaymentProvider implements AutoCloseable {
  private static final Duration SLOW = Duration.ofSeconds(3);
  private static final int REFUND_REFUSALS = 2;

  private final Vertx vertx;
  private final ProviderLedger ledger;
  private final HttpServer server;
  private final Map<String, Integer> refundRequests = new HashMap<>();

  /**
   * What is sent, and when.
   *
   * @param after how long the answer takes; negative for one that is lost
   */
  private record Scripted(int status, JsonObject body, Duration after) {
    static final Duration LOST = Duration.ofSeconds(-1);

    static Scripted now(int status, JsonObject body) {
      return new Scripted(status, body, Duration.ZERO);
    }

    static Scripted refusal(int status, String code, String message) {
      return now(status, new JsonObject().put("code", code).put("message", message));
    }
  }

  private PaymentProvider(Vertx vertx, ProviderLedger ledger) {
    this.vertx = vertx;
    this.ledger = ledger;
    server = vertx.createHttpServer();
  }

  /** Starts on a free port. */
  public static PaymentProvider start(Vertx vertx, Path ledger, Clock clock) throws IOException {
    return start(vertx, ledger, 0, clock);
  }

  /**
   * Starts; returns when requests are taken.
   *
   * @param ledger the file; what it says already holds
   */
  public static PaymentProvider start(Vertx vertx, Path ledger, int port, Clock clock)
      throws IOException {
    var provider = new PaymentProvider(vertx, ProviderLedger.open(ledger, clock));
    try {
      var unused =
          provider.server.requestHandler(provider::handle).listen(port, "127.0.0.1").await();
      return provider;
    } catch (RuntimeException e) {
      provider.ledger.close();
      throw e;
    }
  }

  /** Where it listens. */
  public int port() {
    return server.actualPort();
  }

  /** Every charge and every refund. */
  public JsonObject ledger() {
    return ledger.told();
  }

  @Override
  public void close() throws IOException {
    server.close().await();
    ledger.close();
  }

  private void handle(HttpServerRequest request) {
    var route = request.method() + " " + request.path();
    switch (route) {
      case "GET /ledger" -> send(request, () -> Scripted.now(200, ledger.told()));
      case "POST /charges" -> post(request, this::charge);
      case "POST /refunds" -> post(request, this::refund);
      default -> send(request, () -> Scripted.refusal(404, "no_route", "there is no " + route));
    }
  }

  private interface Work {
    Scripted on(String key, JsonObject body) throws IOException;
  }

  private void post(HttpServerRequest request, Work work) {
    var key = request.getHeader("Idempotency-Key");
    request
        .body()
        .onSuccess(
            body ->
                send(
                    request,
                    () ->
                        key == null
                            ? Scripted.refusal(400, "no_key", "Idempotency-Key is missing")
                            : worked(work, key, body)));
  }

  private static Scripted worked(Work work, String key, Buffer body) throws IOException {
    try {
      return work.on(key, body.toJsonObject());
    } catch (DecodeException | NumberFormatException e) {
      return Scripted.refusal(400, "bad_request", "the body cannot be used: " + e.getMessage());
    }
  }

  private Scripted charge(String key, JsonObject body) throws IOException {
    var unused = new BigDecimal(text(body, "amount"));
    var token = text(body, "token");
    return switch (token) {
      case "tok_declined" -> {
        var found = ledger.once(key, ProviderLedger.DECLINE, body);
        yield found.isEmpty()
            ? keyOfAnotherRequest()
            : Scripted.refusal(402, "declined", "the card was declined");
      }
      case "tok_ok", "tok_slow", "tok_timeout_after_charge", "tok_refund_late" ->
          ledger
              .once(key, ProviderLedger.CHARGE, body)
              .map(
                  found ->
                      new Scripted(
                          201, receipt(found), found.isNew() ? delay(token) : Duration.ZERO))
              .orElseGet(PaymentProvider::keyOfAnotherRequest);
      default ->
          Scripted.refusal(402, "unknown_token", "the provider does not know this payment token");
    };
  }

  private Scripted refund(String key, JsonObject body) throws IOException {
    var charge = ledger.charge(text(body, "charge"));
    if (charge.isEmpty()) {
      return Scripted.refusal(404, "no_charge", "there is no such charge");
    }
    if (new BigDecimal(text(body, "amount")).compareTo(ledger.leftOf(charge.get(), key)) > 0) {
      return Scripted.refusal(409, "too_much", "the charge was less, or is refunded already");
    }
    var late = "tok_refund_late".equals(charge.get().getJsonObject("request").getString("token"));
    if (late && refundRequests.merge(key, 1, Integer::sum) <= REFUND_REFUSALS) {
      return Scripted.refusal(503, "later", "refunds are not taken now");
    }
    return ledger
        .once(key, ProviderLedger.REFUND, body)
        .map(found -> Scripted.now(201, receipt(found)))
        .orElseGet(PaymentProvider::keyOfAnotherRequest);
  }

  private static Duration delay(String token) {
    return switch (token) {
      case "tok_slow" -> SLOW;
      case "tok_timeout_after_charge" -> Scripted.LOST;
      default -> Duration.ZERO;
    };
  }

  private static JsonObject receipt(ProviderLedger.Found found) {
    return new JsonObject()
        .put("id", found.entry().getString("id"))
        .put("at", found.entry().getString("at"));
  }

  private static Scripted keyOfAnotherRequest() {
    return Scripted.refusal(422, "key_used", "this Idempotency-Key was used for another request");
  }

  private static String text(JsonObject body, String name) {
    if (body.getValue(name) instanceof String text) {
      return text;
    }
    throw new DecodeException(name + " must be a text");
  }

  /** The ledger writes to disk: off the event loop, one request after the other. */
  private void send(HttpServerRequest request, Callable<Scripted> work) {
    vertx
        .executeBlocking(work)
        .onFailure(e -> request.response().setStatusCode(500).end())
        .compose(
            answer ->
                answer.after().isNegative()
                    ? Future.succeededFuture()
                    : later(answer.after())
                        .compose(
                            ignored ->
                                request
                                    .response()
                                    .setStatusCode(answer.status())
                                    .putHeader("Content-Type", "application/json")
                                    .end(answer.body().toBuffer())));
  }

  private Future<?> later(Duration after) {
    return after.isZero() ? Future.succeededFuture() : vertx.timer(after.toMillis());
  }
}
