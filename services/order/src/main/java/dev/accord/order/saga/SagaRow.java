package dev.accord.order.saga;

import dev.accord.shop.order.CancelCause;
import dev.accord.shop.order.OrderStatus;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a saga keeps of an order. While it is locked, no other happening moves the order.
 *
 * @param cause why the order is being or was cancelled; absent otherwise
 * @param reason the same for people
 * @param forgotten whether nothing for people may be kept of it any more
 */
record SagaRow(
    UUID order,
    UUID customer,
    Phase phase,
    OrderStatus status,
    @Nullable CancelCause cause,
    @Nullable String reason,
    boolean forgotten) {
  private static final String LOCK =
      "select id, customer_id, phase, status, cause, reason, forgotten from orders"
          + " where id = any($1) order by id for update";

  /** Lengths of time are added by the database: its clock alone says what is overdue. */
  private static final String SAVE =
      """
      update orders set phase = moved.phase, status = moved.status, cause = moved.cause,
        reason = moved.reason, due_at = now() + moved.wait * interval '1 millisecond'
      from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::bigint[])
        as moved (id, phase, status, cause, reason, wait)
      where orders.id = moved.id
      """;

  /** Those of the orders that are here; nothing else moves them until the commit. */
  static Future<Map<UUID, SagaRow>> lock(SqlClient sql, Set<UUID> orders) {
    return sql.preparedQuery(LOCK)
        .execute(Tuple.tuple().addArrayOfUUID(orders.toArray(UUID[]::new)))
        .map(
            found -> {
              var rows = new HashMap<UUID, SagaRow>();
              found.forEach(row -> rows.put(row.getUUID("id"), from(row)));
              return rows;
            });
  }

  /** The row after a move; a cause that is known already stays. */
  SagaRow moved(Transition.Move move, @Nullable String detail) {
    var to = move.to();
    return new SagaRow(
        order,
        customer,
        to,
        to.isStatus() ? OrderStatus.valueOf(to.name()) : status,
        move.cause() == null ? cause : move.cause(),
        move.cause() == null ? reason : detail,
        forgotten);
  }

  /**
   * Writes rows.
   *
   * @param waits for how long each awaits its next answer from now on; empty if it awaits none
   */
  static Future<Void> save(SqlClient sql, List<SagaRow> rows, List<Optional<Duration>> waits) {
    return sql.preparedQuery(SAVE)
        .execute(
            Tuple.tuple()
                .addArrayOfUUID(rows.stream().map(SagaRow::order).toArray(UUID[]::new))
                .addArrayOfString(texts(rows, SagaRow::phase))
                .addArrayOfString(texts(rows, SagaRow::status))
                .addArrayOfString(texts(rows, SagaRow::cause))
                .addArrayOfString(rows.stream().map(SagaRow::reason).toArray(String[]::new))
                .addArrayOfLong(
                    waits.stream()
                        .map(wait -> wait.map(Duration::toMillis).orElse(null))
                        .toArray(Long[]::new)))
        .mapEmpty();
  }

  private static String[] texts(List<SagaRow> rows, Function<SagaRow, @Nullable Enum<?>> column) {
    return rows.stream()
        .map(column)
        .map(value -> value == null ? null : value.name())
        .toArray(String[]::new);
  }

  private static SagaRow from(Row row) {
    var cause = row.getString("cause");
    return new SagaRow(
        row.getUUID("id"),
        row.getUUID("customer_id"),
        Phase.valueOf(row.getString("phase")),
        OrderStatus.valueOf(row.getString("status")),
        cause == null ? null : CancelCause.valueOf(cause),
        row.getString("reason"),
        row.getBoolean("forgotten"));
  }
}
