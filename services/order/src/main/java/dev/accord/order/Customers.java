package dev.accord.order;

import com.fasterxml.jackson.databind.JsonNode;
import dev.accord.order.request.Fields;
import dev.accord.runtime.outbox.Cause;
import dev.accord.runtime.outbox.Outbox;
import dev.accord.shop.customer.CustomerRegistered;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Who may order. */
final class Customers {
  /** The customer of the examples; no person. */
  static final UUID SAMPLE = UUID.fromString("00000000-0000-4000-8000-00000000c001");

  private static final Pattern EMAIL = Pattern.compile("[^\\s@]+@[^\\s@]+");

  /** What a customer says of himself. */
  record Registration(String name, String email, @Nullable String address) {
    /**
     * Reads the body of {@code POST /customers}.
     *
     * @throws dev.accord.runtime.http.ProblemException 400 or 422 with every mistake
     */
    static Registration from(JsonNode body) {
      var fields = Fields.of(body);
      var registration =
          new Registration(
              fields.text("name", 200),
              fields.text("email", 254),
              fields.optionalText("address", 500));
      if (!registration.email().isBlank() && !EMAIL.matcher(registration.email()).matches()) {
        fields.refuse("email", "must be an address such as name@example.com");
      }
      fields.check();
      return registration;
    }
  }

  private final Outbox outbox;
  private final Supplier<UUID> ids;
  private final Clock clock;

  Customers(Outbox outbox, Supplier<UUID> ids, Clock clock) {
    this.outbox = outbox;
    this.ids = ids;
    this.clock = clock;
  }

  /** Registers a new customer. */
  Future<UUID> register(Registration registration, Cause cause) {
    return register(ids.get(), registration, cause);
  }

  /** Makes sure that the customer of the examples exists; any number of times. */
  Future<UUID> registerSample() {
    var sample = new Registration("Sample customer", "customer@example.com", "1 Example Street");
    return register(SAMPLE, sample, Cause.UNKNOWN);
  }

  /** Whether the customer may order; until the commit he is not erased. */
  static Future<Boolean> exists(SqlClient sql, UUID id) {
    return sql.preparedQuery(
            "select from customer where id = $1 and erased_at is null for key share")
        .execute(Tuple.of(id))
        .map(rows -> rows.size() > 0);
  }

  private Future<UUID> register(UUID id, Registration registration, Cause cause) {
    var now = clock.instant();
    var event =
        CustomerRegistered.newBuilder()
            .setCustomerId(id)
            .setName(registration.name())
            .setEmail(registration.email())
            .setAddress(registration.address())
            .setRegisteredAt(now)
            .build();
    return outbox.inTransaction(
        cause,
        tx ->
            tx.sql()
                .preparedQuery(
                    "insert into customer (id, name, email, address, registered_at)"
                        + " values ($1, $2, $3, $4, $5) on conflict (id) do nothing")
                .execute(
                    Tuple.of(id, registration.name(), registration.email())
                        .addValue(registration.address())
                        .addValue(now.atOffset(ZoneOffset.UTC)))
                .compose(
                    rows ->
                        rows.rowCount() == 0
                            ? Future.succeededFuture(id)
                            : tx.emit(event).map(id)));
  }
}
