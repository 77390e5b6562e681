package dev.accord.inventory;

import dev.accord.runtime.launch.Launcher;
import dev.accord.runtime.launch.Settings;
import dev.accord.runtime.service.EventService;
import dev.accord.runtime.service.ServiceConfig;
import dev.accord.runtime.sql.Migrations;
import dev.accord.shop.inventory.InventoryRejected;
import dev.accord.shop.inventory.InventoryReleased;
import dev.accord.shop.inventory.InventoryReserved;
import dev.accord.shop.order.OrderCancelled;
import dev.accord.shop.order.OrderCreated;
import dev.accord.shop.payment.PaymentFailed;
import dev.accord.shop.payment.PaymentRefunded;
import dev.accord.shop.product.ProductUpdated;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.List;

/**
 * The inventory service: topics {@code inventory} and {@code products} out, {@code orders} and
 * {@code payments} in; over HTTP health and metrics alone.
 */
public final class InventoryService extends EventService {
  private static final String NAME = "inventory";
  private static final int PORT = 8083;
  private static final Migrations MIGRATIONS =
      new Migrations("stock", "dev/accord/inventory/migrations");

  private final Catalogue catalogue;

  /** Reads all its settings, and the catalogue they name. */
  public InventoryService(Settings settings) {
    this(settings, Clock.systemUTC());
  }

  /** The same with a clock of its own. */
  public InventoryService(Settings settings, Clock clock) {
    super(
        ServiceConfig.from(settings, NAME, PORT),
        MIGRATIONS,
        List.of(
            InventoryReserved.class,
            InventoryRejected.class,
            InventoryReleased.class,
            ProductUpdated.class),
        clock);
    catalogue = Catalogue.named(settings.text("inventory.catalogue", "sample"));
  }

  /** Runs the service as a process; {@code --help} lists the settings. */
  public static void main(String[] args) {
    Launcher.run(NAME, InventoryService::new, args);
  }

  @Override
  protected void assemble(Parts parts) {
    var reservations = new Reservations(parts.clock());
    var releases = new Releases(parts.clock());
    var subscriptions = parts.subscriptions();
    subscriptions
        .together(reservations::reserve)
        .on(OrderCreated.class, (event, delivery) -> Wish.of(event));
    subscriptions
        .on(
            OrderCancelled.class,
            (tx, event, delivery) -> releases.callOff(tx, event.getOrderId(), event.getReason()))
        .on(
            PaymentFailed.class,
            (tx, event, delivery) -> releases.release(tx, event.getOrderId(), event.getReason()))
        .on(
            PaymentRefunded.class,
            (tx, event, delivery) -> releases.release(tx, event.getOrderId(), event.getReason()));
  }

  @Override
  protected Future<Void> prepare(Parts parts) {
    return catalogue.load(parts.outbox(), parts.clock());
  }
}
