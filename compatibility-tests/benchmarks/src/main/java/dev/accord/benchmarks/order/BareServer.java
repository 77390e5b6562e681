package dev.accord.benchmarks.order;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;

/** The limit of requests: a Vert.x handler that reads a body and knows one answer. {@code PORT}. */
final class BareServer {
  private static final Buffer ANSWER = Buffer.buffer("{\"orderId\":\"1\",\"status\":\"PENDING\"}");

  private BareServer() {}

  public static void main(String[] args) {
    Vertx.vertx()
        .createHttpServer()
        .requestHandler(
            request ->
                request
                    .body()
                    .compose(body -> request.response().setStatusCode(201).end(ANSWER))
                    .onFailure(gone -> request.connection().close()))
        .listen(Integer.parseInt(args[0]), "127.0.0.1")
        .await();
  }
}
