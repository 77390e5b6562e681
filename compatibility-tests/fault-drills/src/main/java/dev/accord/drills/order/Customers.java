package dev.accord.drills.order;

import dev.accord.drills.order.OrderHistory.Answer;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Places orders, several at a time, each under a key of its own, until every one is answered. */
final class Customers {
  private static final int IN_FLIGHT_MAX = 16;
  private static final int PIECES_MAX = 3;
  private static final Duration ANSWER_MAX = Duration.ofSeconds(10);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String url;
  private final ConcurrentLinkedQueue<Answer> answers = new ConcurrentLinkedQueue<>();
  private final Set<String> unanswered = ConcurrentHashMap.newKeySet();
  private final AtomicInteger accepted = new AtomicInteger();
  private List<String> products = List.of();
  private String customer = "";

  Customers(String url) {
    this.url = url;
  }

  /** Succeeds once the shop has products and takes customers. */
  boolean register() throws IOException, InterruptedException {
    var found = http.send(request("/products").build(), BodyHandlers.ofString());
    var body = new JsonObject().put("name", "Ada").put("email", "ada@shop.example");
    var answer = http.send(post("/customers", body, "").build(), BodyHandlers.ofString());
    if (found.statusCode() != 200 || answer.statusCode() != 201) {
      return false;
    }
    var ids = new ArrayList<String>();
    new JsonArray(found.body())
        .forEach(product -> ids.add(((JsonObject) product).getString("productId")));
    products = ids;
    customer = new JsonObject(answer.body()).getString("customerId");
    return !products.isEmpty();
  }

  /** Sends each order once. What gets no answer is left for {@link #placeRest}. */
  void place(int count) {
    var inFlight = new Semaphore(IN_FLIGHT_MAX);
    for (int i = 0; i < count; i++) {
      inFlight.acquireUninterruptibly();
      var key = "order-" + i;
      var unused =
          http.sendAsync(order(key).build(), BodyHandlers.ofString())
              .whenComplete(
                  (answer, failure) -> {
                    note(key, answer);
                    inFlight.release();
                  });
    }
    inFlight.acquireUninterruptibly(IN_FLIGHT_MAX);
  }

  private void note(String key, @Nullable HttpResponse<String> answer) {
    if (answer != null && answer.statusCode() == 201) {
      answers.add(new Answer(key, new JsonObject(answer.body()).getString("orderId")));
      accepted.incrementAndGet();
    } else {
      unanswered.add(key);
    }
  }

  /** Sends again, under its key, one that got no answer; true once there is none. */
  boolean placeRest() throws IOException, InterruptedException {
    var answered = new ArrayList<String>();
    answers.forEach(answer -> answered.add(answer.key()));
    for (var key : unanswered) {
      if (!answered.contains(key)) {
        var answer = http.send(order(key).build(), BodyHandlers.ofString());
        if (answer.statusCode() != 201) {
          return false;
        }
        note(key, answer);
      }
    }
    return true;
  }

  int accepted() {
    return accepted.get();
  }

  int unanswered() {
    return unanswered.size();
  }

  void tell(OrderHistory history) {
    history.answers.addAll(answers);
    history.unanswered.addAll(unanswered);
  }

  /** The same for a key each time: another order under a used key is refused. */
  private HttpRequest.Builder order(String key) {
    var choice = Math.floorMod(key.hashCode(), products.size());
    var item =
        new JsonObject()
            .put("productId", products.get(choice))
            .put("quantity", 1 + Math.floorMod(key.hashCode(), PIECES_MAX));
    var body =
        new JsonObject()
            .put("customerId", customer)
            .put("items", new JsonArray().add(item))
            .put("paymentToken", "tok_ok");
    return post("/orders", body, key);
  }

  private HttpRequest.Builder post(String path, JsonObject body, String key) {
    var request =
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.encode()));
    return key.isEmpty() ? request : request.header("Idempotency-Key", key);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path)).timeout(ANSWER_MAX);
  }
}
