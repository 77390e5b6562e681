package dev.accord.notification;

import dev.accord.runtime.inbox.Inbox;
import dev.accord.runtime.inbox.InboxConfig.Sharing;
import dev.accord.runtime.launch.Launcher;
import dev.accord.runtime.launch.Settings;
import dev.accord.runtime.openapi.ApiDocument;
import dev.accord.runtime.service.EventService;
import dev.accord.runtime.service.ServiceConfig;
import dev.accord.runtime.sql.Migrations;
import dev.accord.shop.customer.CustomerRegistered;
import dev.accord.shop.order.OrderStatusChanged;
import io.vertx.ext.mail.MailClient;
import java.util.List;

/**
 * The notification service: topics {@code order-notices} and {@code customers} in, mails out. It
 * emits nothing. Over HTTP it tells what became of an order's mails.
 */
public final class NotificationService extends EventService {
  private static final String NAME = "notification";
  private static final int PORT = 8086;
  private static final Migrations MIGRATIONS =
      new Migrations("notification", "dev/accord/notification/migrations");

  private final ServiceConfig config;
  private final MailSettings settings;

  /** Reads all its settings and opens nothing. */
  public NotificationService(Settings settings) {
    this(ServiceConfig.from(settings, NAME, PORT), MailSettings.from(settings));
  }

  private NotificationService(ServiceConfig config, MailSettings settings) {
    super(config, MIGRATIONS, List.of());
    this.config = config;
    this.settings = settings;
  }

  /** Runs the service as a process; {@code --help} lists the settings. */
  public static void main(String[] args) {
    Launcher.run(NAME, NotificationService::new, args);
  }

  @Override
  protected void assemble(Parts parts) {
    var mails = new Mails(parts.database());
    var customers = new Customers(parts.database());
    var unused =
        parts
            .subscriptions()
            .on(CustomerRegistered.class, (tx, event, delivery) -> customers.registered(tx, event))
            .onErased("customers", (tx, key, delivery) -> customers.erased(tx, key));
    switch (settings.notices()) {
      case BY_PARTITION -> note(parts.subscriptions(), mails);
      case BY_RECORD -> compete(parts, mails);
    }
    var api = ApiDocument.of(vertx, NotificationService.class);
    new MailRoutes(mails).fulfil(api);
    api.mount(parts.edge().router());
    openMailer(parts, mails, customers);
  }

  /** A notice stands alone: what it is about is asked for. So whoever is free takes the next. */
  private void compete(Parts parts, Mails mails) {
    var group = config.inbox().group() + "-notices";
    var subscriptions = Inbox.subscribe(config.inbox().forGroup(group, Sharing.BY_RECORD));
    note(subscriptions, mails);
    subscriptions
        .start(vertx, parts.outbox(), config.kafka(), parts.meters())
        .onSuccess(
            inbox -> {
              var notices = parts.lifetime().keep("notices", inbox, inbox::close);
              parts.edge().health().ready("notices", notices::ready);
              parts.edge().health().live("notices", notices::live);
            });
  }

  private static void note(Inbox.Subscriptions subscriptions, Mails mails) {
    subscriptions.together(mails::note).on(OrderStatusChanged.class, (event, delivery) -> event);
  }

  private void openMailer(Parts parts, Mails mails, Customers customers) {
    var lifetime = parts.lifetime();
    var http = vertx.createHttpClient();
    var smtp = MailClient.create(vertx, settings.client());
    var orders = new OrderClient(http, settings.orderUrl());
    var post = new Post(orders, customers, smtp, settings.from());
    var mailer = new Mailer(vertx, mails, post::send, settings.pace());
    lifetime.keep("order client", http, http::close);
    lifetime.keep("smtp client", smtp, smtp::close);
    lifetime.keep("mailer", mailer, mailer::close);
    mailer.start();
  }
}
