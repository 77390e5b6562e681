package dev.accord.benchmarks.order;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/**
 * Places orders at a rate, whatever becomes of them: each has the moment at which it is meant to be
 * sent, and all times count from there, so a server that is slow is not asked less.
 */
final class Placing implements AutoCloseable {
  private static final int CONNECTIONS = 64;
  private static final int CUSTOMERS = 200;
  private static final int CREATED = 201;
  private static final int ITEMS_MAX = 3;
  private static final int PIECES_MAX = 3;
  private static final Duration ANSWER_MAX = Duration.ofSeconds(30);

  // One loop: what else there is of the machine is the shop's.
  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final HttpClient client =
      vertx.createHttpClient(
          new HttpClientOptions().setKeepAlive(true),
          new PoolOptions().setHttp1MaxSize(CONNECTIONS));
  private final URI order;
  private final Clock clock;
  private final RandomGenerator random;
  private final List<String> customers = new ArrayList<>();
  private final Map<String, Accepted> accepted = new ConcurrentHashMap<>();
  private final AtomicLong begun = new AtomicLong();
  private final AtomicLong unanswered = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong pieces = new AtomicLong();

  /**
   * An order that got its 201.
   *
   * @param intendedMicros when it was meant to be sent
   * @param acceptedMicros when its answer was there
   */
  record Accepted(long intendedMicros, long acceptedMicros) {}

  Placing(URI order, Clock clock, RandomGenerator random) {
    this.order = order;
    this.clock = clock;
    this.random = random;
  }

  /** Registers those who will order. */
  void register() {
    for (int i = 0; i < CUSTOMERS; i++) {
      var body =
          new JsonObject()
              .put("name", "Customer " + i)
              .put("email", "customer-" + i + "@shop.example");
      var answer = post("/customers", "", body).await();
      customers.add(answer.toJsonObject().getString("customerId"));
    }
  }

  /** Sends so many a second for so long; returns when every one was sent. */
  void run(int rate, Duration time) {
    var done = Promise.<Void>promise();
    long count = rate * time.toMillis() / 1_000;
    long start = Arrivals.micros(clock);
    var sent = new AtomicLong();
    var unused =
        vertx.setPeriodic(
            1,
            timer -> {
              long due = Math.min(count, (Arrivals.micros(clock) - start) * rate / 1_000_000);
              while (sent.get() < due) {
                place(start + sent.incrementAndGet() * 1_000_000 / rate);
              }
              if (due == count) {
                vertx.cancelTimer(timer);
                done.tryComplete();
              }
            });
    done.future().await();
  }

  private void place(long intendedMicros) {
    long number = begun.incrementAndGet();
    var body = order();
    post("/orders", "benchmark-" + number, body)
        .onComplete(
            answer -> {
              accepted.put(
                  answer.toJsonObject().getString("orderId"),
                  new Accepted(intendedMicros, Arrivals.micros(clock)));
              for (var item : body.getJsonArray("items")) {
                pieces.addAndGet(((JsonObject) item).getInteger("quantity"));
              }
            },
            failure -> {
              if (failure instanceof Refusal) {
                refused.incrementAndGet();
              } else {
                unanswered.incrementAndGet();
              }
            });
  }

  private JsonObject order() {
    var items = new JsonArray();
    int first = random.nextInt(1 << 20);
    for (int i = 0; i <= random.nextInt(ITEMS_MAX); i++) {
      items.add(
          new JsonObject()
              .put("productId", Shop.product(first + i))
              .put("quantity", 1 + random.nextInt(PIECES_MAX)));
    }
    return new JsonObject()
        .put("customerId", customers.get(random.nextInt(customers.size())))
        .put("items", items)
        .put("paymentToken", "tok_ok");
  }

  /** A server's "not now" or "never". */
  private static final class Refusal extends RuntimeException {
    Refusal(String message) {
      super(message, null, false, false);
    }
  }

  private Future<Buffer> post(String path, String key, JsonObject body) {
    var options =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setHost(order.getHost())
            .setPort(order.getPort())
            .setURI(path)
            .setTimeout(ANSWER_MAX.toMillis())
            .putHeader("Content-Type", "application/json");
    var keyed = key.isEmpty() ? options : options.putHeader("Idempotency-Key", key);
    return client
        .request(keyed)
        .compose(request -> answer(request, body.toBuffer()))
        .timeout(ANSWER_MAX.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** One step of a chain, so on the event loop: a body that nobody asks for in time is lost. */
  private static Future<Buffer> answer(HttpClientRequest request, Buffer body) {
    return request
        .send(body)
        .compose(
            response ->
                response
                    .body()
                    .compose(
                        answer ->
                            response.statusCode() == CREATED
                                ? Future.succeededFuture(answer)
                                : Future.failedFuture(
                                    new Refusal(response.statusCode() + " " + answer))));
  }

  /** By order. */
  Map<String, Accepted> accepted() {
    return accepted;
  }

  /** Orders sent. */
  long begun() {
    return begun.get();
  }

  /** Orders that will not be: the server said so. */
  long refused() {
    return refused.get();
  }

  /** Orders of which nobody knows; some may be. */
  long unanswered() {
    return unanswered.get();
  }

  /** Whether every order is answered, or given up. */
  boolean isAnswered() {
    return begun() == accepted.size() + refused() + unanswered();
  }

  /** Pieces of all accepted orders. */
  long pieces() {
    return pieces.get();
  }

  @Override
  public void close() {
    vertx.close().await();
  }
}
