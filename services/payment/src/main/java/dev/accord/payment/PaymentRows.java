package dev.accord.payment;

import dev.accord.payment.Payment.Money;
import dev.accord.runtime.event.EventHeaders;
import dev.accord.runtime.inbox.Delivery;
import dev.accord.runtime.outbox.Cause;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Payments as rows. All times are the database's. */
final class PaymentRows {
  /** A payment whose provider is to be asked, and what led to that. */
  record Due(Payment payment, Cause cause) {}

  /**
   * What becomes of a payment.
   *
   * @param cause led to the next call, for the events that tell its outcome; absent where what led
   *     to the last one stays remembered
   */
  record Change(Payment payment, @Nullable Delivery cause) {
    /** This, and then another of the same payment. */
    Change then(Change next) {
      return new Change(next.payment, next.cause == null ? cause : next.cause);
    }
  }

  /**
   * One by one in the order of ids, so that two transactions do not wait for each other. By the key
   * of each, as the plan of a join is made while the table is small, reads all of it, and is kept.
   */
  private static final String LOCK =
      """
      select locked.* from (select unnest($1::uuid[]) as order_id order by 1) as wanted,
        lateral (select * from payment where order_id = wanted.order_id for update) as locked
      """;

  /** Without those that another transaction adds at the same time: they have to be asked for. */
  private static final String LOCK_OR_ADD =
      """
      with added as (
        insert into payment (order_id, payment_id, stage)
        select order_id, payment_id, 'EXPECTED'
        from unnest($1::uuid[], $2::uuid[]) as wanted (order_id, payment_id) order by order_id
        on conflict (order_id) do nothing returning *),
      known as (
      """
          + LOCK
          + ") select * from added union all select * from known";

  /** All are there. An insert, because its conflict goes by the key; an update would be a join. */
  private static final String SAVE =
      """
      insert into payment as known (order_id, payment_id, stage, reserved, amount, currency,
        undo_reason, charge_reference, attempts, causation, correlation, traceparent, due_at)
      select order_id, payment_id, stage, reserved, amount::numeric, currency,
        undo_reason, charge_reference, attempts, causation, correlation, traceparent,
        case when asks then now() end
      from unnest($1::uuid[], $2::uuid[], $3::text[], $4::bool[], $5::text[], $6::text[],
        $7::text[], $8::text[], $9::int4[], $10::text[], $11::text[], $12::text[], $13::bool[])
        as changed (order_id, payment_id, stage, reserved, amount, currency,
          undo_reason, charge_reference, attempts, causation, correlation, traceparent, asks)
      on conflict (order_id) do update set stage = excluded.stage, reserved = excluded.reserved,
        amount = excluded.amount, currency = excluded.currency,
        undo_reason = excluded.undo_reason, charge_reference = excluded.charge_reference,
        attempts = excluded.attempts,
        due_at = case when known.stage = excluded.stage then known.due_at else excluded.due_at end,
        causation = coalesce(excluded.causation, known.causation),
        correlation = coalesce(excluded.correlation, known.correlation),
        traceparent = coalesce(excluded.traceparent, known.traceparent)
      """;

  /** By their places: a join would be planned as a walk through all of a table not analyzed yet. */
  private static final String CLAIM =
      """
      update payment set attempts = attempts + 1,
        due_at = now() + $2::bigint * interval '1 millisecond'
      where ctid = any (array(
        select ctid from payment where due_at <= now() order by due_at limit $1
        for update skip locked))
      returning *
      """;

  private static final String POSTPONE =
      "update payment set due_at = now() + $3::bigint * interval '1 millisecond'"
          + " where order_id = $1 and stage = $2";

  private PaymentRows() {}

  /**
   * The payments of orders, made where they are missing; nobody else changes them until the commit.
   *
   * @param newIds what a payment is called that is made
   */
  static Future<Map<UUID, Payment>> lockOrAdd(
      SqlClient sql, Set<UUID> orders, Supplier<UUID> newIds) {
    var paymentIds = Stream.generate(newIds).limit(orders.size()).toArray(UUID[]::new);
    return sql.preparedQuery(LOCK_OR_ADD)
        .execute(keys(orders).addArrayOfUUID(paymentIds))
        .compose(
            rows ->
                rows.size() < orders.size()
                    ? lock(sql, orders)
                    : Future.succeededFuture(payments(rows)));
  }

  /** The payments of orders that have one; nobody else changes them until the commit. */
  static Future<Map<UUID, Payment>> lock(SqlClient sql, Set<UUID> orders) {
    return sql.preparedQuery(LOCK).execute(keys(orders)).map(PaymentRows::payments);
  }

  private static Tuple keys(Set<UUID> orders) {
    return Tuple.tuple().addArrayOfUUID(orders.toArray(UUID[]::new));
  }

  private static Map<UUID, Payment> payments(RowSet<Row> rows) {
    var payments = new HashMap<UUID, Payment>();
    rows.forEach(row -> payments.put(row.getUUID("order_id"), payment(row)));
    return payments;
  }

  /**
   * Writes payments that are locked.
   *
   * @param changes one a payment at most
   */
  static Future<Void> save(SqlClient sql, Collection<Change> changes) {
    return changes.isEmpty()
        ? Future.succeededFuture()
        : sql.preparedQuery(SAVE).execute(columns(changes)).mapEmpty();
  }

  private static Tuple columns(Collection<Change> changes) {
    var payments = changes.stream().map(Change::payment).toList();
    var amounts = payments.stream().map(Payment::amount).toList();
    return Tuple.tuple()
        .addValue(payments.stream().map(Payment::order).toArray(UUID[]::new))
        .addValue(payments.stream().map(Payment::paymentId).toArray(UUID[]::new))
        .addValue(payments.stream().map(payment -> payment.stage().name()).toArray(String[]::new))
        .addValue(payments.stream().map(Payment::reserved).toArray(Boolean[]::new))
        // As text: the driver takes no array of numbers with a gap in it.
        .addValue(
            amounts.stream()
                .map(amount -> amount == null ? null : amount.value().toPlainString())
                .toArray(String[]::new))
        .addValue(
            amounts.stream()
                .map(amount -> amount == null ? null : amount.currency())
                .toArray(String[]::new))
        .addValue(payments.stream().map(Payment::undoReason).toArray(String[]::new))
        .addValue(payments.stream().map(Payment::chargeReference).toArray(String[]::new))
        .addValue(payments.stream().map(Payment::attempts).toArray(Integer[]::new))
        .addValue(ofCauses(changes, Delivery::eventId))
        .addValue(
            ofCauses(
                changes, cause -> cause.header(EventHeaders.CORRELATION).orElseGet(cause::eventId)))
        .addValue(ofCauses(changes, cause -> cause.header(EventHeaders.TRACEPARENT).orElse("")))
        .addValue(
            payments.stream()
                .map(payment -> payment.stage().asksProvider())
                .toArray(Boolean[]::new));
  }

  private static String[] ofCauses(Collection<Change> changes, Function<Delivery, String> text) {
    return changes.stream()
        .map(Change::cause)
        .map(cause -> cause == null ? null : text.apply(cause))
        .toArray(String[]::new);
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
