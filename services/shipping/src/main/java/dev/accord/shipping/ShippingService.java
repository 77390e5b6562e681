package dev.accord.shipping;

import dev.accord.runtime.launch.Launcher;
import dev.accord.runtime.launch.Settings;
import dev.accord.runtime.service.EventService;
import dev.accord.runtime.service.ServiceConfig;
import dev.accord.runtime.sql.Migrations;
import dev.accord.shop.customer.CustomerRegistered;
import dev.accord.shop.order.OrderCancelled;
import dev.accord.shop.order.OrderCreated;
import dev.accord.shop.order.OrderPaid;
import dev.accord.shop.payment.PaymentRefunded;
import dev.accord.shop.shipping.ShipmentCreated;
import dev.accord.shop.shipping.ShipmentFailed;
import java.time.Clock;
import java.util.List;

/**
 * The shipping service: topic {@code shipments} out, {@code payments}, {@code orders} and {@code
 * customers} in; over HTTP health and metrics alone.
 */
public final class ShippingService extends EventService {
  private static final String NAME = "shipping";
  private static final int PORT = 8085;
  private static final Migrations MIGRATIONS =
      new Migrations("shipping", "dev/accord/shipping/migrations");

  private final Carrier carrier;

  /** Reads all its settings and opens nothing. */
  public ShippingService(Settings settings) {
    this(settings, Clock.systemUTC());
  }

  /** The same with a clock of its own. */
  public ShippingService(Settings settings, Clock clock) {
    super(
        ServiceConfig.from(settings, NAME, PORT),
        MIGRATIONS,
        List.of(ShipmentCreated.class, ShipmentFailed.class),
        clock);
    carrier = Carrier.from(settings);
  }

  /** Runs the service as a process; {@code --help} lists the settings. */
  public static void main(String[] args) {
    Launcher.run(NAME, ShippingService::new, args);
  }

  @Override
  protected void assemble(Parts parts) {
    var deliveries = new Deliveries(carrier, parts.ids(), parts.clock());
    var customers = new Customers(deliveries);
    var subscriptions = parts.subscriptions();
    subscriptions.together(deliveries::ordered).on(OrderCreated.class, (event, delivery) -> event);
    subscriptions
        .together(deliveries::paid)
        .on(OrderPaid.class, (event, delivery) -> event.getOrderId());
    subscriptions
        .on(
            PaymentRefunded.class,
            (tx, event, delivery) -> deliveries.cancel(tx, event.getOrderId()))
        .on(
            OrderCancelled.class,
            (tx, event, delivery) -> deliveries.cancel(tx, event.getOrderId()))
        .on(CustomerRegistered.class, (tx, event, delivery) -> customers.registered(tx, event))
        .onErased("customers", (tx, key, delivery) -> customers.erased(tx, key));
  }
}
