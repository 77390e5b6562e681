package dev.accord.runtime.openapi;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.accord.runtime.http.Reply;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.openapi.contract.OpenAPIContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * A document, and who fulfils its operations.
 *
 * <pre>{@code
 * ApiDocument.of(vertx, OrderService.class)
 *     .on("placeOrder", this::place)
 *     .on("showOrder", this::show)
 *     .mount(edge.router());
 * }</pre>
 */
public final class ApiDocument {
  private static final String RESOURCE = "openapi.json";

  private final JsonObject document;
  private final Buffer text;
  private final Future<RequestCheck> check;
  private final Map<String, Function<RoutingContext, Future<Reply>>> handlers =
      new LinkedHashMap<>();

  private ApiDocument(Vertx vertx, Buffer text) {
    this.text = text;
    document = text.toJsonObject();
    // The validator knows few media types; a problem is JSON to it.
    var known = text.toString().replace("application/problem+json", "application/json");
    check =
        OpenAPIContract.from(vertx, new JsonObject(known))
            .map(contract -> new RequestCheck(contract, document));
  }

  /**
   * Reads {@code openapi.json} beside a class.
   *
   * @throws IllegalStateException if there is none
   */
  public static ApiDocument of(Vertx vertx, Class<?> service) {
    try (var stream = service.getResourceAsStream(RESOURCE)) {
      if (stream == null) {
        throw new IllegalStateException(
            service.getPackageName() + " has no " + RESOURCE + " in its jar");
      }
      return new ApiDocument(vertx, Buffer.buffer(stream.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Fulfils an operation; requests that do not fit the document never get there. */
  @CanIgnoreReturnValue
  public ApiDocument on(String operationId, Function<RoutingContext, Future<Reply>> handler) {
    if (handlers.putIfAbsent(operationId, handler) != null) {
      throw new IllegalArgumentException(operationId + " has a handler already");
    }
    return this;
  }

  /**
   * Adds a route for each operation, serves the document at {@code /openapi.json}, and answers HEAD
   * wherever the router answers GET; to be called after every other route was added.
   *
   * @throws IllegalStateException if an operation has no handler, or a handler no operation
   */
  public void mount(Router router) {
    var open = new TreeSet<>(handlers.keySet());
    var paths = document.getJsonObject("paths");
    for (var path : paths.fieldNames()) {
      for (var operation : paths.getJsonObject(path)) {
        if (operation.getValue() instanceof JsonObject described) {
          var id = described.getString("operationId");
          open.remove(id);
          mount(router, path, operation.getKey(), id);
        }
      }
    }
    if (!open.isEmpty()) {
      throw new IllegalStateException(RESOURCE + " describes no operation " + open);
    }
    router.get("/" + RESOURCE).handler(Reply.by(context -> Future.succeededFuture(Reply.ok(text))));
    answerHead(router);
  }

  private void mount(Router router, String path, String method, String operationId) {
    var handler = handlers.get(operationId);
    if (handler == null) {
      throw new IllegalStateException("nobody fulfils " + operationId + " of " + RESOURCE);
    }
    var template = path.replaceAll("\\{(\\w+)}", ":$1");
    router
        .route(HttpMethod.valueOf(method.toUpperCase(Locale.ROOT)), template)
        .handler(
            Reply.by(
                context ->
                    check.compose(
                        fits -> {
                          fits.check(operationId, context);
                          return handler.apply(context);
                        })));
  }

  private static void answerHead(Router router) {
    for (var route : router.getRoutes()) {
      var methods = route.methods();
      if (methods != null && methods.contains(HttpMethod.GET)) {
        var unused = route.method(HttpMethod.HEAD);
      }
    }
  }
}
