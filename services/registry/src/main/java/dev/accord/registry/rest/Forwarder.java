package dev.accord.registry.rest;

import dev.accord.registry.node.Registry;
import dev.accord.registry.problem.ErrorCode;
import dev.accord.registry.problem.RegistryProblem;
import dev.accord.registry.wire.Offsets;
import dev.accord.runtime.http.HttpEdge;
import dev.accord.runtime.http.Reply;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.StreamResetException;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Hands a write to the leader and its answer back, status and all. The answer waits until this node
 * has read what the leader wrote, so that the caller's next read here sees it.
 */
final class Forwarder {
  /** Tells the leader not to hand the request on: no request travels in circles. */
  static final String FORWARDED = "X-Forward";

  private static final List<String> HEADERS = List.of("Content-Type", "Accept", "Authorization");
  private static final Duration READ_BACK_MAX = Duration.ofSeconds(10);

  private final HttpClient client;
  private final Registry registry;
  // Requests under way, and to whom; used on one event loop.
  private final Map<HttpClientRequest, URI> handedOn = new HashMap<>();

  Forwarder(HttpClient client, Registry registry) {
    this.client = client;
    this.registry = registry;
    registry.onLeader(this::letGo);
  }

  /** Who no longer leads may not answer for a long time, and what it does counts no more. */
  private void letGo(URI leader) {
    // A request that is let go leaves the map.
    Map.copyOf(handedOn)
        .forEach(
            (request, asked) -> {
              if (!asked.equals(leader)) {
                var unused = request.reset();
              }
            });
  }

  Future<Reply> forward(RoutingContext context, URI leader) {
    if (context.request().getHeader(FORWARDED) != null) {
      return Future.failedFuture(ErrorCode.LEADER_UNKNOWN.with());
    }
    var body = context.body().buffer();
    return client
        .request(options(context, leader))
        .recover(
            failure -> failed(ErrorCode.FORWARDING_FAILED, "was not handed on", leader, failure))
        .compose(request -> answered(request, body == null ? Buffer.buffer() : body, leader));
  }

  /** From here on the leader may do as asked, whether its answer arrives or not. */
  private Future<Reply> answered(HttpClientRequest request, Buffer body, URI leader) {
    handedOn.put(request, leader);
    return request
        .send(body)
        .compose(response -> response.body().map(answer -> reply(response, answer)))
        .andThen(done -> handedOn.remove(request))
        .compose(this::readBack)
        .timeout(registry.changeMax().toMillis(), TimeUnit.MILLISECONDS)
        .recover(
            failure ->
                failure instanceof RegistryProblem
                    ? Future.failedFuture(failure)
                    : failed(
                        ErrorCode.OUTCOME_UNKNOWN, "may be done or not; ask", leader, failure));
  }

  private static <T> Future<T> failed(
      ErrorCode code, String outcome, URI leader, Throwable failure) {
    return Future.failedFuture(
        code.with(
            "Error while forwarding the request to the leader "
                + leader
                + ", it "
                + outcome
                + ": "
                + (failure instanceof StreamResetException
                    ? "another node leads by now"
                    : failure.getMessage())));
  }

  private RequestOptions options(RoutingContext context, URI leader) {
    var options =
        new RequestOptions()
            .setMethod(context.request().method())
            .setAbsoluteURI(leader + context.request().uri())
            .setTimeout(registry.changeMax().toMillis())
            .putHeader(FORWARDED, "true")
            .putHeader("X-Request-ID", HttpEdge.requestId(context));
    for (var name : HEADERS) {
      var value = context.request().getHeader(name);
      if (value != null) {
        var unused = options.putHeader(name, value);
      }
    }
    return options;
  }

  private static Reply reply(HttpClientResponse response, Buffer body) {
    var type = response.getHeader("Content-Type");
    var reply =
        type == null
            ? new Reply(response.statusCode(), "", Map.of(), Optional.empty())
            : Reply.of(response.statusCode(), body).as(type);
    for (var name : List.of(Offsets.HEADER, "Retry-After")) {
      var value = response.getHeader(name);
      if (value != null) {
        reply = reply.with(name, value);
      }
    }
    return reply;
  }

  private Future<Reply> readBack(Reply reply) {
    var offset = Offsets.read(reply.headers().get(Offsets.HEADER));
    if (offset.isEmpty()) {
      return Future.succeededFuture(reply);
    }
    return registry
        .awaitRecord(offset.getAsLong(), READ_BACK_MAX)
        .map(reply)
        .recover(
            late ->
                reply.status() == 200
                    ? Future.failedFuture(ErrorCode.notReadBack(offset.getAsLong()))
                    : Future.succeededFuture(reply));
  }
}
