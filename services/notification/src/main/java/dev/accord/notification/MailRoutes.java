package dev.accord.notification;

import dev.accord.runtime.http.Reply;
import dev.accord.runtime.openapi.ApiDocument;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.UUID;

/** The service's REST interface; see its README. */
final class MailRoutes {
  private final Mails mails;

  MailRoutes(Mails mails) {
    this.mails = mails;
  }

  void fulfil(ApiDocument api) {
    api.on("listMails", this::ofOrder);
  }

  private Future<Reply> ofOrder(RoutingContext context) {
    return mails.of(UUID.fromString(context.pathParam("orderId"))).map(Reply::ok);
  }
}
