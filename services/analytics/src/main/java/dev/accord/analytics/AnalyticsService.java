package dev.accord.analytics;

import dev.accord.runtime.inbox.InboxConfig;
import dev.accord.runtime.kafka.KafkaConfig;
import dev.accord.runtime.launch.Launcher;
import dev.accord.runtime.launch.Settings;
import dev.accord.runtime.openapi.ApiDocument;
import dev.accord.runtime.service.EventService;
import dev.accord.runtime.service.ServiceConfig;
import dev.accord.runtime.sql.Migrations;
import dev.accord.shop.customer.CustomerRegistered;
import dev.accord.shop.product.ProductUpdated;
import java.time.Duration;
import java.util.List;

/**
 * The analytics service: REST for figures; topics {@code orders}, {@code inventory}, {@code
 * customers} and {@code products} in. It emits nothing.
 */
public final class AnalyticsService extends EventService {
  private static final String NAME = "analytics";
  private static final int PORT = 8082;
  private static final Migrations MIGRATIONS =
      new Migrations("analytics", "dev/accord/analytics/migrations");

  private final KafkaConfig kafka;
  private final String group;
  private final Duration settle;

  /** Reads all its settings and opens nothing. */
  public AnalyticsService(Settings settings) {
    this(ServiceConfig.from(settings, NAME, PORT), settings);
  }

  private AnalyticsService(ServiceConfig config, Settings settings) {
    super(config, MIGRATIONS, List.of());
    kafka = config.kafka();
    group = config.inbox().group();
    settle =
        settings.duration(
            "analytics.settle",
            Duration.ofSeconds(2),
            Duration.ofMillis(10),
            Duration.ofMinutes(10));
  }

  /** Runs the service as a process; {@code --help} lists the settings. */
  public static void main(String[] args) {
    Launcher.run(NAME, AnalyticsService::new, args);
  }

  @Override
  protected void assemble(Parts parts) {
    var unused =
        parts
            .subscriptions()
            .on(CustomerRegistered.class, (tx, event, delivery) -> Names.registered(tx, event))
            .onErased("customers", (tx, key, delivery) -> Names.erased(tx, key))
            .on(ProductUpdated.class, (tx, event, delivery) -> Names.updated(tx, event));
    var rebuild = new Rebuild(parts.database(), group, settle);
    var api = ApiDocument.of(vertx, AnalyticsService.class);
    new ReportRoutes(vertx, new Reports(parts.database()), rebuild).fulfil(api);
    api.mount(parts.edge().router());
    var generations =
        new Generations(
            vertx,
            rebuild,
            generation ->
                OrderView.of(generation)
                    .fold(InboxConfig.of(rebuild.subscription(generation)))
                    .start(vertx, parts.outbox(), kafka, parts.meters()));
    parts.edge().health().ready("views", generations::ready);
    parts.lifetime().keep("views", generations, generations::close);
    generations.start();
  }
}
