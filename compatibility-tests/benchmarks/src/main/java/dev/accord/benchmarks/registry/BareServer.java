package dev.accord.benchmarks.registry;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;

/**
 * The limit of reads: a Vert.x handler that knows one answer and looks at nothing. {@code PORT}.
 */
final class BareServer {
  private static final Buffer ANSWER =
      Buffer.buffer(Corpus.body(Corpus.schema(Corpus.subject(0), Corpus.VERSIONS_A_SUBJECT - 1)));

  private BareServer() {}

  public static void main(String[] args) {
    Vertx.vertx()
        .createHttpServer()
        .requestHandler(
            request -> {
              var unused =
                  request
                      .response()
                      .putHeader("Content-Type", "application/vnd.schemaregistry.v1+json")
                      .end(ANSWER);
            })
        .listen(Integer.parseInt(args[0]), "127.0.0.1")
        .await();
  }
}
