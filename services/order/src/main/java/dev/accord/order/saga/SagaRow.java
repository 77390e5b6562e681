package dev.accord.order.saga;

import dev.accord.shop.order.CancelCause;
import dev.accord.shop.order.OrderStatus;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
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
      "select id, customer_id, phase, status, cause, reason, forgotten from orders where id = $1"
          + " for update";

  /** Lengths of time are added by the database: its clock alone says what is overdue. */
  private static final String SAVE =
      """
      update orders set phase = $2, status = $3, cause = $4, reason = $5,
        due_at = now() + $6::bigint * interval '1 millisecond'
      where id = $1
      """;

  static Future<Optional<SagaRow>> lock(SqlClient sql, UUID order) {
    return sql.preparedQuery(LOCK)
        .execute(Tuple.of(order))
        .map(
            rows ->
                rows.size() == 0 ? Optional.empty() : Optional.of(from(rows.iterator().next())));
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

  /** Writes the row; an order that is not at its end awaits its next answer from now on. */
  Future<Void> save(SqlClient sql, Duration answerMax) {
    return sql.preparedQuery(SAVE)
        .execute(
            Tuple.of(order, phase.name(), status.name())
                .addValue(cause == null ? null : cause.name())
                .addValue(reason)
                .addValue(phase.isFinal() ? null : answerMax.toMillis()))
        .mapEmpty();
  }

  /** Awaits nothing any more. */
  Future<Void> stopWaiting(SqlClient sql) {
    return sql.preparedQuery("update orders set due_at = null where id = $1")
        .execute(Tuple.of(order))
        .mapEmpty();
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
