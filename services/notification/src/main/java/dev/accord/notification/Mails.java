package dev.accord.notification;

import dev.accord.runtime.inbox.EventHandler.Part;
import dev.accord.runtime.outbox.Tx;
import dev.accord.runtime.sql.Database;
import dev.accord.shop.order.OrderStatus;
import dev.accord.shop.order.OrderStatusChanged;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is to be said: a row for each mail, written before anything is sent. Of an order the oldest
 * unsent mail alone is due, so its customer reads of it in the order it happened.
 */
final class Mails {
  private static final Set<OrderStatus> TOLD =
      EnumSet.of(OrderStatus.PAID, OrderStatus.SHIPPED, OrderStatus.CANCELLED);

  private static final String NOTE =
      """
      insert into mail (event_id, order_id, status, number)
      select * from unnest($1::text[], $2::uuid[], $3::text[], $4::int8[])
      on conflict (order_id, status) do nothing
      """;

  /**
   * A claim ends by itself when whoever made it is gone; all times are the database's. By their
   * places: a join would be planned as a walk through all of a table not analyzed yet.
   */
  private static final String CLAIM =
      """
      update mail set attempts = attempts + 1,
        claimed_until = now() + make_interval(secs => $2)
      where ctid = any (array(
        select ctid from mail as due
        where state = 'DUE' and due_at <= now() and coalesce(claimed_until <= now(), true)
          and not exists (
            select from mail as earlier
            where earlier.state = 'DUE' and earlier.order_id = due.order_id
              and (earlier.number, earlier.seq) < (due.number, due.seq))
        order by due_at limit $1 for update skip locked))
      returning seq, event_id, order_id, status, attempts
      """;

  private static final String END =
      "update mail set state = $2, note = $3, ended_at = now(), claimed_until = null"
          + " where seq = $1 and state = 'DUE'";

  private static final String POSTPONE =
      "update mail set note = $2, due_at = now() + make_interval(secs => $3), claimed_until = null"
          + " where seq = $1 and state = 'DUE'";

  private static final String OF_ORDER =
      "select status, state, attempts, note from mail where order_id = $1 order by number, seq";

  /** A mail to be sent by whoever claimed it. */
  record Due(long seq, String eventId, UUID orderId, OrderStatus status, int attempts) {}

  /**
   * What became of a mail.
   *
   * @param note what went wrong last, or why nothing was sent
   */
  record Told(String status, String state, int attempts, @Nullable String note) {}

  private final Database database;

  Mails(Database database) {
    this.database = database;
  }

  /** Notes what there is to say, of what customers care about. */
  Future<Void> note(Tx tx, List<Part<OrderStatusChanged>> notices) {
    var told = notices.stream().filter(notice -> TOLD.contains(notice.news().getStatus())).toList();
    if (told.isEmpty()) {
      return Future.succeededFuture();
    }
    return tx.sql()
        .preparedQuery(NOTE)
        .execute(
            Tuple.tuple()
                .addArrayOfString(
                    told.stream().map(notice -> notice.delivery().eventId()).toArray(String[]::new))
                .addArrayOfUUID(
                    told.stream().map(notice -> notice.news().getOrderId()).toArray(UUID[]::new))
                .addArrayOfString(
                    told.stream()
                        .map(notice -> notice.news().getStatus().name())
                        .toArray(String[]::new))
                .addArrayOfLong(
                    told.stream()
                        .map(notice -> notice.delivery().sequence().orElse(0))
                        .toArray(Long[]::new)))
        .mapEmpty();
  }

  /** Takes mails that are due; nobody else gets them before the claim ends. */
  Future<List<Due>> claim(int countMax, Duration claim) {
    return database
        .pool()
        .preparedQuery(CLAIM)
        .execute(Tuple.of(countMax, (double) claim.toMillis() / 1000))
        .map(
            rows -> {
              var due = new ArrayList<Due>();
              rows.forEach(row -> due.add(due(row)));
              return due;
            });
  }

  /** The mail was handed to the server. */
  Future<Void> sent(Due mail) {
    return end(mail, "SENT", null);
  }

  /** The mail can never be sent. */
  Future<Void> dropped(Due mail, String why) {
    return end(mail, "DROPPED", why);
  }

  /** The mail is due again after a pause. */
  Future<Void> postponed(Due mail, String why, Duration pause) {
    return database
        .pool()
        .preparedQuery(POSTPONE)
        .execute(Tuple.of(mail.seq(), why, (double) pause.toMillis() / 1000))
        .mapEmpty();
  }

  /** What became of an order's mails, the oldest first. */
  Future<List<Told>> of(UUID order) {
    return database
        .pool()
        .preparedQuery(OF_ORDER)
        .execute(Tuple.of(order))
        .map(
            rows -> {
              var told = new ArrayList<Told>();
              rows.forEach(
                  row ->
                      told.add(
                          new Told(
                              row.getString(0),
                              row.getString(1),
                              row.getInteger(2),
                              row.getString(3))));
              return told;
            });
  }

  private Future<Void> end(Due mail, String state, @Nullable String note) {
    return database.pool().preparedQuery(END).execute(Tuple.of(mail.seq(), state, note)).mapEmpty();
  }

  private static Due due(Row row) {
    return new Due(
        row.getLong("seq"),
        row.getString("event_id"),
        row.getUUID("order_id"),
        OrderStatus.valueOf(row.getString("status")),
        row.getInteger("attempts"));
  }
}
