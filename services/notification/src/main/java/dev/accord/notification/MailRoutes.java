package dev.accord.notification;

import dev.accord.runtime.http.Problem;
import dev.accord.runtime.http.Reply;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.UUID;

/** The service's REST interface; see its README. */
final class MailRoutes {
  private final Mails mails;

  MailRoutes(Mails mails) {
    this.mails = mails;
  }

  void mount(Router router) {
    router.get("/orders/:id/mails").handler(Reply.by(this::ofOrder));
  }

  private Future<Reply> ofOrder(RoutingContext context) {
    var text = context.pathParam("id");
    try {
      return mails.of(UUID.fromString(text)).map(Reply::ok);
    } catch (IllegalArgumentException e) {
      throw Problem.of(400, "\"" + text + "\" is no order id").asException();
    }
  }
}
