package dev.accord.runtime.http;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A fulfilled request.
 *
 * @param body a {@link Buffer} is sent as it is, anything else as JSON
 */
public record Reply(
    int status, String contentType, Map<String, String> headers, Optional<Object> body) {

  /** Copies. */
  public Reply {
    headers = Map.copyOf(headers);
  }

  /** 200 with JSON. */
  public static Reply ok(Object body) {
    return of(200, body);
  }

  /** 201 with the new thing and where it is. */
  public static Reply created(String location, Object body) {
    return of(201, body).with("Location", location);
  }

  /** 204. */
  public static Reply noContent() {
    return new Reply(204, "", Map.of(), Optional.empty());
  }

  /** Any status with JSON. */
  public static Reply of(int status, Object body) {
    return new Reply(status, "application/json", Map.of(), Optional.of(body));
  }

  /** The same with a header. */
  public Reply with(String header, String value) {
    var all = new LinkedHashMap<>(headers);
    all.put(header, value);
    return new Reply(status, contentType, all, body);
  }

  /** The same as another media type. */
  public Reply as(String newContentType) {
    return new Reply(status, newContentType, headers, body);
  }

  /**
   * A route's handler: sends what the function's future gives; a failure, thrown or in the future,
   * goes to the edge.
   */
  public static Handler<RoutingContext> by(Function<RoutingContext, Future<Reply>> work) {
    return context -> {
      RequestGate.noteRoute(context);
      Future.succeededFuture(context)
          .compose(work)
          .onComplete(reply -> reply.send(context), context::fail);
    };
  }

  private void send(RoutingContext context) {
    var response = context.response();
    // The request's time was up, or the caller has gone.
    if (response.ended() || response.closed()) {
      return;
    }
    Buffer bytes = body.map(Reply::bytes).orElseGet(Buffer::buffer);
    response.setStatusCode(status);
    headers.forEach(response::putHeader);
    if (body.isPresent()) {
      response.putHeader("Content-Type", contentType);
    }
    response.end(bytes).onFailure(e -> context.response().reset());
  }

  private static Buffer bytes(Object body) {
    return body instanceof Buffer buffer ? buffer : JsonBody.write(body);
  }
}
