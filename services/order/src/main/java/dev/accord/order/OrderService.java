package dev.accord.order;

import dev.accord.order.saga.Deadlines;
import dev.accord.order.saga.Saga;
import dev.accord.order.saga.SagaRoutes;
import dev.accord.order.saga.Timeline;
import dev.accord.runtime.launch.Launcher;
import dev.accord.runtime.launch.Settings;
import dev.accord.runtime.openapi.ApiDocument;
import dev.accord.runtime.service.EventService;
import dev.accord.runtime.service.ServiceConfig;
import dev.accord.runtime.sql.Migrations;
import dev.accord.shop.customer.CustomerRegistered;
import dev.accord.shop.order.OrderCancelled;
import dev.accord.shop.order.OrderCreated;
import dev.accord.shop.order.OrderPaid;
import dev.accord.shop.order.OrderShipped;
import dev.accord.shop.order.OrderStatusChanged;
import dev.accord.shop.product.ProductUpdated;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.List;

/**
 * The order service: REST for customers, the catalogue and orders; topics {@code orders}, {@code
 * order-notices} and {@code customers} out, {@code inventory}, {@code payments}, {@code shipments}
 * and {@code products} in.
 */
public final class OrderService extends EventService {
  private static final String NAME = "order";
  private static final int PORT = 8080;
  private static final Migrations MIGRATIONS =
      new Migrations("orders", "dev/accord/order/migrations");

  private final OrderConfig config;

  /** Reads all its settings and opens nothing. */
  public OrderService(Settings settings) {
    this(settings, Clock.systemUTC());
  }

  /** The same with a clock of its own. */
  public OrderService(Settings settings, Clock clock) {
    super(
        ServiceConfig.from(settings, NAME, PORT),
        MIGRATIONS,
        List.of(
            OrderCreated.class,
            OrderPaid.class,
            OrderShipped.class,
            OrderCancelled.class,
            OrderStatusChanged.class,
            CustomerRegistered.class),
        clock);
    config = OrderConfig.from(settings);
  }

  /** Runs the service as a process; {@code --help} lists the settings. */
  public static void main(String[] args) {
    Launcher.run(NAME, OrderService::new, args);
  }

  @Override
  protected void assemble(Parts parts) {
    var database = parts.database();
    var saga = new Saga(config.answerMax(), parts.clock());
    saga.subscribe(parts.subscriptions());
    parts
        .subscriptions()
        .on(ProductUpdated.class, (tx, event, delivery) -> Products.update(tx, event));
    new PaymentMethods(database, config.internalSecret()).mount(parts.edge().router());
    serve(parts, saga);
    watchDeadlines(new Deadlines(parts.outbox(), saga));
  }

  private void serve(Parts parts, Saga saga) {
    var database = parts.database();
    var api = ApiDocument.of(vertx, OrderService.class);
    new OrderRoutes(
            config,
            customers(parts),
            new Erasure(parts.outbox(), parts.clock()),
            new Products(database),
            new Placement(database, parts.outbox(), parts.ids(), parts.clock(), config.answerMax()),
            new Orders(database),
            parts.outbox().source())
        .fulfil(api);
    new SagaRoutes(parts.outbox(), saga, new Timeline(database)).fulfil(api);
    api.mount(parts.edge().router());
  }

  @Override
  protected Future<Void> prepare(Parts parts) {
    return config.sampleCustomer()
        ? customers(parts).registerSample().mapEmpty()
        : Future.succeededFuture();
  }

  /** Until the service is undeployed. */
  private void watchDeadlines(Deadlines deadlines) {
    var unused = vertx.setPeriodic(config.deadlinePoll().toMillis(), ignored -> deadlines.look());
  }

  private Customers customers(Parts parts) {
    return new Customers(parts.outbox(), parts.ids(), parts.clock());
  }
}
