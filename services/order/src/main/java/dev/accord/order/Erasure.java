package dev.accord.order;

import dev.accord.runtime.http.Problem;
import dev.accord.runtime.outbox.Cause;
import dev.accord.runtime.outbox.Outbox;
import dev.accord.runtime.outbox.Tx;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.UUID;

/**
 * Removes what is personal of a customer: from his own row, from his orders and their timelines,
 * and, by a tombstone, from the topic and from everyone who keeps a copy. The orders stay, as
 * figures without a person.
 */
final class Erasure {
  private static final String TOPIC = "customers";

  /** Orders that are being placed for the customer wait, and find him erased. */
  private static final String LOCK =
      """
      select erased_at is not null, exists (
        select from orders where customer_id = $1 and phase not in ('SHIPPED', 'CANCELLED'))
      from customer where id = $1 for update
      """;

  private static final String ERASE =
      "update customer set name = null, email = null, address = null, erased_at = $2"
          + " where id = $1";

  private static final String FORGET_ORDERS =
      """
      update orders set forgotten = true, payment_token = '', coupon_code = null,
        reason = case when reason is not null then 'removed with the data of the customer' end
      where customer_id = $1
      """;

  private static final String FORGET_STEPS =
      "update order_step set detail = null from orders"
          + " where orders.id = order_id and customer_id = $1";

  private final Outbox outbox;
  private final Clock clock;

  Erasure(Outbox outbox, Clock clock) {
    this.outbox = outbox;
    this.clock = clock;
  }

  /**
   * Erases a customer; again without effect.
   *
   * @return fails with 404 if there never was one, with 409 while an order of his is under way
   */
  Future<Void> erase(UUID customer, Cause cause) {
    return outbox.inTransaction(
        cause,
        tx ->
            tx.sql()
                .preparedQuery(LOCK)
                .execute(Tuple.of(customer))
                .compose(
                    rows -> {
                      if (rows.size() == 0) {
                        throw Problem.of(404, "there is no customer " + customer).asException();
                      }
                      var row = rows.iterator().next();
                      if (row.getBoolean(0)) {
                        return Future.succeededFuture();
                      }
                      if (row.getBoolean(1)) {
                        throw Problem.of(
                                409,
                                "an order of this customer is under way: cancel it, or wait for"
                                    + " its end")
                            .asException();
                      }
                      return forget(tx, customer);
                    }));
  }

  /** Sent together: the connection takes one after the other without waiting in between. */
  private Future<Void> forget(Tx tx, UUID customer) {
    var sql = tx.sql();
    var now = clock.instant().atOffset(ZoneOffset.UTC);
    return Future.join(
            sql.preparedQuery(ERASE).execute(Tuple.of(customer, now)),
            sql.preparedQuery(FORGET_ORDERS).execute(Tuple.of(customer)),
            sql.preparedQuery(FORGET_STEPS).execute(Tuple.of(customer)),
            tx.erase(TOPIC, customer.toString()))
        .mapEmpty();
  }
}
