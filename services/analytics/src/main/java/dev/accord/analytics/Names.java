package dev.accord.analytics;

import dev.accord.runtime.outbox.Tx;
import dev.accord.shop.customer.CustomerRegistered;
import dev.accord.shop.product.ProductUpdated;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.ZoneOffset;
import java.util.UUID;

/** What customers and products are called; of all personal data the customer's name alone. */
final class Names {
  private Names() {}

  static Future<Void> registered(Tx tx, CustomerRegistered event) {
    return tx.sql()
        .preparedQuery(
            "insert into customer (id, name) values ($1, $2)"
                + " on conflict (id) do update set name = excluded.name")
        .execute(Tuple.of(event.getCustomerId(), event.getName()))
        .mapEmpty();
  }

  /** What is left says nothing of a person: an id that no table knows any more. */
  static Future<Void> erased(Tx tx, String key) {
    return tx.sql()
        .preparedQuery("delete from customer where id = $1")
        .execute(Tuple.of(UUID.fromString(key)))
        .mapEmpty();
  }

  static Future<Void> updated(Tx tx, ProductUpdated event) {
    return tx.sql()
        .preparedQuery(
            "insert into product as known (id, name, updated_at) values ($1, $2, $3)"
                + " on conflict (id) do update"
                + " set name = excluded.name, updated_at = excluded.updated_at"
                + " where known.updated_at <= excluded.updated_at")
        .execute(
            Tuple.of(
                event.getProductId(),
                event.getName(),
                event.getUpdatedAt().atOffset(ZoneOffset.UTC)))
        .mapEmpty();
  }
}
