package dev.accord.benchmarks.order;

import dev.accord.benchmarks.Load;
import dev.accord.benchmarks.Measured;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;

/** What the services' tables and the provider's ledger say, held against what was seen. */
final class Books implements AutoCloseable {
  /** Each is to be what the number of orders is. */
  private static final Map<String, String> ONE_AN_ORDER =
      Map.of(
          "orders that are shipped",
              "select count(*) from \"order\".orders where status = 'SHIPPED'",
          "orders", "select count(*) from \"order\".orders",
          "stock set aside", "select count(*) from inventory.reservation where state = 'RESERVED'",
          "payments completed", "select count(*) from payment.payment where stage = 'COMPLETED'",
          "parcels sent", "select count(*) from shipping.delivery where state = 'SHIPPED'",
          "orders seen shipped by analytics",
              "select count(*) from analytics.order_view v join analytics.generation g"
                  + " on g.id = v.generation"
                  + " where g.state = 'LIVE' and v.status = 'SHIPPED'",
          "paid and shipped orders with both mails",
              "select count(*) / 2 from notification.mail where status in ('PAID', 'SHIPPED')");

  private static final String PIECES_TAKEN =
      "select sum("
          + Shop.PIECES_A_PRODUCT
          + " - available)::int8 from inventory.stock where product_id >= '"
          + Shop.product(0)
          + "'";

  private final PgConnection connection;

  Books(PgConnection connection) {
    this.connection = connection;
  }

  /** Whether nothing is on its way any more. */
  boolean isQuiet(long orders) {
    for (var service : Shop.SERVICES) {
      if (count("select count(*) from " + quoted(service) + ".outbox_unpublished") > 0) {
        return false;
      }
    }
    return ONE_AN_ORDER.values().stream().allMatch(sql -> count(sql) >= orders);
  }

  /** What of the promises was broken; empty if the figures of the run count. */
  List<String> complaints(Placing placed, Arrivals arrived, JsonObject ledger) {
    var complaints = new ArrayList<String>();
    long orders = placed.accepted().size();
    if (placed.unanswered() > 0) {
      complaints.add(placed.unanswered() + " orders got no answer");
    }
    ONE_AN_ORDER.forEach((what, sql) -> same(complaints, what, orders, count(sql)));
    placed.accepted().keySet().stream()
        .filter(order -> !arrived.shippedMicros().containsKey(order))
        .limit(3)
        .forEach(order -> complaints.add("order " + order + " was accepted and never shipped"));
    same(complaints, "pieces taken", placed.pieces(), count(PIECES_TAKEN));
    charges(complaints, placed.accepted().keySet(), ledger);
    published(complaints, arrived);
    for (var service : Shop.SERVICES) {
      same(
          complaints,
          "dead letters of " + service,
          0,
          count("select count(*) from " + quoted(service) + ".inbox_parked"));
    }
    return complaints;
  }

  private static void charges(List<String> complaints, Set<String> orders, JsonObject ledger) {
    var charged = new HashSet<String>();
    for (var charge : ledger.getJsonArray("charges")) {
      var order = ((JsonObject) charge).getString("reference");
      if (!charged.add(order) || !orders.contains(order)) {
        complaints.add("a charge too many of order " + order);
      }
    }
    same(complaints, "charges", orders.size(), charged.size());
    same(complaints, "refunds", 0, ledger.getJsonArray("refunds").size());
  }

  private void published(List<String> complaints, Arrivals arrived) {
    var committed = committed().keySet();
    var missing = new HashSet<>(committed);
    missing.removeAll(arrived.microsById().keySet());
    same(complaints, "events committed and on no topic", 0, missing.size());
    same(complaints, "events on a topic twice", 0, arrived.repeated().size());
  }

  private static void same(List<String> complaints, String what, long expected, long found) {
    if (expected != found) {
      complaints.add(String.format(Locale.ROOT, "%s: %d, not %d", what, found, expected));
    }
  }

  /**
   * From an event's commit to its arrival. PostgreSQL takes a commit's time before it waits for the
   * disk, so that wait counts.
   *
   * @param sinceMicros of commits that count; the time of what ended before is not looked at
   */
  Measured commitToTopic(Arrivals arrived, long sinceMicros, long untilMicros) {
    var micros = LongStream.builder();
    committed()
        .forEach(
            (id, at) -> {
              if (at >= sinceMicros && at < untilMicros) {
                micros.add(arrived.microsById().getOrDefault(id, Long.MAX_VALUE / 1_000) - at);
              }
            });
    var nanos = micros.build().map(one -> one * 1_000).toArray();
    return new Measured(nanos, 0, Duration.ofNanos((untilMicros - sinceMicros) * 1_000));
  }

  /** When each event of the observed topics was committed, by its id. */
  private Map<String, Long> committed() {
    var committed = new HashMap<String, Long>();
    for (var service : Shop.SERVICES) {
      var sql =
          "select id::text,"
              + " (extract(epoch from pg_xact_commit_timestamp(tx::text::xid)) * 1000000)::int8"
              + " from "
              + quoted(service)
              + ".outbox where topic = any ($1)";
      var topics = Tuple.of(Arrivals.TOPICS.toArray(String[]::new));
      RowSet<Row> rows = connection.preparedQuery(sql).execute(topics).await();
      rows.forEach(row -> committed.put(row.getString(0), row.getLong(1)));
    }
    return committed;
  }

  /** What of PostgreSQL's settings decides whether a commit survives a power cut. */
  String durability() {
    var told = new ArrayList<String>();
    for (var setting :
        List.of("fsync", "synchronous_commit", "full_page_writes", "wal_sync_method")) {
      var rows = connection.query("show " + setting).execute().await();
      told.add(setting + "=" + rows.iterator().next().getString(0));
    }
    return String.join(" ", told);
  }

  static JsonObject ledger(Shop shop) {
    var url = shop.url("provider");
    return new JsonObject(Load.send(url, Load.Call.get("")));
  }

  private static String quoted(String service) {
    return "\"" + service + "\"";
  }

  private long count(String sql) {
    var found = connection.query(sql).execute().await().iterator().next().getLong(0);
    return found == null ? 0 : found;
  }

  @Override
  public void close() {
    connection.close().await();
  }
}
