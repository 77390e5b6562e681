package dev.accord.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PaymentProviderTest {
  @TempDir Path folder;

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient http = HttpClient.newHttpClient();
  private PaymentProvider provider;

  @BeforeEach
  void start() throws IOException {
    provider = PaymentProvider.start(vertx, folder.resolve("ledger"), Clock.systemUTC());
  }

  @AfterEach
  void stop() throws IOException {
    provider.close();
    vertx.close().await();
  }

  @Test
  void aChargeIsDoneOnceAndToldAgainEvenAfterARestart() throws Exception {
    var first = charge("key", "tok_ok");
    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(charge("key", "tok_ok").body()).isEqualTo(first.body());
    assertThat(charge("key", "tok_slow").statusCode()).isEqualTo(422);

    provider.close();
    Files.writeString(folder.resolve("ledger"), "{\"kind\":\"cha", StandardOpenOption.APPEND);
    provider = PaymentProvider.start(vertx, folder.resolve("ledger"), Clock.systemUTC());
    assertThat(charge("key", "tok_ok").body()).isEqualTo(first.body());
    assertThat(provider.ledger().getJsonArray("charges")).hasSize(1);
    assertThat(charge("other", "tok_ok").statusCode()).isEqualTo(201);
  }

  @Test
  void aLostAnswerIsFoundUnderItsKey() throws Exception {
    var lost = chargeLater("key", "tok_timeout_after_charge");
    while (provider.ledger().getJsonArray("charges").isEmpty()) {
      assertThat(lost).isNotDone();
    }
    assertThat(charge("key", "tok_timeout_after_charge").statusCode()).isEqualTo(201);
    assertThat(lost).isNotDone();
    assertThat(provider.ledger().getJsonArray("charges")).hasSize(1);
  }

  @Test
  void refusalsSayWhy() throws Exception {
    assertThat(charge("a", "tok_declined").body()).contains("\"code\":\"declined\"");
    assertThat(charge("a", "tok_declined").statusCode()).isEqualTo(402);
    assertThat(charge("b", "tok_nobody").body()).contains("\"code\":\"unknown_token\"");
    assertThat(post("/charges", "c", new JsonObject()).statusCode()).isEqualTo(400);
    assertThat(post("/charges", "", new JsonObject()).body()).contains("no_key");
    assertThat(provider.ledger().getJsonArray("charges")).isEmpty();
  }

  @Test
  void noMoreIsRefundedThanWasCharged() throws Exception {
    var id = new JsonObject(charge("a", "tok_refund_late").body()).getString("id");
    assertThat(refund("r", id, "5.00").statusCode()).isEqualTo(503);
    assertThat(refund("r", id, "5.00").statusCode()).isEqualTo(503);
    var done = refund("r", id, "5.00");
    assertThat(done.statusCode()).isEqualTo(201);
    assertThat(refund("r", id, "5.00").body()).isEqualTo(done.body());
    assertThat(refund("more", id, "0.01").statusCode()).isEqualTo(409);
    assertThat(refund("x", "charge-99", "5.00").statusCode()).isEqualTo(404);
    assertThat(provider.ledger().getJsonArray("refunds")).hasSize(1);
  }

  private HttpResponse<String> charge(String key, String token) throws Exception {
    return chargeLater(key, token).get();
  }

  private CompletableFuture<HttpResponse<String>> chargeLater(String key, String token) {
    var body =
        new JsonObject()
            .put("token", token)
            .put("amount", "5.00")
            .put("currency", "EUR")
            .put("reference", "order");
    return http.sendAsync(request("/charges", key, body), BodyHandlers.ofString());
  }

  private HttpResponse<String> refund(String key, String charge, String amount) throws Exception {
    return post("/refunds", key, new JsonObject().put("charge", charge).put("amount", amount));
  }

  private HttpResponse<String> post(String path, String key, JsonObject body) throws Exception {
    return http.send(request(path, key, body), BodyHandlers.ofString());
  }

  private HttpRequest request(String path, String key, JsonObject body) {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + provider.port() + path))
            .POST(BodyPublishers.ofString(body.encode()));
    return key.isEmpty() ? request.build() : request.header("Idempotency-Key", key).build();
  }
}
