package dev.accord.payment;

import dev.accord.runtime.launch.Launcher;
import dev.accord.runtime.launch.Settings;
import dev.accord.runtime.service.EventService;
import dev.accord.runtime.service.ServiceConfig;
import dev.accord.runtime.sql.Migrations;
import dev.accord.shop.payment.PaymentCompleted;
import dev.accord.shop.payment.PaymentFailed;
import dev.accord.shop.payment.PaymentRefunded;
import io.vertx.core.Future;
import io.vertx.core.http.PoolOptions;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.time.Clock;
import java.util.List;

/**
 * The payment service: topic {@code payments} out, {@code orders}, {@code inventory} and {@code
 * shipments} in; over HTTP health and metrics alone.
 */
public final class PaymentService extends EventService {
  private static final String NAME = "payment";
  private static final int PORT = 8084;

  /** One for each partition. */
  private static final int CONSUMERS = 4;

  static final Migrations MIGRATIONS = new Migrations("payment", "dev/accord/payment/migrations");

  private final PaymentConfig config;

  /** Reads all its settings and opens nothing. */
  public PaymentService(Settings settings) {
    this(settings, Clock.systemUTC());
  }

  /** The same with a clock of its own. */
  public PaymentService(Settings settings, Clock clock) {
    super(
        ServiceConfig.from(settings, NAME, PORT, CONSUMERS),
        MIGRATIONS,
        List.of(PaymentCompleted.class, PaymentFailed.class, PaymentRefunded.class),
        clock);
    config = PaymentConfig.from(settings);
  }

  /** Runs the service as a process; {@code --help} lists the settings. */
  public static void main(String[] args) {
    Launcher.run(NAME, PaymentService::new, args);
  }

  @Override
  protected void assemble(Parts parts) {
    var client = webClient();
    parts.lifetime().keep("HTTP client", client, () -> closed(client));
    var collector =
        new Collector(
            vertx,
            parts.database(),
            new Provider(client, config),
            new PaymentMethods(client, config),
            new Outcomes(parts.outbox(), parts.ids(), parts.clock(), parts.meters()),
            config,
            parts.meters());
    parts.lifetime().keep("collector", collector, collector::close);
    new Payments(parts.ids(), collector::nudge).subscribe(parts.subscriptions());
    collector.start();
  }

  private static Future<Void> closed(WebClient client) {
    client.close();
    return Future.succeededFuture();
  }

  private WebClient webClient() {
    return WebClient.create(
        vertx, new WebClientOptions(), new PoolOptions().setHttp1MaxSize(config.callsMax()));
  }
}
