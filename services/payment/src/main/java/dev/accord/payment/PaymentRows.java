package dev.accord.payment;

import dev.accord.payment.Payment.Money;
import dev.accord.runtime.event.EventHeaders;
import dev.accord.runtime.inbox.Delivery;
import dev.accord.runtime.outbox.Cause;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import io.vertx.sqlclient.data.Numeric;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Payments as rows. All times are the database's. */
final class PaymentRows {
  /** A payment whose provider is to be asked, and what led to that. */
  record Due(Payment payment, Cause cause) {}

  private static final String LOCK = "select * from payment where order_id = $1 for update";

  /** Nothing if another transaction adds it at the same time: then it has to be asked for again. */
  private static final String LOCK_OR_ADD =
      """
      with added as (
        insert into payment (order_id, payment_id, stage) values ($1, $2, 'EXPECTED')
        on conflict (order_id) do nothing returning *),
      known as (select * from payment where order_id = $1 for update)
      select * from added union all select * from known
      """;

  private static final String SAVE =
      """
      update payment set stage = $2, reserved = $3, amount = $4, currency = $5, undo_reason = $6,
        charge_reference = $7, attempts = $8,
        due_at = case when not $9 then null when stage = $2 then due_at else now() end,
        causation = coalesce($10, causation), correlation = coalesce($11, correlation),
        traceparent = coalesce($12, traceparent)
      where order_id = $1
      """;

  private static final String CLAIM =
      """
      update payment set attempts = attempts + 1,
        due_at = now() + $2::bigint * interval '1 millisecond'
      where order_id in (
        select order_id from payment where due_at <= now() order by due_at limit $1
        for update skip locked)
      returning *
      """;

  private static final String POSTPONE =
      "update payment set due_at = now() + $3::bigint * interval '1 millisecond'"
          + " where order_id = $1 and stage = $2";

  private PaymentRows() {}

  /** The payment of an order, made if it is missing; nobody else changes it until the commit. */
  static Future<Payment> lockOrAdd(SqlClient sql, UUID order, UUID newPaymentId) {
    return sql.preparedQuery(LOCK_OR_ADD)
        .execute(Tuple.of(order, newPaymentId))
        .compose(
            rows ->
                rows.size() == 0
                    ? lock(sql, order)
                    : Future.succeededFuture(Optional.of(payment(rows.iterator().next()))))
        .map(Optional::orElseThrow);
  }

  /** The payment of an order; nobody else changes it until the commit. */
  static Future<Optional<Payment>> lock(SqlClient sql, UUID order) {
    return sql.preparedQuery(LOCK)
        .execute(Tuple.of(order))
        .map(
            rows ->
                rows.size() == 0 ? Optional.empty() : Optional.of(payment(rows.iterator().next())));
  }

  /** Writes a payment that is locked. */
  static Future<Void> save(SqlClient sql, Payment payment) {
    return save(sql, row(payment).addValue(null).addValue(null).addValue(null));
  }

  /**
   * As {@link #save(SqlClient, Payment)}, and remembers what led to the next call, for the events
   * that tell its outcome.
   */
  static Future<Void> save(SqlClient sql, Payment payment, Delivery cause) {
    return save(
        sql,
        row(payment)
            .addValue(cause.eventId())
            .addValue(cause.header(EventHeaders.CORRELATION).orElseGet(cause::eventId))
            .addValue(cause.header(EventHeaders.TRACEPARENT).orElse("")));
  }

  private static Future<Void> save(SqlClient sql, Tuple row) {
    return sql.preparedQuery(SAVE).execute(row).mapEmpty();
  }

  private static Tuple row(Payment payment) {
    var amount = payment.amount();
    return Tuple.of(payment.order(), payment.stage().name(), payment.reserved())
        .addValue(amount == null ? null : Numeric.create(amount.value()))
        .addValue(amount == null ? null : amount.currency())
        .addValue(payment.undoReason())
        .addValue(payment.chargeReference())
        .addInteger(payment.attempts())
        .addBoolean(payment.stage().asksProvider());
  }

  /**
   * Takes payments whose provider is to be asked now, for as long as the lease; after it somebody
   * else may take them.
   */
  static Future<List<Due>> claim(SqlClient sql, int countMax, Duration lease) {
    return sql.preparedQuery(CLAIM)
        .execute(Tuple.of(countMax, lease.toMillis()))
        .map(
            rows -> {
              List<Due> due = new ArrayList<>();
              rows.forEach(row -> due.add(new Due(payment(row), cause(row))));
              return due;
            });
  }

  /** The provider gave no answer: it is asked again after a pause. */
  static Future<Void> postpone(SqlClient sql, Payment payment, Duration pause) {
    return sql.preparedQuery(POSTPONE)
        .execute(Tuple.of(payment.order(), payment.stage().name(), pause.toMillis()))
        .mapEmpty();
  }

  private static Payment payment(Row row) {
    var amount = row.getBigDecimal("amount");
    return new Payment(
        row.getUUID("order_id"),
        row.getUUID("payment_id"),
        Stage.valueOf(row.getString("stage")),
        amount == null ? null : new Money(amount, row.getString("currency")),
        row.getBoolean("reserved"),
        row.getString("undo_reason"),
        row.getString("charge_reference"),
        row.getInteger("attempts"));
  }

  private static Cause cause(Row row) {
    var event = row.getString("causation");
    return event == null
        ? Cause.UNKNOWN
        : Cause.event(event, row.getString("correlation"), row.getString("traceparent"));
  }
}
