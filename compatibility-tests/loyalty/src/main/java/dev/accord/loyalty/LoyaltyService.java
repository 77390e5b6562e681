package dev.accord.loyalty;

import dev.accord.runtime.http.Problem;
import dev.accord.runtime.http.Reply;
import dev.accord.runtime.launch.Launcher;
import dev.accord.runtime.launch.Settings;
import dev.accord.runtime.outbox.Tx;
import dev.accord.runtime.service.EventService;
import dev.accord.runtime.service.ServiceConfig;
import dev.accord.runtime.sql.Database;
import dev.accord.runtime.sql.Migrations;
import dev.accord.shop.order.OrderPaid;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A point for each whole unit of money that a customer pays. */
public final class LoyaltyService extends EventService {
  private static final Migrations MIGRATIONS =
      new Migrations("loyalty", "dev/accord/loyalty/migrations");

  /** Reads all its settings and opens nothing. */
  public LoyaltyService(Settings settings) {
    super(ServiceConfig.from(settings, "loyalty", 8087), MIGRATIONS, List.of());
  }

  /** Runs the service as a process; {@code --help} lists the settings. */
  public static void main(String[] args) {
    Launcher.run("loyalty", LoyaltyService::new, args);
  }

  @Override
  protected void assemble(Parts parts) {
    parts.subscriptions().on(OrderPaid.class, (tx, event, delivery) -> reward(tx, event));
    parts
        .edge()
        .router()
        .get("/customers/:id/points")
        .handler(Reply.by(context -> points(parts.database(), context)));
  }

  private static Future<Void> reward(Tx tx, OrderPaid event) {
    return event
        .getCustomerId()
        .map(customer -> credit(tx, customer, event.getAmount().longValue()))
        .orElseGet(Future::succeededFuture);
  }

  private static Future<Void> credit(Tx tx, UUID customer, long points) {
    return tx.sql()
        .preparedQuery(
            "insert into account as known (customer_id, points) values ($1, $2)"
                + " on conflict (customer_id) do update set points = known.points + $2")
        .execute(Tuple.of(customer, points))
        .mapEmpty();
  }

  private static Future<Reply> points(Database database, RoutingContext context) {
    return database
        .pool()
        .preparedQuery("select points from account where customer_id::text = $1")
        .execute(Tuple.of(context.pathParam("id")))
        .map(
            rows -> {
              if (rows.size() == 0) {
                throw Problem.of(404, "nobody with this id has paid yet").asException();
              }
              return Reply.ok(Map.of("points", rows.iterator().next().getLong(0)));
            });
  }
}
