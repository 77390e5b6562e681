package dev.accord.notification;

import dev.accord.runtime.outbox.Tx;
import dev.accord.runtime.sql.Database;
import dev.accord.shop.customer.CustomerRegistered;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;
import java.util.UUID;

/** How to write to customers, as their topic last said. */
final class Customers {
  private static final String KEEP =
      """
      insert into customer (id, name, email) values ($1, $2, $3)
      on conflict (id) do update set name = excluded.name, email = excluded.email
      """;

  /** Whom a mail goes to. */
  record Recipient(String name, String email) {}

  private final Database database;

  Customers(Database database) {
    this.database = database;
  }

  Future<Void> registered(Tx tx, CustomerRegistered event) {
    return tx.sql()
        .preparedQuery(KEEP)
        .execute(Tuple.of(event.getCustomerId(), event.getName(), event.getEmail()))
        .mapEmpty();
  }

  /** Forgets name and address; that there was somebody is remembered, so that nobody waits. */
  Future<Void> erased(Tx tx, String key) {
    return tx.sql()
        .preparedQuery(KEEP)
        .execute(Tuple.of(UUID.fromString(key), null, null))
        .mapEmpty();
  }

  /**
   * How to write to a customer.
   *
   * @return fails with {@link Undeliverable} if the customer was erased, with {@link
   *     IllegalStateException} if nothing is known yet
   */
  Future<Recipient> find(UUID customer) {
    return database
        .pool()
        .preparedQuery("select name, email from customer where id = $1")
        .execute(Tuple.of(customer))
        .map(
            rows ->
                Optional.ofNullable(rows.size() == 0 ? null : rows.iterator().next())
                    .map(Customers::recipient)
                    .orElseThrow(
                        () ->
                            new IllegalStateException(
                                "customer " + customer + " is not known here yet")));
  }

  private static Recipient recipient(Row row) {
    var email = row.getString("email");
    if (email == null) {
      throw new Undeliverable("the customer was erased");
    }
    return new Recipient(row.getString("name"), email);
  }
}
