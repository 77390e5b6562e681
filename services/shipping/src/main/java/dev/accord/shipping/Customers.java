package dev.accord.shipping;

import dev.accord.runtime.outbox.Tx;
import dev.accord.shop.customer.CustomerRegistered;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where customers live, as their topic last said; of all personal data the address alone. */
final class Customers {
  private static final String KEEP =
      """
      insert into customer (id, state, address) values ($1, $2, $3)
      on conflict (id) do update set state = excluded.state, address = excluded.address
      """;

  private final Deliveries deliveries;

  Customers(Deliveries deliveries) {
    this.deliveries = deliveries;
  }

  /** Keeps the address, and ships what has waited for it. */
  Future<Void> registered(Tx tx, CustomerRegistered event) {
    return keep(
        tx,
        event.getCustomerId(),
        Carrier.CustomerState.REGISTERED,
        event.getAddress().orElse(null));
  }

  /** Forgets the address for good; orders that still wait for one are refused. */
  Future<Void> erased(Tx tx, String key) {
    return keep(tx, UUID.fromString(key), Carrier.CustomerState.ERASED, null);
  }

  private Future<Void> keep(
      Tx tx, UUID customer, Carrier.CustomerState state, @Nullable String address) {
    return tx.sql()
        .preparedQuery(KEEP)
        .execute(Tuple.of(customer, state.name(), address))
        .compose(kept -> deliveries.completeAllOf(tx, customer));
  }
}
