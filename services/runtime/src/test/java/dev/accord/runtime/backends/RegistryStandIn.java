package dev.accord.runtime.backends;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Answers the two questions that the official serializer and deserializer ask. Takes any schema as
 * registered; can be stopped and started again on its port.
 */
public final class RegistryStandIn {
  private final Vertx vertx;
  private final int port;
  private final List<String> schemas = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger requests = new AtomicInteger();
  private HttpServer server;

  public RegistryStandIn(Vertx vertx, int port) {
    this.vertx = vertx;
    this.port = port;
    server = vertx.createHttpServer();
  }

  public String url() {
    return "http://127.0.0.1:" + port;
  }

  /** How many questions were asked so far. */
  public int requests() {
    return requests.get();
  }

  public Future<Void> start() {
    server = vertx.createHttpServer().requestHandler(this::answer);
    return server.listen(port, "127.0.0.1").mapEmpty();
  }

  public Future<Void> stop() {
    return server.close();
  }

  private void answer(HttpServerRequest request) {
    requests.incrementAndGet();
    var path = request.path();
    if (path.startsWith("/subjects/")) {
      request
          .body()
          .onSuccess(body -> respond(request, 200, registered(path, body.toJsonObject())));
      return;
    }
    var id = Integer.parseInt(path.substring("/schemas/ids/".length()));
    if (id > schemas.size()) {
      var problem = new JsonObject().put("error_code", 40403).put("message", "Schema not found");
      respond(request, 404, problem);
    } else {
      respond(request, 200, new JsonObject().put("schema", schemas.get(id - 1)));
    }
  }

  private JsonObject registered(String path, JsonObject question) {
    var schema = question.getString("schema");
    synchronized (schemas) {
      if (!schemas.contains(schema)) {
        schemas.add(schema);
      }
      return new JsonObject()
          .put("subject", path.substring("/subjects/".length()))
          .put("version", 1)
          .put("id", schemas.indexOf(schema) + 1)
          .put("schema", schema);
    }
  }

  private static void respond(HttpServerRequest request, int status, JsonObject body) {
    request
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", "application/vnd.schemaregistry.v1+json")
        .end(body.toBuffer())
        .onFailure(gone -> {});
  }
}
