package dev.accord.stack.mail;

import dev.accord.embedded.CaughtMail;
import dev.accord.embedded.MailCatcher;
import dev.accord.runtime.http.HttpConfig;
import dev.accord.runtime.http.HttpEdge;
import dev.accord.runtime.http.JsonBody;
import dev.accord.runtime.http.Reply;
import dev.accord.runtime.http.ServiceMetrics;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** An SMTP server that delivers nothing, and a list of what it caught. */
public final class MailServer implements AutoCloseable {
  private static final String ORDER_HEADER = "X-Order-Id";
  private static final int SECONDS_MAX = 3_600;

  /** A mail as the list shows it. */
  record Shown(
      Instant receivedAt,
      String from,
      String to,
      String subject,
      String messageId,
      String orderId,
      String text) {
    static Shown of(CaughtMail mail) {
      return new Shown(
          mail.receivedAt(),
          mail.from(),
          mail.to(),
          mail.subject(),
          mail.header("Message-ID").orElse(""),
          mail.header(ORDER_HEADER).orElse(""),
          mail.text());
    }
  }

  /** The body of {@code PUT /delay}. */
  record Delay(int seconds) {}

  private final MailCatcher catcher;
  private final HttpEdge edge;
  private final ServiceMetrics metrics = ServiceMetrics.of("mails");

  private MailServer(Vertx vertx, MailCatcher catcher, int httpPort) {
    this.catcher = catcher;
    edge = HttpEdge.create(vertx, HttpConfig.onPort(httpPort), metrics);
    edge.router().get("/mails").handler(Reply.by(this::list));
    edge.router().put("/delay").handler(Reply.by(this::slowDown));
  }

  /** Starts both; returns when they answer. */
  public static MailServer start(Vertx vertx, int smtpPort, int httpPort, Clock clock) {
    var server = new MailServer(vertx, MailCatcher.start(smtpPort, clock), httpPort);
    server.edge.listen().await();
    return server;
  }

  @Override
  public void close() {
    catcher.close();
    edge.close().await();
    metrics.close();
  }

  private Future<Reply> list(RoutingContext context) {
    var to = context.queryParam("to").stream().findFirst();
    var order = context.queryParam("order").stream().findFirst();
    var mails =
        catcher.mails().stream()
            .map(Shown::of)
            .filter(mail -> isOrAny(to, mail.to()) && isOrAny(order, mail.orderId()))
            .toList();
    return Future.succeededFuture(Reply.ok(mails));
  }

  private Future<Reply> slowDown(RoutingContext context) {
    var seconds = JsonBody.read(context, Delay.class).seconds();
    catcher.slowDown(Duration.ofSeconds(Math.min(Math.max(seconds, 0), SECONDS_MAX)));
    return Future.succeededFuture(Reply.noContent());
  }

  private static boolean isOrAny(Optional<String> wanted, String value) {
    return wanted.map(value::equals).orElse(true);
  }
}
