package dev.accord.versions;

import dev.accord.runtime.http.JsonBody;
import dev.accord.runtime.http.Reply;
import dev.accord.runtime.inbox.Delivery;
import dev.accord.runtime.launch.Launcher;
import dev.accord.runtime.launch.Settings;
import dev.accord.runtime.outbox.Outbox;
import dev.accord.runtime.outbox.Tx;
import dev.accord.runtime.service.EventService;
import dev.accord.runtime.service.ServiceConfig;
import dev.accord.runtime.sql.Database;
import dev.accord.runtime.sql.Migrations;
import dev.accord.shop.order.OrderCreated;
import dev.accord.shop.order.OrderItem;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Tuple;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Emits OrderCreated when asked to, and remembers each one it meets. */
public final class VersionService extends EventService {
  private static final Migrations MIGRATIONS =
      new Migrations("versions", "dev/accord/versions/migrations");

  /** What a request asks for: an order of one piece. */
  record Wish(UUID orderId, BigDecimal amount) {}

  /**
   * An event that was met.
   *
   * @param writer the service that emitted it
   * @param sequence its position among those of writer and order
   * @param known what else its reader's version knows of it
   */
  record Met(String orderId, String writer, long sequence, BigDecimal amount, String known) {}

  private VersionService(String name, Settings settings) {
    super(ServiceConfig.from(settings, name, 8088), MIGRATIONS, List.of(OrderCreated.class));
  }

  /** Takes the service's name, then its settings; {@code NAME --help} lists them. */
  public static void main(String[] args) {
    var settings = List.of(args).subList(1, args.length).toArray(String[]::new);
    Launcher.run(args[0], given -> new VersionService(args[0], given), settings);
  }

  @Override
  protected void assemble(Parts parts) {
    parts.subscriptions().on(OrderCreated.class, VersionService::remember);
    var router = parts.edge().router();
    router.post("/orders").handler(Reply.by(context -> place(parts.outbox(), context)));
    router.get("/met").handler(Reply.by(context -> met(parts.database())));
  }

  private static Future<Reply> place(Outbox outbox, RoutingContext context) {
    var wish = JsonBody.read(context, Wish.class);
    var item =
        OrderItem.newBuilder()
            .setProductId(wish.orderId())
            .setQuantity(1)
            .setUnitPrice(wish.amount())
            .build();
    var order =
        OrderCreated.newBuilder()
            .setOrderId(wish.orderId())
            .setItems(List.of(item))
            .setAmount(wish.amount());
    return outbox
        .inTransaction(tx -> tx.emit(Known.fill(order).build()))
        .map(id -> Reply.ok(List.of(id)));
  }

  private static Future<Void> remember(Tx tx, OrderCreated order, Delivery delivery) {
    return tx.sql()
        .preparedQuery(
            "insert into met (order_id, writer, sequence, amount, known)"
                + " values ($1, $2, $3, $4, $5)")
        .execute(
            Tuple.of(
                order.getOrderId().toString(),
                delivery.header("ce_source").orElse(""),
                delivery.sequence().orElse(0),
                order.getAmount(),
                Known.told(order)))
        .mapEmpty();
  }

  private static Future<Reply> met(Database database) {
    return database
        .pool()
        .query("select order_id, writer, sequence, amount, known from met order by nr")
        .execute()
        .map(
            rows -> {
              var all = new ArrayList<Met>();
              rows.forEach(
                  row ->
                      all.add(
                          new Met(
                              row.getString(0),
                              row.getString(1),
                              row.getLong(2),
                              row.getBigDecimal(3),
                              row.getString(4))));
              return Reply.ok(all);
            });
  }
}
