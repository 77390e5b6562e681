package dev.accord.order;

import dev.accord.runtime.http.Problem;
import dev.accord.runtime.outbox.Cause;
import dev.accord.runtime.outbox.Outbox;
import dev.accord.runtime.outbox.Tx;
import dev.accord.runtime.sql.Database;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Placing an order, at most once for an idempotency key (IETF draft "The Idempotency-Key HTTP
 * Header Field"). The key stands in the order's own row, so there is no moment at which one is
 * known without the other.
 */
final class Placement {
  private static final String UNIQUE_VIOLATION = "23505";

  /** The answer to a placed order; the same however often it is asked for. */
  record Placed(UUID orderId, String status, BigDecimal amount, String currency) {}

  private final Database database;
  private final Outbox outbox;
  private final Supplier<UUID> ids;
  private final Clock clock;
  private final Duration answerMax;

  Placement(Database database, Outbox outbox, Supplier<UUID> ids, Clock clock, Duration answerMax) {
    this.database = database;
    this.outbox = outbox;
    this.ids = ids;
    this.clock = clock;
    this.answerMax = answerMax;
  }

  /**
   * Places the order, or answers as when the same request with the same key was placed.
   *
   * @return fails with 422 if the key was used for another request, or if it cannot be ordered so
   */
  Future<Placed> place(PlaceOrder request, @Nullable String key, Cause cause) {
    return outbox
        .inTransaction(cause, tx -> placeOnce(tx, request, key))
        .recover(failure -> afterRace(failure, request, key));
  }

  /** Asked together: the connection takes one after the other without waiting in between. */
  private Future<Placed> placeOnce(Tx tx, PlaceOrder request, @Nullable String key) {
    var earlier = earlier(tx.sql(), request, key);
    var customerExists = Customers.exists(tx.sql(), request.customerId());
    var products =
        Products.some(tx.sql(), request.items().stream().map(PlaceOrder.Item::productId).toList());
    return Future.join(earlier, customerExists, products)
        .compose(
            known ->
                earlier
                    .result()
                    .map(Future::succeededFuture)
                    .orElseGet(
                        () ->
                            placeNew(
                                tx,
                                request,
                                key,
                                Quote.of(request, customerExists.result(), products.result()))));
  }

  private Future<Placed> placeNew(Tx tx, PlaceOrder request, @Nullable String key, Quote quote) {
    var order = Order.placed(ids.get(), request, quote, clock.instant());
    return Orders.insert(tx, order, request, key, answerMax).map(placed(order));
  }

  /** Another request with the key was faster by less than a transaction: its answer is ours. */
  private Future<Placed> afterRace(Throwable failure, PlaceOrder request, @Nullable String key) {
    if (key == null
        || !(failure instanceof PgException e)
        || !UNIQUE_VIOLATION.equals(e.getSqlState())) {
      return Future.failedFuture(failure);
    }
    return database
        .withConnection(sql -> earlier(sql, request, key))
        .compose(
            earlier ->
                earlier.map(Future::succeededFuture).orElseGet(() -> Future.failedFuture(failure)));
  }

  private static Future<Optional<Placed>> earlier(
      SqlClient sql, PlaceOrder request, @Nullable String key) {
    if (key == null) {
      return Future.succeededFuture(Optional.empty());
    }
    return sql.preparedQuery(
            "select id, amount, currency, request_digest from orders where idempotency_key = $1")
        .execute(Tuple.of(key))
        .map(
            rows -> {
              if (!rows.iterator().hasNext()) {
                return Optional.empty();
              }
              var row = rows.iterator().next();
              if (!row.getBuffer(3).equals(Buffer.buffer(request.digest()))) {
                throw keyOfAnotherRequest();
              }
              return Optional.of(
                  new Placed(row.getUUID(0), "PENDING", row.getBigDecimal(1), row.getString(2)));
            });
  }

  private static RuntimeException keyOfAnotherRequest() {
    return Problem.of(
            422,
            "this Idempotency-Key was used for another order: repeat that request unchanged, or"
                + " take a new key")
        .asException();
  }

  private static Placed placed(Order order) {
    return new Placed(order.orderId(), order.status().name(), order.amount(), order.currency());
  }
}
