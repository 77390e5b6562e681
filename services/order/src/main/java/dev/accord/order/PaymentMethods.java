package dev.accord.order;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.accord.order.request.Requests;
import dev.accord.runtime.http.Problem;
import dev.accord.runtime.http.Reply;
import dev.accord.runtime.sql.Database;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Tuple;
import java.security.MessageDigest;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How orders are paid, for the payment service alone: the one way on which a payment token leaves
 * this service. See decision 13.
 */
final class PaymentMethods {
  private static final String BEARER = "Bearer ";

  private final Database database;
  private final byte[] secret;

  PaymentMethods(Database database, String secret) {
    this.database = database;
    this.secret = secret.getBytes(UTF_8);
  }

  void mount(Router router) {
    router.get("/internal/orders/:orderId/payment-method").handler(Reply.by(this::tell));
  }

  private Future<Reply> tell(RoutingContext context) {
    if (!mayKnow(context.request().getHeader("Authorization"))) {
      throw Problem.of(401, "this needs Authorization: Bearer with order.internal-secret")
          .asException();
    }
    var order = Requests.id(context, "orderId");
    return database
        .withConnection(
            sql ->
                sql.preparedQuery("select payment_token from orders where id = $1")
                    .execute(Tuple.of(order)))
        .map(
            rows -> {
              if (rows.size() == 0) {
                throw Problem.of(404, "there is no order " + order).asException();
              }
              var token = rows.iterator().next().getString(0);
              return Reply.ok(Map.of("orderId", order, "paymentToken", token))
                  .with("Cache-Control", "no-store");
            });
  }

  /** Compared in a time that does not tell how much of it was right. */
  private boolean mayKnow(@Nullable String authorization) {
    return secret.length > 0
        && authorization != null
        && authorization.startsWith(BEARER)
        && MessageDigest.isEqual(secret, authorization.substring(BEARER.length()).getBytes(UTF_8));
  }
}
