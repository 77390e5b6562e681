package dev.accord.path;

import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

/** What the payment provider did, as it tells it. */
record Ledger(List<JsonObject> charges, List<JsonObject> refunds) {
  static Ledger of(RunningStack stack) throws Exception {
    var request = HttpRequest.newBuilder(URI.create(stack.url("provider"))).GET().build();
    var told =
        new JsonObject(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body());
    return new Ledger(entries(told, "charges"), entries(told, "refunds"));
  }

  /** The order of each charge. */
  List<String> orders() {
    return charges.stream().map(charge -> charge.getString("reference")).toList();
  }

  int charges(String orderId) {
    return (int) orders().stream().filter(orderId::equals).count();
  }

  /** What was taken for an order and not returned. */
  BigDecimal left(String orderId) {
    var left = BigDecimal.ZERO;
    for (var charge : charges) {
      if (charge.getString("reference").equals(orderId)) {
        left = left.add(amount(charge)).subtract(returned(charge.getString("id")));
      }
    }
    return left;
  }

  private BigDecimal returned(String charge) {
    return refunds.stream()
        .filter(refund -> refund.getString("charge").equals(charge))
        .map(Ledger::amount)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static List<JsonObject> entries(JsonObject told, String name) {
    return told.getJsonArray(name).stream().map(JsonObject.class::cast).toList();
  }

  private static BigDecimal amount(JsonObject entry) {
    return new BigDecimal(entry.getString("amount"));
  }
}
