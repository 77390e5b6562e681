package dev.accord.runtime.progress;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;

/** What the subscriptions of a service have handled, as its own schema has it. */
public final class HandledEvents {
  private static final String HAS =
      """
      select exists (
        select from inbox_handled
        where subscription = $1 and topic = $2 and scope = $3 and numbers @> $4::int8)
      """;

  private static final String BEHIND =
      """
      select count(*) from inbox_handled as first
      left join inbox_handled as second
        on second.subscription = $2 and second.topic = first.topic and second.scope = first.scope
      where first.subscription = $1 and not coalesce(first.numbers <@ second.numbers, false)
      """;

  private HandledEvents() {}

  /** Whether the subscription has handled the event; parked counts as handled. */
  public static Future<Boolean> has(SqlClient sql, String subscription, EventPosition position) {
    return sql.preparedQuery(HAS)
        .execute(
            Tuple.of(
                subscription,
                position.topic(),
                "key:" + position.source() + "/" + position.key(),
                position.sequence()))
        .map(rows -> rows.iterator().next().getBoolean(0));
  }

  /** Of how many keys the first subscription has handled events that the second has not. */
  public static Future<Long> behind(SqlClient sql, String first, String second) {
    return sql.preparedQuery(BEHIND)
        .execute(Tuple.of(first, second))
        .map(rows -> rows.iterator().next().getLong(0));
  }

  /** Forgets a subscription that nobody runs any more; begun again it handles everything anew. */
  public static Future<Void> forget(SqlClient sql, String subscription) {
    return sql.preparedQuery("delete from inbox_handled where subscription = $1")
        .execute(Tuple.of(subscription))
        .mapEmpty();
  }
}
