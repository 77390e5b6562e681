package dev.accord.drills.order;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.accord.drills.verdict.OrderHistory;
import dev.accord.drills.verdict.OrderHistory.Answer;
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
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Places orders at a steady pace, each under a key of its own, at one instance of the shop or, if
 * that gives no answer, at the next. Some pay with a card that is declined, or whose charge is
 * answered too late; some live where no carrier goes.
 */
final class Customers {
  private static final int IN_FLIGHT_MAX = 16;
  private static final int PIECES_MAX = 3;
  private static final Duration PACE = Duration.ofMillis(50);
  private static final Duration ANSWER_MAX = Duration.ofSeconds(10);
  private static final List<String> TOKENS =
      List.of("tok_ok", "tok_ok", "tok_ok", "tok_ok", "tok_declined", "tok_timeout_after_charge");
  private static final List<String> ADDRESSES =
      List.of("1 Example Street", "2 Example Street", "3 Example Street", "1 Refused Road");

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final List<String> urls;
  private final long seed;
  private final Map<String, Placed> answers = new ConcurrentHashMap<>();
  private final Set<String> unanswered = ConcurrentHashMap.newKeySet();
  private final List<String> customers = new ArrayList<>();
  private List<String> products = List.of();
  private final AtomicInteger turnedAway = new AtomicInteger();
  private int asked;
  private volatile long answeredNanos;
  private volatile Duration silence = Duration.ZERO;

  /** An order that was answered 201, and when its first request was sent. */
  record Placed(String orderId, long sentNanos) {}

  /**
   * The same seed orders the same.
   *
   * @param urls of the instances of the order service
   */
  Customers(List<String> urls, long seed) {
    this.urls = urls;
    this.seed = seed;
  }

  /** Succeeds once the shop has products and takes customers. */
  boolean register() throws IOException, InterruptedException {
    var found = http.send(request(0, "/products").build(), BodyHandlers.ofString());
    var ids = new ArrayList<String>();
    new JsonArray(found.body())
        .forEach(product -> ids.add(((JsonObject) product).getString("productId")));
    products = ids.stream().sorted().toList();
    for (var address : ADDRESSES.subList(customers.size(), ADDRESSES.size())) {
      var body =
          new JsonObject()
              .put("name", "Ada")
              .put("email", "ada@shop.example")
              .put("address", address);
      var answer = http.send(post(0, "/customers", body, "").build(), BodyHandlers.ofString());
      if (answer.statusCode() != 201) {
        return false;
      }
      customers.add(new JsonObject(answer.body()).getString("customerId"));
    }
    return !products.isEmpty();
  }

  /** As {@link #placeWhile}, so many. */
  void place(int count) {
    int last = asked + count;
    placeWhile(() -> asked < last);
  }

  /**
   * Sends more orders, each once, as long as there are to be more; returns when all are answered or
   * not. What gets no answer is left for {@link #placeRest}.
   */
  void placeWhile(BooleanSupplier more) {
    answeredNanos = System.nanoTime();
    silence = Duration.ZERO;
    var inFlight = new Semaphore(IN_FLIGHT_MAX);
    while (more.getAsBoolean()) {
      inFlight.acquireUninterruptibly();
      int number = asked++;
      var unused =
          ask("order-" + number, number, urls.size() - 1)
              .whenComplete((answer, failure) -> inFlight.release());
      LockSupport.parkNanos(PACE.toNanos());
    }
    inFlight.acquireUninterruptibly(IN_FLIGHT_MAX);
  }

  private CompletableFuture<Void> ask(String key, int instance, int othersLeft) {
    long sent = System.nanoTime();
    return http.sendAsync(order(key, instance).build(), BodyHandlers.ofString())
        .handle((answer, failure) -> isTaken(answer) && note(key, answer, sent))
        .thenCompose(
            taken -> {
              if (!taken && othersLeft > 0) {
                turnedAway.incrementAndGet();
                return ask(key, instance + 1, othersLeft - 1);
              }
              if (!taken) {
                unanswered.add(key);
              }
              return CompletableFuture.completedFuture(null);
            });
  }

  private static boolean isTaken(@Nullable HttpResponse<String> answer) {
    return answer != null && answer.statusCode() == 201;
  }

  @CanIgnoreReturnValue
  private synchronized boolean note(String key, HttpResponse<String> answer, long sentNanos) {
    var now = System.nanoTime();
    var gap = Duration.ofNanos(now - answeredNanos);
    silence = gap.compareTo(silence) > 0 ? gap : silence;
    answeredNanos = now;
    answers.put(key, new Placed(new JsonObject(answer.body()).getString("orderId"), sentNanos));
    return true;
  }

  /** Sends again, under its key, one that got no answer; true once there is none. */
  boolean placeRest() throws IOException, InterruptedException {
    for (var key : unanswered) {
      if (!answers.containsKey(key)) {
        long sent = System.nanoTime();
        var answer = http.send(order(key, 0).build(), BodyHandlers.ofString());
        if (!isTaken(answer)) {
          return false;
        }
        note(key, answer, sent);
      }
    }
    return true;
  }

  /** Orders that were answered, or not; all that were sent in the end. */
  int settled() {
    return answers.size() + unanswered.size();
  }

  int unanswered() {
    return unanswered.size();
  }

  /** POSTs that one instance did not take and that were sent to the next. */
  int turnedAway() {
    return turnedAway.get();
  }

  /** The longest time without an answer in the last {@link #place}, up to now. */
  Duration silence() {
    return silence;
  }

  /** Orders whose requests were sent at that time or later. */
  List<String> placedSince(long nanos) {
    return answers.values().stream()
        .filter(placed -> placed.sentNanos() - nanos >= 0)
        .map(Placed::orderId)
        .toList();
  }

  void tell(OrderHistory history) {
    answers.forEach((key, placed) -> history.answers.add(new Answer(key, placed.orderId())));
    history.unanswered.addAll(unanswered);
  }

  /** The same for a key each time: another order under a used key is refused. */
  private HttpRequest.Builder order(String key, int instance) {
    var random = new Random(seed + key.hashCode());
    var item =
        new JsonObject()
            .put("productId", products.get(random.nextInt(products.size())))
            .put("quantity", 1 + random.nextInt(PIECES_MAX));
    var body =
        new JsonObject()
            .put("customerId", customers.get(random.nextInt(customers.size())))
            .put("items", new JsonArray().add(item))
            .put("paymentToken", TOKENS.get(random.nextInt(TOKENS.size())));
    return post(instance, "/orders", body, key);
  }

  private HttpRequest.Builder post(int instance, String path, JsonObject body, String key) {
    var request =
        request(instance, path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.encode()));
    return key.isEmpty() ? request : request.header("Idempotency-Key", key);
  }

  private HttpRequest.Builder request(int instance, String path) {
    var url = urls.get(instance % urls.size());
    return HttpRequest.newBuilder(URI.create(url + path)).timeout(ANSWER_MAX);
  }
}
