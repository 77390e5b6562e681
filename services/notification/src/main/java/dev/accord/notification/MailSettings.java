package dev.accord.notification;

import dev.accord.runtime.inbox.InboxConfig.Sharing;
import dev.accord.runtime.launch.Settings;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.StartTLSOptions;
import java.net.URI;
import java.time.Duration;

/**
 * Who sends mails, through which server, and who knows orders.
 *
 * @param from the sender's address
 * @param orderUrl base address of the order service
 * @param notices how instances share the thin events
 */
record MailSettings(Smtp smtp, String from, URI orderUrl, Pace pace, Sharing notices) {
  private static final Duration HOUR = Duration.ofHours(1);

  /**
   * The mail server.
   *
   * @param user empty for a server that asks nobody who he is
   */
  record Smtp(String host, int port, StartTLSOptions starttls, String user, String password) {}

  /**
   * How mails go out.
   *
   * @param lanes mails under way at a time
   * @param mailMax the longest one attempt may take
   * @param poll pause between two looks for due mails
   * @param retryMin pause after the first failed attempt; doubles with each
   * @param retryMax longest pause between attempts
   */
  record Pace(int lanes, Duration mailMax, Duration poll, Duration retryMin, Duration retryMax) {}

  /** Checks addresses. */
  MailSettings {
    if (!from.matches("[^\\s@]+@[^\\s@]+")) {
      throw new IllegalArgumentException("mail.from must be an address, not " + from);
    }
    if (orderUrl.getHost() == null) {
      throw new IllegalArgumentException("order.url must be http://host:port, not " + orderUrl);
    }
  }

  /** Reads {@code smtp.…}, {@code mail.…} and {@code order.url}. */
  static MailSettings from(Settings settings) {
    return new MailSettings(
        new Smtp(
            settings.text("smtp.host", "127.0.0.1"),
            settings.port("smtp.port", 2525),
            settings.choice("smtp.starttls", StartTLSOptions.OPTIONAL),
            settings.text("smtp.user", ""),
            settings.secret("smtp.password", "")),
        settings.text("mail.from", "shop@example.com"),
        URI.create(settings.text("order.url", "http://127.0.0.1:8080")),
        new Pace(
            settings.integer("mail.lanes", 4, 1, 100),
            settings.duration("mail.attempt-max", Duration.ofMinutes(1), second(), HOUR),
            settings.duration("mail.poll", Duration.ofMillis(250), Duration.ofMillis(10), HOUR),
            settings.duration("mail.retry-min", second(), Duration.ofMillis(10), HOUR),
            settings.duration("mail.retry-max", Duration.ofMinutes(1), second(), HOUR)),
        settings.choice("mail.notices", Sharing.BY_RECORD));
  }

  MailConfig client() {
    var config = new MailConfig(smtp.host(), smtp.port());
    config.setStarttls(smtp.starttls()).setMaxPoolSize(pace.lanes());
    return smtp.user().isEmpty()
        ? config.setLogin(LoginOption.DISABLED)
        : config
            .setLogin(LoginOption.REQUIRED)
            .setUsername(smtp.user())
            .setPassword(smtp.password());
  }

  private static Duration second() {
    return Duration.ofSeconds(1);
  }
}
