package dev.accord.order.request;

import dev.accord.runtime.http.Reply;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The service's REST interface as OpenAPI 3.1 describes it, and what holds for all of it. */
public final class Interface {
  private static final String DOCUMENT = "/dev/accord/order/openapi.json";

  private Interface() {}

  /**
   * Serves the document at {@code /openapi.json}, and answers HEAD wherever GET is answered; to be
   * called after every other route was added.
   */
  public static void mount(Router router) {
    var document = document();
    router
        .get("/openapi.json")
        .handler(Reply.by(context -> Future.succeededFuture(Reply.ok(document))));
    for (var route : router.getRoutes()) {
      var methods = route.methods();
      if (methods != null && methods.contains(HttpMethod.GET)) {
        var unused = route.method(HttpMethod.HEAD);
      }
    }
  }

  /** The document, as JSON. */
  static Buffer document() {
    try (var stream = Interface.class.getResourceAsStream(DOCUMENT)) {
      if (stream == null) {
        throw new IllegalStateException(DOCUMENT + " is missing in this jar");
      }
      return Buffer.buffer(stream.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
